"""A refusal that was told too late, and a revocation in the wrong file: the Office sees what falls, confirms it, and everybody's page follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from guichet.engine.case_number import number_of
from tests.desk.life import OFFICE, OFFICE_COLLEAGUE, Life, day
from tests.desk.test_ends import settled
from tests.journeys.conftest import Cast
from tests.journeys.test_journeys import admissible, says

Casting = Callable[[str, bool], Cast]
WHY = "Der Brief lag in einem anderen Ordner."


def test_silence_granted_but_the_office_had_refused_in_time(cast: Casting) -> None:
    play = cast("de", script=False)
    employer, worker, _, office, number = admissible(play)
    refused_on = play.clock.today() + timedelta(days=80)
    play.days_pass(100)
    assert says(play, worker.opens(number), "granted")
    act = play.act("track_decided", "stay_authority", outcome="no")
    office.go(f"/files/{number}")
    link = office.page.locator(f"main details a[href$='/do/{act.name}?earlier=1']")
    office.page.locator("main details", has=office.page.locator(f"a[href$='/do/{act.name}?earlier=1']")).locator("summary").click()
    with office.page.expect_navigation():
        link.click()
    office.answers(act)
    office.fill({"on-day": str(refused_on.day), "on-month": str(refused_on.month), "on-year": str(refused_on.year), "late_reason": WHY})
    with office.page.expect_navigation() as came:
        office.button.click()
    office.looks()
    assert came.value.status == 409 and office.page.locator("main s").count() == 2
    assert office.page.locator("main [name=late_reason]").input_value() == WHY
    assert says(play, worker.opens(number), "granted"), "nothing is changed before it is confirmed"
    with office.page.expect_navigation():  # nobody undoes alone what took effect: a colleague looks at it and confirms
        office.page.locator("main button[name=prepare]").click()
    assert says(play, worker.opens(number), "granted")
    office = play.enter("stay_authority", person=OFFICE_COLLEAGUE.person)
    office.go(f"/files/{number}")
    with office.page.expect_navigation():
        office.page.locator(f"main .g-prepared a[href*='/do/{act.name}']").click()
    with office.page.expect_navigation():
        office.button.click()
    office.looks()
    assert office.page.locator("main s").count() == 2
    office.press()
    assert office.page.locator(".g-history .is-undone").count() == 2 and office.page.locator(".g-history blockquote", has_text=WHY).count() >= 1
    assert says(play, worker.opens(number), "refused") and says(play, employer.opens(number), "refused")


def test_a_revocation_in_the_wrong_file_falls_once_a_colleague_confirms_it(cast: Casting) -> None:
    play = cast("fr", script=False)
    told = settled(Life).does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason="-")
    told.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason="-")
    play.clock.set_today(day(10, 2))
    number, worker = number_of(told.case), play.enter("worker", person=told.worker.person)
    assert says(play, worker.opens(number), "revoked")
    for person, alone in ((OFFICE.person, True), (OFFICE_COLLEAGUE.person, False)):
        office = play.enter("stay_authority", person=person)
        office.go(f"/files/{number}")
        with office.page.expect_navigation():
            office.page.locator(f"main a[href='/files/{number}/mistaken']").click()
        office.fill({"entry": str(told.last("revoked").number), "late_reason": WHY})
        with office.page.expect_navigation():
            office.button.click()
        office.looks()
        assert office.page.locator("main s").count() == 3 and says(play, worker.opens(number), "revoked"), "nothing is changed before it is confirmed"
        with office.page.expect_navigation():
            office.button.click()
        office.looks()
        assert office.page.locator(".govuk-error-summary").count() == alone, "nobody undoes alone what took effect"
    assert office.page.locator(".g-history .is-undone").count() == 3 and office.page.locator(".g-history blockquote", has_text=WHY).count() >= 1
    assert worker.rights(number) == (True, True)
