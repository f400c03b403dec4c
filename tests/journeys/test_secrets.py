"""What the worker gives is not the employer's: neither by its address, nor in a list, a count, a search, the history or a letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from guichet.engine.case_number import number_of
from guichet.people import demo
from guichet.vault import store as vault
from tests.desk.life import COMMUNE, EMPLOYER, OFFICE, POST, REGION, Life, day
from tests.journeys.counter import at_the_counter, file_of
from tests.letters.reading import all_text
from tests.portals.filling import begin, file_application, fill, found, pdf
from tests.portals.sample_case import rules

NAME = "Diagnose-Q7Zephyr.pdf"  # the name that the worker's computer gave the file
SECRET = "medical_certificate"


@pytest.fixture
def life(db: None, clock: object, settings: object, tmp_path: Path) -> Life:
    """A granted file; the worker's certificate has a telling name, was asked for once more, with a telling reason, and came again."""
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    clock.set_today(day(4, 20))
    one = Life()
    one.file = lambda evidence: vault.keep_file(one.case, f"evidence:{evidence}", pdf().getvalue(), NAME if evidence == SECRET else f"{evidence}.pdf", "application/pdf").ref
    one.admissible().does("request_evidence", OFFICE, day(4, 1), asked=[SECRET], reason="Die Diagnose Q7Zephyr ist zu alt.")
    one.does("answer_request", one.worker, day(4, 2), evidence={SECRET: [one.file(SECRET)]})
    one.does("grant_work", REGION, day(4, 10), work_authorised_until="2027-08-31").does("grant_stay", OFFICE, day(4, 13), stay_authorised_until="2027-08-31")
    one.works(day(4, 14))
    return one


def addresses(life: Life) -> list[str]:
    """Where the certificate can be opened, as the Office finds it."""
    html = at_the_counter(OFFICE).get(f"/files/{number_of(life.case)}").content.decode()
    return re.findall(rf'href="(/documents/[^"/]+)/view"[^>]*>[^<]*</a> <span class="g-file__name">{NAME}', html)


def test_the_certificate_opens_for_the_worker_and_the_office_and_is_not_there_for_others(life: Life) -> None:
    found = addresses(life)
    assert len(found) == 2
    for address in [one + way for one in found for way in ("", "/view", "/page/1")]:
        opened = {who: at_the_counter(actor).get(address).status_code for who, actor in
                  {"worker": life.worker, "office": OFFICE, "employer": EMPLOYER, "region": REGION, "post": POST, "commune": COMMUNE}.items()}  # fmt: skip
        assert opened == {"worker": 200, "office": 200, "employer": 404, "region": 404, "post": 404, "commune": 404}
        assert Client(HTTP_HOST="localhost").get(address).status_code == 302, "a stranger is asked who they are"


def test_a_404_of_what_exists_is_the_404_of_what_does_not(life: Life) -> None:
    employer = at_the_counter(EMPLOYER)
    told = [employer.get(path).content for path in (addresses(life)[0], "/documents/0194a000-0000-7000-8000-000000000000")]
    assert re.sub(rb'(value|href)="[^"]*"', b"", told[0]) == re.sub(rb'(value|href)="[^"]*"', b"", told[1])


@pytest.mark.parametrize("actor", [EMPLOYER, REGION], ids=["employer", "region"])
def test_it_is_in_no_page_list_count_search_or_letter(actor: object, life: Life) -> None:
    window, number = at_the_counter(actor), number_of(life.case)
    pages = {path: window.get(path).content.decode() for path in
             (f"/files/{number}", f"/files/{number}/receipt", f"/files/{number}/do/write_message", "/files", "/files?tab=all", "/files?tab=ended", "/e-box")}  # fmt: skip
    for path, html in pages.items():
        assert "Q7Zephyr" not in html and not [address for address in addresses(life) if address in html], path
    assert [found(window, text).count('href="/files/') for text in ("Q7Zephyr", "nobody-of-this-name")] == [0, 0]
    for link in re.findall(r'href="(/documents/[^"]+)"', pages[f"/files/{number}"]):
        answer = window.get(link)
        assert answer.status_code == 200 and "Q7Zephyr" not in answer.headers.get("Content-Disposition", "")
        assert link.startswith("/documents/") and (b"%PDF" not in answer.content[:5] or "Q7Zephyr" not in _said(answer.content))


def _said(content: bytes) -> str:
    try:
        return all_text(content)
    except (AttributeError, KeyError):  # a paper without a structure: somebody's scan
        return ""


def test_the_draft_shows_the_employer_only_whether_it_came(life: Life) -> None:
    employer = at_the_counter(EMPLOYER)
    draft = begin(employer)
    fill(employer, draft, rules())
    worker = at_the_counter(_worker_of(draft))
    assert worker.post(f"{draft}/documents", {f"file-{SECRET}": file_of(pdf().getvalue(), NAME)}).status_code == 302
    address = re.search(r'name="file" value="([^"]+)"', worker.get(f"{draft}/documents").content.decode())[1]
    for path in (draft, f"{draft}/documents", f"{draft}/check"):
        html = employer.get(path).content.decode()
        assert "Q7Zephyr" not in html and address not in html and rules().evidence[SECRET].title["en"] in html
    assert employer.post(f"{draft}/documents", {f"file-{SECRET}": file_of(pdf().getvalue(), "mine.pdf")}).status_code == 400, "it is not the employer's to give"
    assert employer.post(f"{draft}/documents/remove", {"evidence": SECRET, "file": address}).status_code == 404
    number = file_application(employer, draft)
    assert "Q7Zephyr" not in employer.get(f"/files/{number}").content.decode() and NAME in worker.get(f"/files/{number}").content.decode()


def _worker_of(draft: str) -> object:
    from uuid import UUID

    from guichet.intake import store as intake
    from tests.journeys.counter import somebody

    return somebody("worker", person=intake.find(UUID(draft.rsplit("/", 1)[1])).worker)
