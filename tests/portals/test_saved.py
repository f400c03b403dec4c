"""A text that is being written is saved for its writer alone, without being sent; and who else has the file open is told."""

import pytest
from django.test import Client

from guichet.engine.case_number import number_of
from guichet.journal import store as journal
from guichet.people import demo
from tests.desk.life import COLLEAGUE, COMMUNE, EMPLOYER, OFFICE, REGION, Life, day
from tests.journeys.counter import asked_by, at_the_counter


@pytest.fixture
def file(db, clock, settings, tmp_path) -> Life:
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    clock.set_today(day(4, 7))
    return Life().admissible()


def page(one: Life, rest: str) -> str:
    return f"/files/{number_of(one.case)}/{rest}"


def written(window: Client, path: str) -> str:
    return window.get(path).content.decode()


def test_the_reason_of_a_decision_is_there_again_for_its_writer_alone_and_nothing_was_sent(file):
    office, colleague = at_the_counter(OFFICE), at_the_counter(REGION)
    path, before = page(file, "do/refuse_stay"), len(journal.read(file.case))
    saved = office.post(f"/saved{path}", asked_by(office, path, reason="Because of the third article."))
    assert (saved.status_code, saved.headers["Location"]) == (302, path)
    html = written(at_the_counter(OFFICE), path)
    assert "Because of the third article." in html and "Nothing of it was sent" in html
    assert "third article" not in written(colleague, page(file, "do/refuse_work")) and len(journal.read(file.case)) == before


def test_what_was_ticked_and_written_for_a_request_is_there_again_until_it_is_thrown_away(file):
    office, path = at_the_counter(OFFICE), page(file, "ask/request_evidence")
    office.post(f"/saved{path}", asked_by(office, path, evidence="passport", reason="The second page is missing."))
    html = written(office, path)
    assert "The second page is missing." in html and 'value="passport" checked' in html
    assert office.post(f"/saved{path}", {"throw-away": "yes"}).headers["Location"] == path
    assert "The second page is missing." not in written(office, path)


def test_a_script_gets_an_empty_answer_and_a_text_that_was_sent_is_not_offered_again(file):
    office, path = at_the_counter(OFFICE), page(file, "messages")
    answer = office.post(f"/saved{path}", asked_by(office, path, message="Hello."), headers={"Accept": "text/plain"})
    assert answer.status_code == 204 and "Hello." in written(office, path)
    assert office.post(path, asked_by(office, path, message="Hello there.")).status_code == 302
    assert "Nothing of it was sent" not in written(office, path)


@pytest.mark.parametrize("path", ["/files/7KM42QX9B6/messages", "/files", "/work", "/sign-out", "/../etc/passwd", "/no/such/page"])
def test_only_a_page_of_a_file_that_one_may_open_can_be_saved(file, path):
    assert at_the_counter(OFFICE).post(f"/saved{path}", {"text": "x"}).status_code == 404
    assert at_the_counter(COMMUNE).post(f"/saved{page(file, 'messages')}", {"text": "x"}).status_code == 404


def test_a_text_of_absurd_length_is_refused_and_what_was_saved_before_stays(file):
    office, path = at_the_counter(OFFICE), page(file, "messages")
    office.post(f"/saved{path}", {"message": "Short."})
    assert office.post(f"/saved{path}", {"message": "x" * 300_000}).status_code == 413
    assert "Short." in written(office, path)


def test_a_colleague_who_has_the_file_open_is_told_when_the_page_is_shown_and_to_its_script(file):
    one, other = at_the_counter(REGION), at_the_counter(COLLEAGUE)
    assert "Also has this file open" not in written(one, page(file, ""[:0]).rstrip("/"))
    assert other.post(page(file, "here")).status_code == 200
    shown = written(one, page(file, "").rstrip("/"))
    assert "Also has this file open" in shown and "Youssef Benali" in shown
    assert "Youssef Benali" in one.post(page(file, "here")).content.decode()
    assert "Youssef Benali" not in written(at_the_counter(OFFICE), page(file, "").rstrip("/")), "another authority is told the body only"


def test_an_applicant_is_neither_counted_nor_told(file):
    company = at_the_counter(EMPLOYER)
    assert company.post(page(file, "here")).status_code == 403
    at_the_counter(REGION).post(page(file, "here"))
    assert "Also has this file open" not in written(company, page(file, "").rstrip("/"))
