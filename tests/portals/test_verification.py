"""The public page that checks a letter: says what the letter says of itself, compares a file and keeps nothing."""

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guichet.desk.verification import Verified
from guichet.portals import verification

PDF = b"%PDF-1.7 a letter"
WORDS = {"fr": "Annexe 46", "nl": "Bijlage 46", "de": "Anlage 46", "en": "Annex 46"}
OFFICE = {"fr": "Office des étrangers", "nl": "Dienst Vreemdelingenzaken", "de": "Ausländeramt", "en": "Immigration Office"}
LETTER = Verified(WORDS, OFFICE, "fr", date(2026, 4, 10), hashlib.sha256(PDF).hexdigest())
CODE = "K7QM 42XW 9RTH"


@pytest.fixture
def holder(db, monkeypatch) -> Client:
    """A stranger at the page, where one code is known."""
    monkeypatch.setattr(verification, "verified", lambda code, today: LETTER if code == CODE else None)
    verification.throttle.forget()
    browser = Client(HTTP_HOST="localhost")
    browser.get("/?lang=en")
    return browser


def text(answer) -> str:
    return answer.content.decode()


def test_a_stranger_with_the_code_reads_kind_authority_day_and_fingerprint(holder):
    shown = text(holder.post("/verify", {"code": CODE}))
    assert all(word in shown for word in ("Annex 46", "Immigration Office", "10 April 2026", "Genuine and in force", LETTER.fingerprint[:8]))


@pytest.mark.parametrize("typed", ["2222 2222 2222", "not a code", "'; DROP TABLE", "{{7*7}}", "\u202e" + CODE, "x" * 3000, "<script>"])
def test_a_code_that_was_never_given_and_one_that_cannot_be_get_the_same_sentence(holder, typed):
    answer = holder.post("/verify", {"code": typed})
    assert answer.status_code == 422 and "No letter carries this code" in text(answer)
    assert "<script>" not in text(answer).split("<main", 1)[1] and 'value="49"' not in text(answer)


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_answer_is_said_in_every_language(holder, language):
    holder.get(f"/?lang={language}")
    pages = [holder.post("/verify", {"code": code}) for code in ("", "2222 2222 2222", CODE)]
    pages.append(holder.post("/verify", {"code": CODE, "letter": SimpleUploadedFile("l.pdf", b"x", "application/pdf")}))
    assert [page.status_code for page in pages] == [422, 422, 200, 200] and all(WORDS[language] in text(page) for page in pages[2:])


def test_without_a_code_the_page_says_where_it_stands(holder):
    answer = holder.post("/verify", {"code": " "})
    assert answer.status_code == 422 and "beside the QR code" in text(answer)


@pytest.mark.parametrize(("content", "said"), [(PDF, "byte for byte, the letter"), (PDF + b" ", "Not the same file"), (b"", "Not the same file")])
def test_a_file_is_compared_and_kept_nowhere(holder, content, said, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    answer = holder.post("/verify", {"code": CODE, "letter": SimpleUploadedFile("letter.pdf", content, "application/pdf")})
    assert said in text(answer) and list(tmp_path.iterdir()) == []


def test_a_letter_that_ended_is_genuine_and_no_longer_in_force(holder, monkeypatch):
    for by, said in (("revoked", "Since 1 June 2026 it is no longer in force"), ("validity", "valid up to and including 1 June 2026")):
        ended = Verified(WORDS, OFFICE, "fr", date(2026, 4, 10), LETTER.fingerprint, date(2026, 6, 1), by)
        monkeypatch.setattr(verification, "verified", lambda code, today, ended=ended: ended)
        shown = text(holder.post("/verify", {"code": CODE}))
        assert "Genuine, no longer in force" in shown and said in shown


def test_the_address_of_a_qr_puts_the_code_in_the_form_and_answers_nothing_yet(holder):
    shown = text(holder.get("/verify/K7QM42XW9RTH"))
    assert 'value="K7QM42XW9RTH"' in shown and "Immigration Office" not in shown
    assert holder.get("/verify/<script>alert(1)").status_code == 200 and "<script>alert" not in text(holder.get("/verify/<script>alert(1)"))


def test_whoever_tries_codes_out_must_wait_and_then_may_go_on(holder, clock):
    for _ in range(20):
        assert holder.post("/verify", {"code": "2222 2222 2222"}).status_code == 422
    assert holder.post("/verify", {"code": CODE}).status_code == 429
    clock.forward(1)
    assert holder.post("/verify", {"code": CODE}).status_code == 200


def test_a_right_code_is_never_counted_against_anybody(holder):
    assert {holder.post("/verify", {"code": CODE}).status_code for _ in range(30)} == {200}


def test_what_the_form_did_not_ask_is_refused(holder):
    assert holder.post("/verify", {"code": CODE, "admin": "1"}).status_code == 400
    assert holder.post("/verify", {"code": [CODE, CODE]}).status_code == 400
