"""From the first page to a begun application: which permit is needed, asked before any sign-in, and not asked again after it."""

from collections.abc import Callable

from guichet.intake import store as intake
from guichet.portals.speech import speech
from tests.journeys.conftest import Cast
from tests.journeys.counter import somebody
from tests.journeys.visitor import a_stranger, answers, asks, begins

ANSWERS = {
    "nationality": "IND", "status": "none", "work": "group_transfer", "length": "long", "now": "group_permit", "host_place": "Borsbeek", "pay": "5000",
}  # fmt: skip


def test_an_employer_finds_the_permit_and_begins_with_the_answers(cast: Callable[[str, bool], Cast]) -> None:
    told = cast("de", False)
    one = a_stranger(told)
    asks(one, ANSWERS | {"now": "outside", "length": "short"})
    assert one.page.locator(".govuk-error-summary").count() == 1, "short-term mobility does not begin outside the Union"
    one.page.locator(".govuk-back-link").click()
    answers(one, ANSWERS)
    title = told.rules.title[told.language]
    assert one.page.locator("h1").inner_text().replace("\u00ad", "") == title
    assert speech(told.language).day("2025-01-01") in one.page.locator("main").inner_text(), "the commune was merged on that day"
    chosen = somebody("employer")
    begins(one, chosen)
    draft = intake.drafts(chosen)[0]
    kept = intake.contents(draft).answers
    assert (kept["posted"], kept["host_municipality"], kept["worker_nationality"], kept["monthly_pay"]) == (True, "11002", "IND", "5000.00")
    assert one.page.url.endswith(f"/applications/{draft.id}")
