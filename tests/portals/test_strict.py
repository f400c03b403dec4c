"""What bad input gets: a page with a sentence, never a trace; a GET changes nothing."""

import re
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client, override_settings

from guichet.engine.refusals import NotAllowedNow
from guichet.people import store as people
from guichet.portals import start
from guichet.portals.errors import PAGES
from guichet.portals.speech import LANGUAGES
from tests.portals import sample_case


def sentence_of_page(html: str) -> str:
    return re.search(r'<h1 class="g-h1">(.*?)</h1>', html).group(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_a_page_in_every_language(language: str, db: None, rf: object) -> None:
    from django.contrib.sessions.backends.signed_cookies import SessionStore
    from django.utils import translation

    from guichet.portals.errors import error_page

    said = set()
    for status in PAGES:
        request = rf.get("/somewhere")
        request.session, request.resolver_match = SessionStore(), None
        with translation.override(language):
            answer = error_page(request, status)
        assert answer.status_code == status
        said.add(sentence_of_page(answer.content.decode()))
    assert len(said) == len(PAGES)


def test_a_field_that_was_not_asked_is_refused(visitor_as: Callable[..., Client], sample: str) -> None:
    act = next(one for one in sample_case.acts("employer") if one.fields)
    answer = visitor_as("employer").post(f"/files/{sample}/do/{act.name}", {"command": "x", "seen": "5", "admin": "1"})
    assert answer.status_code == 400
    assert "Traceback" not in answer.content.decode()


def test_a_field_sent_twice_is_refused(visitor_as: Callable[..., Client]) -> None:
    assert visitor_as("employer").post("/sign-out", {"next": ["a", "b"]}).status_code == 400


def test_a_form_without_its_secret_is_refused(folk: list[object]) -> None:
    answer = Client(HTTP_HOST="localhost", enforce_csrf_checks=True).post("/sign-in", {"who": "x", "next": ""})
    assert answer.status_code == 403
    assert "<h1" in answer.content.decode()


def test_an_address_asked_in_the_wrong_way_says_which_ways_there_are(db: None, client: Client) -> None:
    answer = client.get("/sign-out")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "<h1" in answer.content.decode()


@override_settings(BODY_LIMIT=1000)
def test_a_body_that_is_too_long_is_not_read(db: None, client: Client) -> None:
    answer = client.post("/sign-in", {"who": "x" * 2000, "next": ""})
    assert answer.status_code == 413


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=500)
def test_a_form_that_is_too_long_is_too_large_too(db: None, client: Client) -> None:
    answer = client.post("/sign-in", "who=" + "x" * 900, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


def test_a_database_that_is_busy_is_a_moment_and_no_defect(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*args: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(people, "sign_in_choices", busy)
    answer = client.get("/sign-in")
    assert answer.status_code == 503
    assert "locked" not in answer.content.decode()


def test_a_refusal_that_no_form_shows_is_still_a_sentence(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*args: object) -> None:
        raise NotAllowedNow("saved_elsewhere", {})

    monkeypatch.setattr(people, "sign_in_choices", refusing)
    answer = client.get("/sign-in?lang=en")
    assert answer.status_code == 409
    assert "The application was changed in another window at the same moment" in answer.content.decode()


def test_what_breaks_shows_no_trace(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(people, "sign_in_choices", broken)
    answer = Client(HTTP_HOST="localhost", raise_request_exception=False).get("/sign-in")
    assert answer.status_code == 500
    assert "a secret" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/files", "/files/7KM42QX9B6", "/applications", "/e-box", "/take-over", "/documents/x"])
def test_a_stranger_is_asked_who_they_are_and_comes_back(address: str, db: None, client: Client) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in?next={address}")


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_signing_in_never_leads_away(target: str, visitor_as: Callable[..., Client], folk: list[object]) -> None:
    one = folk[0]
    answer = Client(HTTP_HOST="localhost").post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": target})
    assert answer.headers["Location"] == "/files"


def test_the_key_of_the_session_changes_when_somebody_signs_in(folk: list[object]) -> None:
    browser = Client(HTTP_HOST="localhost")
    first, second = folk[:2]
    browser.post("/sign-in", {"who": f"{first.person}|{first.role}|{first.body}", "next": ""})
    before = browser.cookies["sessionid"].value
    browser.post("/sign-in", {"who": f"{second.person}|{second.role}|{second.body}", "next": ""})
    assert browser.cookies["sessionid"].value != before


def test_who_chooses_nobody_is_told_so(folk: list[object]) -> None:
    answer = Client(HTTP_HOST="localhost").post("/sign-in?lang=en", {"next": ""})
    assert answer.status_code == 422
    assert "<title>Error: " in answer.content.decode()


def test_outside_demo_and_tests_nobody_signs_in_by_choosing(db: None, client: Client) -> None:
    with override_settings(DEMO=False, TESTING=False):
        assert client.get("/sign-in").status_code == 404
        assert client.post("/clock", {"days": "1", "next": "/"}).status_code == 404


def test_the_clock_of_the_demo_goes_on_only_by_its_steps(db: None, clock: object, client: Client) -> None:
    with override_settings(DEMO=True):
        before = clock.today()
        assert client.post("/clock", {"days": "7", "next": "/law"}).headers["Location"] == "/law"
        assert (clock.today() - before).days == 7
        assert client.post("/clock", {"days": "365", "next": "/"}).status_code == 400
        assert client.get("/clock").status_code == 405


def test_an_act_of_another_role_is_forbidden_and_one_that_nobody_knows_is_not_there(visitor_as: Callable[..., Client], sample: str) -> None:
    other = next(act for act in sample_case.rules().acts.values() if "employer" not in act.by)
    browser = visitor_as("employer")
    assert browser.get(f"/files/{sample}/do/{other.name}").status_code == 403
    assert browser.get(f"/files/{sample}/do/unheard_of").status_code == 404
    assert browser.get(f"/files/AAAAAAAAAA/do/{other.name}").status_code == 404


STRANGE = ["\x00", "'; DROP TABLE x; --", "%", "_", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "²", "9" * 400, "-1", "../../etc/passwd", "🜁"]


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("role", ["employer", "work_authority"])
def test_a_strange_question_breaks_no_list(text: str, role: str, visitor_as: Callable[..., Client]) -> None:
    browser = visitor_as(role)
    for name in ("q", "tab", "page", "lang", "done"):
        assert browser.get("/files", {name: text}).status_code == 200
        assert browser.get("/law", {name: text}).status_code == 200


@pytest.mark.parametrize("text", ["%00", "..%2f..", "%F0%9F%9C%81", "%ED%A0%80", "A" * 300, "7KM42QX9B6", "0194-x"])
def test_a_strange_address_is_a_page(text: str, visitor_as: Callable[..., Client]) -> None:
    browser = visitor_as("employer")
    for path in ("/files/{}", "/files/{}/receipt", "/files/{}/do/x", "/documents/{}", "/applications/{}", "/applications/{}/check", "/law/{}"):
        answer = browser.get(path.format(text))
        assert answer.status_code == 404, path
        assert "<h1" in answer.content.decode()


def test_a_document_that_may_not_be_opened_is_not_there(visitor_as: Callable[..., Client], sample: str) -> None:
    assert visitor_as("employer").get("/documents/0194-x").status_code == 404


def test_the_roles_of_the_sign_in_page_are_the_general_ones() -> None:
    assert set(start.ROLES) <= set(sample_case.rules().roles)
