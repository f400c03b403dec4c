"""Somebody who worked here for years asks for the unlimited permit themselves: from the public questions to the card, and refused with too few years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.journeys.conftest import Cast
from tests.journeys.counter import at_the_counter, somebody
from tests.journeys.somebody import Somebody
from tests.journeys.visitor import a_stranger, asks, begins
from tests.journeys.whole import under
from tests.portals.test_single_permit import begun

Casting = Callable[[str, bool], Cast]
PERMIT, GENT = "single-permit-unlimited", "municipality:44021"
ASKED = {"nationality": "IND", "status": "none", "work": "any_employer", "home_place": "9000"}
CARD_ENDS, AFTER = date(2026, 5, 31), date(2026, 6, 2)
SAID = {"months_worked": 52, "running_card_until": CARD_ENDS, "running_work_until": CARD_ENDS, "passport_until": date(2031, 1, 31)}
BY_A_CARD, BY_NOTHING, STAY_ALONE = (True, True), (False, False), (False, True)


def filed(play: Cast) -> tuple[Somebody, str]:
    """A worker finds the permit, begins with the answers, fills in, gives what is asked, files; the worker and the number of the file."""
    me = a_stranger(play)
    asks(me, ASKED)
    assert me.page.locator("h1").inner_text().replace("\u00ad", "") == play.rules.title[play.language]
    draft = begins(me, somebody("worker"))
    asked = me.fills(draft, SAID)
    assert not asked & {"residence_municipality", "worker_has_number", "company_name", "monthly_pay"}, "nothing twice, nothing of an employer"
    me.gives(f"{draft}/documents")
    return me, me.files(draft)


def desks(play: Cast) -> tuple[Somebody, Somebody]:
    return play.enter("work_authority", "authority:flanders"), play.enter("stay_authority")


def test_asked_by_the_worker_and_granted_up_to_the_card(cast: Casting) -> None:
    play = under(cast("fr", script=False), PERMIT, "flanders")
    me, number = filed(play)
    acts, (region, office), commune = play.rules.acts, desks(play), play.enter("municipality", GENT)
    assert me.rights(number) == BY_A_CARD
    region.does(number, acts["declare_admissible"])
    play.clock.set_today(AFTER)
    assert me.rights(number) == BY_NOTHING
    commune.does(number, acts["issue_annex_49"])
    assert me.rights(number) == STAY_ALONE
    region.does(number, acts["grant_work"])
    assert me.rights(number) == BY_A_CARD, "annex 49, and the region said yes"
    play.letters_go_out()
    assert me.takes_from_the_box(play.title_of("work_decision"))
    office.does(number, acts["grant_stay"], {"stay_authorised_until": date(2031, 5, 31)})
    play.letters_go_out()
    assert play.rules.phases["card_renewal"].status[play.language] in me.opens(number)
    letter = me.takes_from_the_box(play.title_of("annex_46"))
    assert any(words in letter for words in play.rules.tracks["work"].reason_yes.values()), "in the language of the worker: any employer, without a time limit"
    commune.does(number, acts["renew_card"])
    assert me.rights(number) == BY_A_CARD
    said = me.page.locator("main").inner_text()
    assert play.rules.documents["card_a_unlimited"].title[play.language] in said and "2031" in said
    assert play.rules.phases["settled"].status[play.language] in me.opens(number)
    assert at_the_counter(somebody("employer")).get(f"/files/{number}").status_code == 404


def test_with_too_few_years_the_region_refuses_and_names_its_own_appeal(cast: Casting) -> None:
    play = under(cast("de", script=True), PERMIT, "flanders")
    draft = begun(at_the_counter(somebody("worker")), PERMIT, "flanders", SAID | {"months_worked": 30, "residence_municipality": "44021"})
    me = play.enter("worker", person=somebody("worker").person)
    play.given(draft, "worker", me.key)
    me.go(f"{draft}/check")
    enough = play.rules.checks[-1].title[play.language]
    assert enough in me.page.locator("main").inner_text(), "told before filing, as advice"
    number = me.files(draft)
    acts, (region, office) = play.rules.acts, desks(play)
    region.does(number, acts["declare_admissible"])
    region.go(f"/files/{number}")
    assert enough in region.page.locator("main").inner_text()
    region.does(number, acts["refuse_work"], {"ground": "years_not_reached", "reason": "30 von 48 Monaten."})
    assert not office.may(number, acts["grant_stay"])
    play.letters_go_out()
    assert play.rules.phases["refused"].status[play.language] in me.opens(number) and me.may(number, acts["lodge_appeal_work"])
    letter = me.takes_from_the_box(play.title_of("annex_48"))
    assert "30 von 48 Monaten." in letter and any(words in letter for words in play.rules.tracks["work"].appeal_to.values())
    assert not any(words in letter for words in play.rules.tracks["stay"].appeal_to.values())
    assert me.rights(number) == BY_A_CARD, "a refusal takes nothing from the running card"
