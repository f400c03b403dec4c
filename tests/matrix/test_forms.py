"""Every form of Guichet: what it did not ask is refused, without its secret nothing is done, from an open window of another nothing is taken."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.translation import override

from guichet.portals.errors import PAGES
from guichet.portals.speech import LANGUAGES, speech
from tests.journeys.test_gets_change_nothing import every_row
from tests.matrix.asking import ask
from tests.matrix.draws import Draw, addresses, draws
from tests.matrix.reading import answer, matrix
from tests.matrix.world import World

FORMS = sorted({name for name, way in matrix() if way == "POST"} & set(addresses()))
NO_FORM = {"parcel-part", "clock"}  # bytes of a file, in no form; and what only the demo has
WANTED = ("is_staff", "status", "decision", "owner", "region", "competent_authority", "deadline", "person_of")


def by_whoever_may(name: str, world: World) -> Draw | None:
    """Somebody who may send this form."""
    return next((one for one in draws(world, name) if one.way == "POST" and answer(name, "POST", one.words) == "open"), None)


@pytest.mark.parametrize("name", [name for name in FORMS if name not in NO_FORM])
def test_a_field_that_was_not_asked_is_refused_with_a_page(name: str, world: World) -> None:
    draw, before = by_whoever_may(name, world), every_row()
    for extra in WANTED:
        answered = ask(draw.person, "POST", draw.path, {**draw.body, extra: "1"})
        assert answered.status_code == 400, f"{draw} with {extra}: {answered.status_code}"
        assert "<h1" in answered.content.decode()
    assert every_row() == before


@pytest.mark.parametrize("name", [name for name in FORMS if name not in NO_FORM])
def test_what_an_address_says_besides_is_no_answer(name: str, world: World) -> None:
    """`?status=granted` behind the address of a form is passed over."""
    draw = by_whoever_may(name, world)
    plain, besides = (ask(draw.person, "POST", draw.path + more, draw.body) for more in ("", "?is_staff=1&status=granted&person=x"))
    assert plain.status_code == besides.status_code


@pytest.mark.parametrize("name", FORMS)
def test_without_the_secret_of_a_form_nothing_is_done(name: str, world: World) -> None:
    draw, before = by_whoever_may(name, world), every_row()
    window = (draw.person if draw else world.person("employer")).back()
    path = draw.path if draw else "/clock"
    window.handler.enforce_csrf_checks = True
    try:
        for body in ({}, {"csrfmiddlewaretoken": "x" * 64}):
            answered = window.post(path, {**(draw.body if draw else {}), **body})
            assert answered.status_code == 403 and "<h1" in answered.content.decode()
        answered = window.post(path, '{"csrfmiddlewaretoken": "x"}', content_type="text/plain")
        assert answered.status_code == 403
    finally:
        window.handler.enforce_csrf_checks = False
    assert every_row() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_missing_secret_speaks_the_readers_language(language: str, world: World) -> None:
    window = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    window.get(f"/?lang={language}")
    answered = window.post("/sign-out", {})
    with override(language):
        assert speech(language).say(PAGES[403][0]) in answered.content.decode()


def test_the_secret_of_another_opens_no_form_of_mine(world: World) -> None:
    mine, other = world.person("employer").back(), world.person("other employer").back()
    secret = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', other.get("/files").content.decode())[1]
    mine.get("/files")
    mine.handler.enforce_csrf_checks = True
    try:
        assert mine.post("/session", {"csrfmiddlewaretoken": secret}).status_code == 403
    finally:
        mine.handler.enforce_csrf_checks = False
