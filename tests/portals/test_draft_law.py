"""What is added to the law appears on the pages of an application by itself."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.portals.filling import TODAY, begin, errors, file_application, fill, pdf
from tests.portals.sample_case import PROCEDURE, rules
from tests.portals.test_drafts import worker_of


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer")


def test_a_field_and_a_document_added_to_the_law_appear_on_the_pages(employer: Client, settings: object, tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(settings.LAW_FOLDER, folder)
    trunk = folder / "procedures" / PROCEDURE / "procedure.yaml"
    section, first = next(iter(rules().sections)), next(iter(rules().fields))
    words = "{fr: Le numéro de plaque, nl: Het plaatnummer, de: Die Kennzeichennummer, en: The plate number}"
    paper = "{fr: Copie de la plaque, nl: Kopie van de plaat, de: Kopie des Kennzeichens, en: Copy of the plate}"
    source = next(iter(rules().cited))
    text = trunk.read_text(encoding="utf-8")
    text = text.replace("\nfields:\n", f"\nfields:\n  - {{field: plate_number, before: {first}, section: {section}, type: text, personal: true, title: {words}}}\n", 1)
    text = text.replace("\nevidence:\n", f"\nevidence:\n  - {{evidence: plate_copy, part: work, given_by: employer, title: {paper}, source: {source}}}\n", 1)
    trunk.write_text(text, encoding="utf-8")
    settings.LAW_FOLDER = folder
    draft = begin(employer)
    assert "The plate number" in employer.get(f"{draft}/part/{section}/plate_number").content.decode()
    assert "Copy of the plate" in employer.get(f"{draft}/documents").content.decode()
    check = employer.get(f"{draft}/check").content.decode()
    assert "The plate number" in check
    assert "Copy of the plate" in check
    assert "Copy of the plate" in employer.get(f"/law/{PROCEDURE}").content.decode()


@pytest.fixture
def stricter(employer: Client, settings: object, tmp_path: Path) -> Client:
    """The law with two answers that cannot be right together, and a piece without which nothing is filed."""
    folder = tmp_path / "law"
    shutil.copytree(settings.LAW_FOLDER, folder)
    words = "{fr: Cela ne va pas, nl: Dat gaat niet, de: Das geht nicht, en: That cannot be}"
    source = next(iter(rules().cited))
    trunk = folder / "procedures" / PROCEDURE / "procedure.yaml"
    check = f"  - {{check: never, title: {words}, part: work, shows: [posted, lawfully_present], contradiction: true, source: {source},\n     holds: {{not: {{all: [{{posted: {{is: true}}}}, {{lawfully_present: {{is: true}}}}]}}}}}}\n"
    paper = f"  - {{evidence: must, part: work, given_by: employer, blocks: true, title: {words}, source: {source}}}\n"
    text = trunk.read_text(encoding="utf-8").replace("\nchecks:\n", f"\nchecks:\n{check}", 1).replace("\nevidence:\n", f"\nevidence:\n{paper}", 1)
    trunk.write_text(text, encoding="utf-8")
    settings.LAW_FOLDER = folder
    return employer


def test_answers_that_contradict_each_other_are_told_at_both_questions_and_block_the_filing(stricter: Client) -> None:
    draft = begin(stricter)
    fill(stricter, draft, rules(), {"lawfully_present": "yes"})
    there = next(one for one in rules().fields.values() if one.fact == "lawfully_present")
    here = next(one for one in rules().fields.values() if one.fact == "posted")
    answer = stricter.post(f"{draft}/part/{here.section}/{here.name}", {here.name: "yes", "host_municipality": "21001"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert len(errors(html)) == 2 and all("cannot be right together with" in line for line in errors(html))
    assert f'href="#{here.name}"' in html and f'href="{draft}/part/{there.section}/{there.name}#{there.name}"' in html
    check = stricter.get(f"{draft}/check").content.decode()
    assert "Nothing can be filed before this is mended" in check and "File the application" not in check


def test_without_a_piece_that_is_a_condition_of_filing_nothing_is_filed_and_the_page_says_so(stricter: Client) -> None:
    draft = begin(stricter)
    fill(stricter, draft, rules())
    check = stricter.get(f"{draft}/check").content.decode()
    assert "Missing: That cannot be" in check and "File the application" not in check
    refused = stricter.post(f"{draft}/check", {"command": "01943f5e-7c00-7abc-8def-0123456789ab", "confirm": "yes"})
    assert refused.status_code == 409 and "Nothing can be filed without: That cannot be" in refused.content.decode()
    assert stricter.post(f"{draft}/documents", {"file-must": pdf()}).status_code == 302
    assert file_application(stricter, draft)


def test_the_day_of_issue_of_a_certificate_is_asked_of_who_gave_it_and_answered_at_once(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    worker = worker_of(employer, draft)
    aged = next(one for one in rules().evidence.values() if one.maximum_age and one.given_by == "worker")
    worker.post(f"{draft}/documents", {f"file-{aged.name}": pdf()})
    inputs = dict(zip((f"issued-{aged.name}-{part}" for part in ("day", "month", "year")), ("1", "9", "2025"), strict=True))
    assert worker.post(f"{draft}/documents/issued", {"evidence": aged.name, **inputs}).status_code == 302
    assert "A newer one is needed" in worker.get(f"{draft}/documents").content.decode()
    wrong = worker.post(f"{draft}/documents/issued", {"evidence": aged.name, **inputs, f"issued-{aged.name}-year": "2027"})
    assert wrong.status_code == 422 and 'value="2027"' in wrong.content.decode()
    assert employer.post(f"{draft}/documents/issued", {"evidence": aged.name, **inputs}).status_code in (400, 404)
    for page in (f"{draft}/check", f"{draft}/documents", f"{draft}/list"):
        assert "September 2025" not in employer.get(page).content.decode(), "how old it is concerns the worker alone"


def test_places_of_work_are_typed_by_name_shown_by_name_and_add_up(employer: Client, settings: object, tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(settings.LAW_FOLDER, folder)
    section, trunk = next(iter(rules().sections)), folder / "procedures" / PROCEDURE / "procedure.yaml"
    words = "{fr: Lieux, nl: Plaatsen, de: Orte, en: Places of work}"
    line = f"\nfields:\n  - {{field: places, section: {section}, type: workplaces, fact: workplaces, title: {words}}}\n"
    trunk.write_text(trunk.read_text(encoding="utf-8").replace("\nfields:\n", line, 1), encoding="utf-8")
    settings.LAW_FOLDER = folder
    page = f"{begin(employer)}/part/{section}/places"
    assert 'list="places-places"' in employer.get(page).content.decode()
    wrong = employer.post(page, {"places-0-place": "Gent", "places-0-share": "60", "places-1-place": "Saint-Nicolas (62093)", "places-1-share": "60"})
    assert errors(wrong.content.decode()) == ["The shares of the places make 120 per cent together. They must make 100"]
    assert employer.post(page, {"places-0-place": "Gent", "places-0-share": "60", "places-1-place": "Saint-Nicolas (62093)", "places-1-share": "40"}).status_code == 302
    assert 'value="Ghent"' in employer.get(page).content.decode()
    assert "Ghent (60 %) and Saint-Nicolas (40 %)" in employer.get(f"{page.partition('/part')[0]}/check").content.decode()
