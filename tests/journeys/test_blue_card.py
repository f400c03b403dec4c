"""An EU Blue Card in Flanders: from the public questions, where the employer compares it with the single permit, to card H; and refused for its pay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from guichet.portals.speech import speech
from tests.journeys.conftest import Cast
from tests.journeys.counter import at_the_counter, somebody
from tests.journeys.somebody import Somebody
from tests.journeys.test_journeys import code_on, posted
from tests.journeys.visitor import a_stranger, asks, begins
from tests.journeys.whole import under
from tests.portals.filling import TODAY
from tests.portals.test_single_permit import begun

Casting = Callable[[str, bool], Cast]
PERMIT, GENT, DELHI = "blue-card", "municipality:44021", "post:IN-DEL"
ASKED = {
    "nationality": "IND", "status": "none", "work": "highly_qualified", "for_whom": "employer_here", "length": "long", "now": "outside",
    "establishment_units": "one", "place_of_work": "Gent", "pay": "5200",
}  # fmt: skip
SAID = {"passport_until": date(2031, 1, 31), "residence_municipality": "44021", "post": "IN-DEL", "worker_has_number": "no"}
MADE_AND_NEEDED = ("55680", "63586")  # 4,000 a month over a year as Flanders counts it, and its amount of that year
ENTERED, NEITHER, STAY, BOTH = TODAY + timedelta(days=30), (False, False), (False, True), (True, True)


def filed(play: Cast) -> tuple[Somebody, Somebody, str]:
    """An employer compares two permits, begins the second, fills in what is left, and files; the employer, the worker, the number of the file."""
    employer = a_stranger(play)
    asks(employer, ASKED)
    with employer.page.expect_navigation():
        employer.page.locator(f"main a[href$='/which/answer/{PERMIT}']").click()
    employer.looks()
    assert employer.page.locator("h1").inner_text().replace("\u00ad", "") == play.rules.title[play.language]
    draft = begins(employer, somebody("employer"))
    asked = employer.fills(draft, SAID)
    known = {"posted", "establishment_units", "host_municipality", "work_as", "monthly_pay", "lawfully_present"}
    assert known & set(play.rules.fields) and not asked & known, "what was answered before is not asked again"
    worker = play.worker_of(draft)
    employer.gives(f"{draft}/documents")
    worker.gives(f"{draft}/documents")
    return employer, worker, employer.files(draft)


def granted(play: Cast, number: str) -> None:
    """Both authorities say yes; the letters leave, one of them on paper to a worker abroad without a number."""
    region, office = play.enter("work_authority", "authority:flanders"), play.enter("stay_authority")
    region.does(number, play.rules.acts["declare_admissible"])
    region.does(number, play.rules.acts["grant_work"])
    office.does(number, play.rules.acts["grant_stay"])
    play.letters_go_out()
    posted(office, number)


def test_compared_applied_for_and_granted_from_abroad_to_the_card(cast: Casting) -> None:
    play = under(cast("nl", script=False), PERMIT, "flanders")
    employer, worker, number = filed(play)
    acts = play.rules.acts
    assert worker.rights(number) == NEITHER
    granted(play, number)
    assert worker.rights(number) == NEITHER
    code = code_on(employer.takes_from_the_box(play.title_of("annex_46")))
    play.enter("post", DELHI).does(number, acts["issue_visa"])
    assert worker.rights(number) == STAY
    play.clock.set_today(ENTERED)
    worker.does(number, acts["declare_entry"], {"entered_on": ENTERED})
    commune = play.enter("municipality", GENT)
    commune.go("/take-over")
    commune.fill({"code": code})
    commune.press()
    commune.does(number, acts["register_arrival"], {"entered_on": ENTERED})
    assert worker.rights(number) == BOTH, "annex 49"
    for name in ("confirm_residence", "enter_in_register", "order_card"):
        commune.does(number, acts[name])
    assert play.rules.phases["card_order"].status[play.language] in worker.opens(number)
    commune.does(number, acts["deliver_card"])
    assert worker.rights(number) == BOTH and employer.rights(number) == BOTH
    assert play.rules.documents["card_h"].title[play.language] in worker.page.locator("main").inner_text()


def test_with_pay_under_the_amount_of_the_year_both_figures_are_shown_and_the_region_refuses(cast: Casting) -> None:
    play = under(cast("en", script=True), PERMIT, "flanders")
    draft = begun(at_the_counter(somebody("employer")), PERMIT, "flanders", {"monthly_pay": "4000.00"} | SAID)
    employer, worker = play.enter("employer"), play.worker_of(draft)
    play.given(draft, "employer")
    play.given(draft, "worker", worker.key)
    employer.go(f"{draft}/check")
    region, figures = play.enter("work_authority", "authority:flanders"), [speech(play.language).money(Decimal(one)) for one in MADE_AND_NEEDED]
    assert all(one in employer.page.locator("main").inner_text() for one in figures)
    number = employer.files(draft)
    region.does(number, play.rules.acts["declare_admissible"])
    region.go(f"/files/{number}")
    assert all(one in region.page.locator("main").inner_text() for one in figures)
    region.does(number, play.rules.acts["refuse_work"], {"ground": "pay_too_low", "reason": "The pay is under the amount of 2026."})
    play.letters_go_out()
    assert play.rules.phases["refused"].status[play.language] in employer.opens(number)
    letter = employer.takes_from_the_box(play.title_of("annex_48"))
    assert "The pay is under the amount of 2026." in letter
    assert any(words in letter for words in play.rules.tracks["work"].appeal_to.values()), "the way of appeal of the region"
    assert not any(words in letter for words in play.rules.tracks["stay"].appeal_to.values())
    assert worker.rights(number) == NEITHER
