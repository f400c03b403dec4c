"""Every hard text through every field of the form and of the acts: kept as typed, or refused with a sentence; never a 5xx, never anything but text."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from guichet.engine.case_number import number_of
from guichet.intake import store as intake
from guichet.law.rules import Field
from guichet.people import demo
from guichet.portals import invitations, verification
from tests.desk.life import EMPLOYER, REGION, Life
from tests.journeys.counter import asked_by, at_the_counter
from tests.portals.filling import TODAY, begin, errors
from tests.portals.hard_texts import HARD
from tests.portals.sample_case import rules
from tests.site.test_closed_to_strangers import inline_in

TYPED = ("text", "long_text", "name", "latin_name", "email", "code", "money", "whole", "enterprise_number")
ASKED = ("tab", "page", "sort", "list", "agent", "done", "left", "on", "q", "day", "phase")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def office(db: None, clock: object, settings: object, tmp_path: Path) -> None:
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    clock.set_today(TODAY)


def plain(text: str) -> str:
    """A text as it is kept: composed, without what turns it around, spaces tidied."""
    return " ".join(unicodedata.normalize("NFC", TURNS.sub("", text)).split())


def fields_of(section: str) -> list[Field]:
    return [one for one in rules().fields.values() if one.section == section and one.type in TYPED]


def is_text_only(page: str) -> bool:
    """Does a page show what was typed without running any of it?"""
    return inline_in(page) == [] and "Traceback" not in page and ">49<" not in page and 'value="49"' not in page


@pytest.mark.parametrize("kind", HARD)
def test_a_hard_text_in_every_field_of_the_form_is_kept_or_refused_with_a_sentence(kind: str, office: None) -> None:
    window = at_the_counter(EMPLOYER)
    draft = begin(window)
    for text in HARD[kind]:
        for section in rules().sections:
            _fill_in(window, draft, section, text)
    for path in (f"{draft}/check", "/files", "/applications"):
        assert is_text_only(window.get(path).content.decode())


def _fill_in(window: Client, draft: str, section: str, text: str) -> None:
    """One text in all fields of a part: what is kept is what was typed, the rest has a sentence."""
    fields = fields_of(section)
    answered = window.post(f"{draft}/part/{section}", {one.name: text for one in fields})
    page, wrong = answered.content.decode(), errors(answered.content.decode())
    assert answered.status_code in (302, 422), repr(text)
    assert is_text_only(page) and (answered.status_code == 302 or wrong), repr(text)
    kept = intake.answers_of(intake.find(UUID(draft.rsplit("/", 1)[1])))
    for one in fields:
        if one.type in ("text", "name", "latin_name") and f'id="{one.name}-error"' not in page and plain(text) == text:
            assert kept.get(one.name) in (text, None) or not text.strip(), (one.name, text)


@pytest.mark.parametrize("kind", HARD)
def test_a_hard_text_in_a_message_is_shown_as_it_was_typed_or_refused(kind: str, office: None) -> None:
    one = Life().admissible(TODAY)
    path = f"/files/{number_of(one.case)}"
    employer, region = at_the_counter(EMPLOYER), at_the_counter(REGION)
    for text in HARD[kind]:
        where = f"{path}/messages"
        form = asked_by(employer, f"{path}/do/write_message", message=text, topic=text[:200], answer_by="work_authority")
        answered = employer.post(where, form)
        page = answered.content.decode()
        assert answered.status_code in (302, 422) and is_text_only(page), repr(text)
        assert answered.status_code == 302 or errors(page), repr(text)
        shown = [employer.get(path).content.decode(), region.get(f"{path}/messages").content.decode()]
        assert all(is_text_only(page) for page in shown), repr(text)
        if answered.status_code == 302:
            assert plain(text)[:150] in plain(html.unescape(shown[1])), repr(text)


@pytest.mark.parametrize("kind", HARD)
def test_a_hard_text_stops_no_letter(kind: str, office: None) -> None:
    one = Life().admissible(TODAY)
    region, path = at_the_counter(REGION), f"/files/{number_of(one.case)}/do/refuse_work"
    form = asked_by(region, path, ground="pay_too_low")
    for text in HARD[kind][:3]:
        answered = region.post(f"{path}/letter", {**form, "reason": text})
        assert answered.status_code in (200, 422), repr(text)
        assert is_text_only(answered.content.decode())


@pytest.mark.parametrize("kind", HARD)
def test_a_hard_text_breaks_no_search_and_no_address(kind: str, office: None) -> None:
    window = at_the_counter(REGION)
    for text in HARD[kind]:
        assert window.post("/files", {"q": text, "tab": text[:99]}).status_code == 302
        for path in ("/work", "/files", "/law", "/", "/verify", "/figures"):
            answered = window.get(path, dict.fromkeys(ASKED, text[:4000]))
            assert answered.status_code in (200, 404), (path, text)
            assert is_text_only(answered.content.decode()), (path, text)


@pytest.mark.parametrize("kind", HARD)
def test_a_hard_text_at_an_open_door_is_refused_with_a_sentence(kind: str, office: None) -> None:
    stranger = Client(HTTP_HOST="localhost", raise_request_exception=False)
    for text in HARD[kind]:
        invitations.throttle.forget()
        verification.throttle.forget()
        for path, form in (("/verify", {"code": text}), ("/invitation", {"code": text, "born-day": text, "born-month": "1", "born-year": "1990"})):
            answered = stranger.post(path, form)
            assert answered.status_code == 422 and is_text_only(answered.content.decode()), repr(text)
        assert stranger.post("/sign-in", {"who": text, "next": text}).status_code == 422, repr(text)
