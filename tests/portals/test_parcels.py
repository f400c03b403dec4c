"""Documents over HTTP: the limits are said before, each failure has its own sentence and cure, parts go on after a cut."""

import io
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from guichet.intake import scanning
from guichet.portals import draft_evidence
from guichet.sources.scanner import EICAR, FailingScanner
from tests.portals.filling import TODAY, begin, errors, file_application, fill, pdf
from tests.portals.sample_case import rules


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: object) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer")


@pytest.fixture
def no_scanner() -> Iterator[None]:
    before = scanning.use(FailingScanner())
    yield
    scanning.use(before)


def piece() -> str:
    return next(one.name for one in rules().evidence.values() if one.given_by == "employer" and not one.when)


def announced(browser: Client, draft: str, size: int, **more: str) -> object:
    told = {"evidence": piece(), "name": "a.pdf", "size": str(size), "changed": "1"}
    return browser.post(f"{draft}/documents/parcels", told | more)


def test_the_limits_are_said_before_anything_is_chosen(employer: Client) -> None:
    html = employer.get(f"{begin(employer)}/documents").content.decode()
    assert "PDF, JPEG or PNG; 50 MB at most for each file, 20 files for each document." in html


def test_a_file_in_parts_is_kept_like_any_other(employer: Client) -> None:
    draft, content = begin(employer), pdf().getvalue()
    told = announced(employer, draft, len(content)).json()
    path = f"{draft}/documents/parcels/{told['parcel']}"
    first = employer.post(f"{path}?start=0", content[:100], content_type="application/octet-stream").json()
    assert first["here"] == 100 and announced(employer, draft, len(content)).json()["here"] == 100
    assert employer.post(f"{path}/keep", {}).status_code == 409, "a part is missing"
    assert employer.post(f"{path}?start=100", content[100:], content_type="application/octet-stream").json()["here"] == len(content)
    assert employer.post(f"{path}/keep", {}).json() == {"kept": True}
    assert "a.pdf" in employer.get(f"{draft}/documents").content.decode()
    assert employer.post(f"{path}/keep", {}).status_code == 404


def test_what_is_too_large_or_not_asked_is_refused_before_its_first_byte(employer: Client, visitor_as: Callable[..., Client]) -> None:
    draft = begin(employer)
    answer = announced(employer, draft, 50 * 1024 * 1024 + 1)
    assert answer.status_code == 422 and answer.json()["error"] == "The file is larger than 50 MB. Make it smaller or send it in parts"
    assert announced(employer, draft, 50 * 1024 * 1024).status_code == 200
    assert announced(employer, draft, 10, evidence="medical_certificate").status_code == 404
    assert announced(employer, draft, "1e9").status_code == 404
    assert announced(employer, draft, 10, owner="me").status_code == 400
    assert announced(visitor_as("work_authority"), draft, 10).status_code == 404
    assert announced(Client(HTTP_HOST="localhost"), draft, 10).status_code == 302


def test_a_body_that_says_it_is_too_long_is_refused_unread(employer: Client) -> None:
    answer = employer.post(f"{begin(employer)}/documents", b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(10**9))
    assert answer.status_code == 413 and "A file may have 50 MB" in answer.content.decode()


def test_every_failure_has_a_sentence_of_its_own_and_a_cure(employer: Client) -> None:
    draft, said = begin(employer), set()
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
    bad = [("a.pdf", b""), ("a.pdf", b"MZ" + b"\0" * 90), ("a.heic", heic), ("a.docx", b"PK\3\4" + b"\0" * 60), ("a.zip", b"PK\3\4" + b"\0" * 60), ("a.html", b"<html>"), ("a.pdf", b"%PDF-1.7\n" + EICAR), ("a.pdf", b"%PDF-1.7\nx")]
    for name, content in bad:
        file = io.BytesIO(content)
        file.name = name
        answer = employer.post(f"{draft}/documents", {f"file-{piece()}": file})
        assert answer.status_code == 422, name
        (line,) = errors(answer.content.decode())
        said.add(line)
    (nothing,) = errors(employer.post(f"{draft}/documents", {}).content.decode())
    assert len(said | {nothing}) == len(bad) + 1 and all("." in line for line in said), said


def test_the_same_documents_sent_twice_are_kept_once(employer: Client) -> None:
    draft = begin(employer)
    for name in ("a.pdf", "b.pdf"):
        assert employer.post(f"{draft}/documents", {f"file-{piece()}": pdf(name)}).status_code == 302
    assert employer.get(f"{draft}/documents").content.decode().count('name="file" value=') == 1


def test_a_file_that_waits_for_its_check_is_shown_so_and_opened_by_nobody(employer: Client, no_scanner: None, visitor_as: Callable[..., Client]) -> None:
    draft = begin(employer)
    assert employer.post(f"{draft}/documents", {f"file-{piece()}": pdf("unseen.pdf")}).status_code == 302
    assert "Nobody can open it before it was checked for viruses" in employer.get(f"{draft}/documents").content.decode()
    fill(employer, draft, rules())
    number = file_application(employer, draft)
    (waiting,) = scanning.held.waiting(9)
    for browser in (employer, visitor_as("work_authority", body="authority:brussels")):
        html = browser.get(f"/files/{number}").content.decode()
        assert "unseen.pdf" in html and "Waits for the check" in html and str(waiting[1]) not in html
    assert employer.get(f"/documents/{waiting[1]}").status_code == 404


def test_notes_say_what_was_changed(employer: Client) -> None:
    draft = begin(employer)
    assert employer.post(f"{draft}/documents", {f"file-{piece()}": pdf("contract.jpg")}).status_code == 302
    html = employer.get(f"{draft}/documents").content.decode()
    assert "contract.pdf" in html and "Its name was corrected" in html
    assert draft_evidence.LIMITS["limit_mb"] == 50
