"""A refusal reached somebody else, in a browser: the Office says so, sees what falls, confirms; the term of appeal runs anew."""

from __future__ import annotations

from collections.abc import Callable

from tests.desk.life import OFFICE, REGION
from tests.journeys.conftest import Cast

Casting = Callable[[str, bool], Cast]


def test_the_office_corrects_the_recipient_of_a_refusal(cast: Casting) -> None:
    play = cast("nl", script=False)
    draft = play.applied()
    play.given(draft, "employer")
    play.given(draft, "worker", play.worker_of(draft).key)
    number = play.filed(draft)
    region, office = play.enter("work_authority", REGION.body), play.enter("stay_authority", OFFICE.body)
    region.does(number, play.act("declared_admissible", "work_authority"))
    office.does(number, play.act("track_decided", "stay_authority", outcome="no"))
    play.days_pass(1)
    play.letters_go_out()
    office.go(f"/files/{number}/deliveries")
    links = office.page.locator("main a[href*='/wrong']")
    before = links.count()
    assert before > 0
    region.go(f"/files/{number}/deliveries")
    assert str(links.first.get_attribute("href")) not in region.page.content(), "the region did not write this letter"
    with office.page.expect_navigation():
        links.first.click()
    office.looks()
    with office.page.expect_navigation():
        office.page.locator("main form button[type=submit]").last.click()
    assert office.page.locator(".govuk-error-summary__list li").count() == 1, "without a reason nothing falls"
    office.fill({"late_reason": "De naam stond tweemaal in de lijst."})
    with office.page.expect_navigation():
        office.page.locator("main form button[type=submit]").last.click()
    office.looks()
    assert office.page.locator("#falls + ul li").count() >= 1, "what falls is shown before it is confirmed"
    with office.page.expect_navigation():
        office.page.locator("main form button[type=submit]").last.click()
    assert office.page.url.partition("?")[0].endswith("/deliveries")
    office.looks()
    play.letters_go_out()
    office.go(f"/files/{number}/deliveries")
    assert office.page.locator("main a[href*='/wrong']").count() == before, "one went wrong, and the new one took its place"
