"""From the first page to a begun application: which permit is needed, asked before any sign-in, and not asked again after it."""

from collections.abc import Callable

from guichet.intake import store as intake
from guichet.people import store as people
from guichet.portals.speech import speech
from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody, window

ANSWERS = {
    "nationality": "IND", "status": "none", "work": "group_transfer", "length": "long", "now": "group_permit", "host_place": "Borsbeek", "pay": "5000",
}  # fmt: skip


def answers(one: Somebody, **other: str) -> None:
    """Answers page after page until the answer, or the page that is not left."""
    for _ in range(9):
        here = one.page.url
        for field in one.page.locator("main form [name]:not([type=hidden])").all():
            name, kind = field.get_attribute("name"), field.evaluate("e => e.type")
            value = {**ANSWERS, **other}[name]
            if kind == "radio" and field.get_attribute("value") == value:
                field.check(force=True)
            elif kind != "radio":
                field.select_option(value) if kind.startswith("select") else field.fill(value)
        with one.page.expect_navigation():
            one.page.locator("main form button.govuk-button").click()
        one.looks()
        if one.page.url.endswith("/answer") or (one.page.url == here and one.page.locator(".govuk-error-summary").count()):
            return


def test_an_employer_finds_the_permit_and_begins_with_the_answers(cast: Callable[[str, bool], Cast]) -> None:
    told = cast("de", False)
    one = Somebody(window(told.browser, told.script, told.wide), told.address, told.language, told.rules, told.paper, told.pictures)
    one.go("/")
    one.page.locator("main a.govuk-button--start").click()
    answers(one, now="outside", length="short")
    assert one.page.locator(".govuk-error-summary").count() == 1, "short-term mobility does not begin outside the Union"
    one.page.locator(".govuk-back-link").click()
    answers(one)
    title = told.rules.title[told.language]
    assert one.page.locator("h1").inner_text().replace("\u00ad", "") == title
    assert speech(told.language).day("2025-01-01") in one.page.locator("main").inner_text(), "the commune was merged on that day"
    one.page.locator("main a[href^='/sign-in']").click()
    chosen = next(v for v in people.sign_in_choices(told.clock.today()) if v.role == "employer")
    one.page.locator(f"input[name=who][value='{chosen.person}|{chosen.role}|{chosen.body}']").check(force=True)
    one.page.locator("main form button[type=submit]").click()
    assert one.page.url.endswith("/which/answer")
    one.page.locator("main form[action='/which/begin'] button").click()
    one.looks()
    draft = intake.drafts(chosen)[0]
    kept = intake.contents(draft).answers
    assert (kept["posted"], kept["host_municipality"], kept["worker_nationality"], kept["monthly_pay"]) == (True, "11002", "IND", "5000.00")
    assert one.page.url.endswith(f"/applications/{draft.id}")
