"""The end of a permit as people live it: silence and annex 47, heard before it is taken back and given back, an appeal."""

from __future__ import annotations

from collections.abc import Callable

from guichet.engine.case_number import number_of
from tests.desk.life import OFFICE, REGION, WORK_UNTIL, Life, day
from tests.desk.test_ends import settled
from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody
from tests.journeys.test_journeys import says

Casting = Callable[[str, bool], Cast]
REASON = "Deux attestations sont fausses."


def answers(one: Somebody, number: str) -> list[str]:
    """Yes or no, for the stay and the work, as the page of a worker says it."""
    one.go(f"/files/{number}")
    return ["yes" if "g-answer--yes" in str(place.get_attribute("class")) else "no" for place in one.page.locator(".g-answer").all()]


def test_silence_grants_and_the_office_releases_annex_47_after_a_look(cast: Casting) -> None:
    play = cast("fr", script=True)
    told = Life().admissible()
    number = number_of(told.case)
    play.clock.set_today(day(6, 9))
    play.days_pass(2)
    office, employer = play.enter("stay_authority"), play.enter("employer")
    assert says(play, office.opens(number), "granted") and not play.enter("post", "post:IN-DEL").may(number, play.rules.acts["issue_visa"])
    office.does(number, play.rules.acts["release_annex_47"])
    play.letters_go_out()
    employer.opens(number)
    assert play.title_of("annex_47") in employer.page.locator("main").inner_text()
    assert play.enter("post", "post:IN-DEL").may(number, play.rules.acts["issue_visa"])


def test_heard_then_taken_back_and_given_back_from_the_start(cast: Casting) -> None:
    play = cast("nl", script=False)
    told = settled(Life)
    number, acts = number_of(told.case), play.rules.acts
    play.clock.set_today(day(10, 1))
    office, worker = play.enter("stay_authority"), play.enter("worker", person=told.worker.person)
    assert not office.may(number, acts["revoke_stay"])
    office.does(number, acts["hear_on_stay"], {"reason": "We overwegen een intrekking."})
    play.letters_go_out()
    assert play.title_of("hearing_stay") in worker.page.request.get(f"{play.address}/files/{number}").text()
    worker.go(f"/files/{number}")
    assert worker.page.locator(".g-turn a[href$='/do/answer_on_stay']").count() == 1, "it is the turn of who is heard"
    worker.does(number, acts["answer_on_stay"], {"answer": "De attesten zijn echt."})
    office.opens(number)
    office.go(f"/files/{number}/do/revoke_stay")
    shown = office.page.locator("#takes").locator("xpath=..").inner_text()
    assert "31" in shown and "2027" in shown and play.rules.roles["social_security"][play.language] in shown, "what it does is shown before it is done"
    office.does(number, acts["revoke_stay"], {"reason": REASON})
    assert set(answers(worker, number)) == {"no"} and says(play, worker.opens(number), "revoked")
    play.letters_go_out()
    office.go(f"/files/{number}/deliveries")
    assert office.page.locator("main", has_text=play.title_of("stay_end_notice")).count() == 1
    play.days_pass(30)
    office.does(number, acts["undo_end_of_stay"], {"reason": "De attesten zijn echt."})
    assert set(answers(worker, number)) == {"yes"}


def test_an_appeal_against_a_refusal_leads_back_to_the_office(cast: Casting) -> None:
    play = cast("de", script=True)
    told = Life().admissible().does("grant_work", REGION, day(4, 1), work_authorised_until=WORK_UNTIL)
    told.does("refuse_stay", OFFICE, day(4, 10), ground="public_order", reason=REASON).works(day(4, 10))
    number, acts = number_of(told.case), play.rules.acts
    play.clock.set_today(day(5, 8))
    worker, office = play.enter("worker", person=told.worker.person), play.enter("stay_authority")
    worker.does(number, acts["lodge_appeal_stay"], {"lodged_on": play.clock.today()})
    assert not worker.may(number, acts["lodge_appeal_stay"])
    play.days_pass(60)
    office.does(number, acts["decide_appeal_stay"], {"appeal_outcome": "annulled", "judged_on": play.clock.today()})
    assert office.may(number, acts["grant_stay"]) and says(play, worker.opens(number), "declared_admissible")
