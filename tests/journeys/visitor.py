"""A stranger at a browser: answers the public questions, reads what they lead to, signs in and begins with them."""

from __future__ import annotations

from collections.abc import Mapping

from guichet.people.store import Viewer
from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody, window


def a_stranger(play: Cast) -> Somebody:
    """A window in which nobody is signed in."""
    return Somebody(window(play.browser, play.script, play.wide), play.address, play.language, play.rules, play.paper, play.pictures)


def asks(one: Somebody, said: Mapping[str, str]) -> None:
    """From the first page of Guichet to the answer, by the button and the questions as they come."""
    one.go("/")
    with one.page.expect_navigation():
        one.page.locator("main a.govuk-button--start").click()
    answers(one, said)


def answers(one: Somebody, said: Mapping[str, str]) -> None:
    """Answers page after page until the answer, or the page that is not left."""
    for _ in range(9):
        here = one.page.url
        for field in one.page.locator("main form [name]:not([type=hidden])").all():
            name, kind = field.get_attribute("name"), field.evaluate("e => e.type")
            if kind == "radio" and field.get_attribute("value") == said[name]:
                field.check(force=True)
            elif kind != "radio":
                field.select_option(said[name]) if kind.startswith("select") else field.fill(said[name])
        with one.page.expect_navigation():
            one.page.locator("main form button.govuk-button").click()
        one.looks()
        if one.page.url.endswith("/answer") or (one.page.url == here and one.page.locator(".govuk-error-summary").count()):
            return


def begins(one: Somebody, chosen: Viewer) -> str:
    """Signs in from the page of the answer, finds it again, and begins with it; the path of the draft."""
    answer = one.page.url
    with one.page.expect_navigation():
        one.page.locator("main a[href^='/sign-in']").click()
    one.key = f"{chosen.person}|{chosen.role}|{chosen.body}"
    one.page.locator(f"input[name=who][value='{one.key}']").check(force=True)
    with one.page.expect_navigation():
        one.page.locator("main form button[type=submit]").click()
    assert one.page.url == answer
    one.looks()
    with one.page.expect_navigation():
        one.page.locator("main form[action='/which/begin'] button").click()
    one.looks()
    return one.page.url.removeprefix(one.address).partition("?")[0]
