"""The demo people, a visitor who signs in, and a sample file in the place of the case file."""

from collections.abc import Callable

import pytest
from django.test import Client

from guichet.casefile import reading
from guichet.people import demo
from guichet.people import store as people
from guichet.people.store import Viewer
from tests.portals import sample_case, sample_queues


@pytest.fixture
def folk(db: None) -> list[Viewer]:
    """The demo people are known."""
    demo.load()
    return people.sign_in_choices()


@pytest.fixture
def visitor_as(folk: list[Viewer]) -> Callable[..., Client]:
    """A browser in which somebody of a role is signed in: `visitor_as("employer")`; "" for a stranger."""

    def signed_in(role: str, language: str = "en", body: str = "") -> Client:
        browser = Client(HTTP_HOST="localhost")
        browser.get(f"/?lang={language}")
        if role:
            one = next(viewer for viewer in folk if viewer.role == role and (not body or viewer.body == body))
            assert browser.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""}).status_code == 302
        return browser

    return signed_in


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch, clock: object) -> str:
    """The number of a sample file, answered for everybody on the day of the sample."""
    clock.set_today(sample_case.TODAY)
    monkeypatch.setattr(reading, "open_case", lambda number, viewer, day: sample_case.case_view(viewer.role) if number == sample_case.NUMBER else None)
    monkeypatch.setattr(reading, "list_cases", lambda viewer, wanted, day, laws=(): sample_case.case_list())
    monkeypatch.setattr(reading, "list_queues", lambda viewer, laws, wanted, page, day: sample_queues.queue_list(viewer))
    monkeypatch.setattr(reading, "open_document", lambda viewer, identity: None)
    return sample_case.NUMBER
