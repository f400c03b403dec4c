"""A self-employed person in Eupen: from the public questions to the professional card and the card of stay; refused, and an appeal noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.journeys.conftest import Cast
from tests.journeys.counter import somebody
from tests.journeys.somebody import Somebody
from tests.journeys.visitor import a_stranger, asks
from tests.journeys.whole import FROM, at_the_commune, begun, filed, says, today, under

Casting = Callable[[str, bool], Cast]
EUPEN = "63023"
OWN = {"work": "self_employed", "for_whom": "own_account", "establishments": "one", "own_place": "Eupen"}
SAID = {
    "company_name": "Okello Holzbau", "establishments": "one", "establishment_municipality": EUPEN, "residence_municipality": EUPEN,
    "enterprise_counter": "Unternehmensschalter in Eupen", "enterprise_number": "", "employment_from": FROM, "employment_until": date(2028, 6, 5),
}  # fmt: skip


def test_from_the_first_question_to_the_professional_card(cast: Casting) -> None:
    play = under(cast("de", script=False), "professional-card", "german_community")
    acts, daniel = play.rules.acts, somebody("worker", person="3b9e2c14-51a7-5d6e-8f02-7d1b6a90c2d4")
    me, draft = begun(play, daniel, OWN)
    me.fills(draft, SAID)
    me.gives(f"{draft}/documents")
    number = me.files(draft)
    assert today(play, me, number, "decision") == ["no", "unknown"]
    region, post = play.enter("work_authority", "authority:german_community"), play.enter("post", "post:IN-DEL")
    assert not post.may(number, acts["grant_visa"])
    region.does(number, acts["grant_work"], {"work_authorised_until": date(2028, 6, 5)})
    play.letters_go_out()
    assert "Okello" in me.takes_from_the_box(play.title_of("permission"))
    post.go("/people?list=visa_to_decide")
    assert post.page.locator(f"main a[href='/files/{number}']").count() == 1
    post.does(number, acts["grant_visa"], {"visa_until": date(2026, 12, 7), "stay_authorised_until": date(2028, 6, 5)})
    assert today(play, me, number, "travel") == ["no", "yes"]
    me.does(number, acts["declare_entry"], {"entered_on": play.clock.today()})
    at_the_commune(play, play.enter("municipality", f"municipality:{EUPEN}"), number, play.clock.today())
    assert today(play, me, number, "settled") == ["no", "yes"], "the activity begins with the professional card"
    region.does(number, acts["record_issue_fee"], {"fee_amount": "180", "fee_paid_on": play.clock.today()})
    region.does(number, acts["deliver_professional_card"])
    assert today(play, me, number, "settled") == ["yes", "yes"]


def test_self_employed_with_an_employer_is_told_then_refused_and_an_appeal_noted(cast: Casting) -> None:
    play = under(cast("en", script=False), "professional-card", "german_community")
    acts, daniel = play.rules.acts, somebody("worker", person="3b9e2c14-51a7-5d6e-8f02-7d1b6a90c2d4")
    one = a_stranger(play)
    asks(one, {"nationality": "IND", "status": "none", **OWN, "for_whom": "employer_here"})
    assert "without an employer" in one.page.locator(".govuk-error-summary").inner_text()
    number = filed(play, daniel, SAID | {"worker_has_number": "yes"})
    me, region = _refused(play, number)
    letter = me.takes_from_the_box(play.title_of("refusal"))
    assert play.rules.tracks["work"].appeal_to["de"] in letter, "the German-speaking Community writes in German"
    me.does(number, acts["lodge_appeal_work"], {"lodged_on": play.clock.today()})
    region.does(number, acts["decide_appeal_work"], {"appeal_outcome": "annulled", "judged_on": play.clock.today()})
    assert says(play, me.opens(number), "decision") and region.may(number, acts["grant_work"])


def _refused(play: Cast, number: str) -> tuple[Somebody, Somebody]:
    """The region refuses, and the letter goes out; who applied and the region."""
    me = play.enter("worker", person="3b9e2c14-51a7-5d6e-8f02-7d1b6a90c2d4")
    region = play.enter("work_authority", "authority:german_community")
    region.does(number, play.rules.acts["refuse_work"], {"reason": "Der Nutzen ist nicht belegt."})
    assert today(play, me, number, "refused")[0] == "no"
    play.letters_go_out()
    return me, region
