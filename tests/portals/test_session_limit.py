"""A session that ends in the middle of a page: who signs in again finds the page with what they had typed, nobody else does."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from guichet.intake import unsent
from guichet.intake.models import Unsent
from guichet.people.store import Viewer
from guichet.portals.session_limit import COOKIE
from guichet.site import clock as the_clock
from tests.portals.filling import TODAY, begin, errors
from tests.portals.sample_case import rules


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object) -> Client:
    clock.set_today(TODAY)
    return visitor_as("employer")


def email() -> object:
    return next(one for one in rules().fields.values() if one.type == "email")


def page_of(draft: str) -> str:
    return f"{draft}/part/{email().section}/{email().name}"


def sign_in(browser: Client, one: Viewer, follow: str = "") -> str:
    return browser.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": follow}).headers["Location"]


def the_first(folk: list[Viewer], role: str = "employer") -> Viewer:
    return next(one for one in folk if one.role == role)


@pytest.mark.parametrize("ending", ["idle", "gone"])
def test_what_was_typed_is_back_on_the_same_page_after_signing_in_again(ending: str, employer: Client, folk: list[Viewer], settings: object) -> None:
    draft = begin(employer)
    page = page_of(draft)
    employer.get(page)
    if ending == "gone":
        Session.objects.all().delete()
    else:
        settings.SESSION_IDLE = -1
    sent = employer.post(page, {email().name: "typed late, not an address"})
    settings.SESSION_IDLE = 3600
    assert sent.headers["Location"] == f"/sign-in?next={page}"
    assert sign_in(employer, the_first(folk), page) == page
    html = employer.get(page).content.decode()
    assert 'value="typed late, not an address"' in html
    assert "What you had typed here is back" in html
    assert "typed late" in employer.get(page).content.decode(), "looking changes nothing"
    assert errors(employer.post(page, {email().name: "typed late, not an address"}).content.decode())
    assert employer.post(page, {email().name: "late@example.org"}).status_code == 302
    assert Unsent.objects.count() == 0, "once it was sent it is forgotten"


def test_nobody_else_sees_it_and_nothing_of_it_can_be_read(employer: Client, folk: list[Viewer], settings: object, visitor_as: Callable[..., Client]) -> None:
    page = page_of(begin(employer))
    settings.SESSION_IDLE = -1
    employer.post(page, {email().name: "canary-nightingale"})
    settings.SESSION_IDLE = 3600
    row = Unsent.objects.get()
    assert "canary" not in json.dumps([row.whose, row.page, row.typed]) and page not in row.page
    worker = visitor_as("work_authority")
    assert worker.get(page).status_code == 404
    other = next(one for one in folk if one.role == "employer" and one.person != the_first(folk).person)
    assert unsent.find(f"{other.person}|{other.role}|{other.body}", page, the_clock.now()) == {}
    stranger = Client(HTTP_HOST="localhost")
    assert stranger.post(page, {email().name: "planted"}).status_code == 302
    assert Unsent.objects.count() == 1, "from a stranger nothing is kept"


def test_a_mark_that_was_changed_or_is_of_somebody_else_signs_nobody_in(employer: Client, folk: list[Viewer], visitor_as: Callable[..., Client]) -> None:
    other = visitor_as("worker") if any(one.role == "worker" for one in folk) else visitor_as("work_authority")
    employer.cookies[COOKIE] = other.cookies[COOKIE].value
    assert employer.get("/applications").status_code == 302
    employer.cookies[COOKIE] = "nonsense"
    assert employer.get("/applications").status_code == 302


def test_staying_is_one_key_and_leaving_leaves_nothing(employer: Client, settings: object) -> None:
    before = employer.cookies[COOKIE].value
    assert employer.post("/session", {}).status_code == 204
    assert employer.cookies[COOKIE].value != before
    html = employer.get("/applications").content.decode()
    assert "Whoever opens no page for 60 minutes is signed out" in html and 'data-warn="300"' in html
    employer.post("/sign-out", {})
    assert not employer.cookies[COOKIE].value and employer.post("/session", {}).status_code == 302


def test_after_a_week_it_is_destroyed(db: None, clock: object) -> None:
    now = the_clock.now()
    unsent.keep("a", "/page", {"x": ["y"]}, now)
    assert unsent.find("a", "/page", now + timedelta(hours=23)) == {"x": ["y"]}
    assert unsent.find("a", "/page", now + timedelta(days=8)) == {} and unsent.sweep(now + timedelta(days=8)) == 1


def test_of_one_person_only_the_newest_pages_are_kept(db: None, clock: object) -> None:
    for place in range(15):
        unsent.keep("a", f"/{place}", {"x": ["y"]}, the_clock.now() + timedelta(seconds=place))
    assert Unsent.objects.count() == unsent.MOST and unsent.find("a", "/14", the_clock.now())
