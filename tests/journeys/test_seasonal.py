"""A seasonal worker in Wallonia: from the public questions to card A and to the last day of the season; a season over its length is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.journeys.conftest import Cast
from tests.journeys.counter import somebody
from tests.journeys.test_journeys import code_on
from tests.journeys.whole import FROM, at_the_commune, begun, filed, says, today, under

Casting = Callable[[str, bool], Cast]
NAMUR, ANDERLECHT = "92094", "21001"
WALLONIA = "authority:wallonia"
SEASON = {"work": "season", "for_whom": "employer_here", "establishment_units": "one", "place_of_work": "Namur", "length": "long", "now": "outside"}
LAST = FROM + timedelta(days=149)
SAID = {
    "establishment_units": "one", "host_municipality": NAMUR, "residence_municipality": ANDERLECHT, "work_as": "horticulture", "monthly_pay": "2400",
    "worker_has_number": "no", "elected_domicile": "Rue Inventée 7, 5000 Namur", "employment_from": FROM, "employment_until": LAST,
}  # fmt: skip


def test_from_the_first_question_to_the_last_day_of_the_season(cast: Casting) -> None:
    play = under(cast("fr", script=False), "seasonal-worker", "wallonia")
    acts = play.rules.acts
    employer, draft = begun(play, somebody("employer"), SEASON)
    employer.fills(draft, SAID)
    employer.gives(f"{draft}/documents")
    worker = play.worker_of(draft)
    worker.gives(f"{draft}/documents")
    number = employer.files(draft)
    assert today(play, worker, number, "completeness") == ["no", "no"]
    region, office = play.enter("work_authority", WALLONIA), play.enter("stay_authority")
    region.does(number, acts["declare_admissible"])
    region.does(number, acts["grant_work"], {"work_authorised_until": LAST})
    office.does(number, acts["grant_stay"], {"stay_authorised_until": LAST})
    play.letters_go_out()
    code = code_on(employer.takes_from_the_box(play.title_of("annex_46")))
    play.enter("post", "post:IN-DEL").does(number, acts["issue_visa"], {"visa_until": FROM + timedelta(days=90)})
    assert today(play, worker, number, "travel") == ["no", "yes"]
    play.days_pass((FROM - play.began).days)
    worker.does(number, acts["declare_entry"], {"entered_on": play.clock.today()})
    commune = play.enter("municipality", f"municipality:{ANDERLECHT}")
    commune.go("/take-over")
    commune.fill({"code": code})
    commune.press()
    at_the_commune(play, commune, number, play.clock.today())
    assert today(play, worker, number, "settled") == ["yes", "yes"]
    play.days_pass(150)
    assert today(play, worker, number, "settled") == ["no", "no"], "150 days, and not one more"


def test_a_season_over_its_length_is_told_before_filing_and_refused(cast: Casting) -> None:
    play = under(cast("nl", script=False), "seasonal-worker", "wallonia")
    acts, check = play.rules.acts, next(one for one in play.rules.checks if one.name == "season_of_150_days")
    number = filed(play, somebody("employer"), {**SAID, "employment_until": LAST + timedelta(days=1)})
    region, employer = play.enter("work_authority", WALLONIA), play.enter("employer")
    region.opens(number)
    shown = region.page.locator("main", has_text=check.title[play.language])
    assert shown.count() == 1
    region.does(number, acts["declare_admissible"])
    region.does(number, acts["refuse_work"], {"ground": "not_seasonal", "reason": "Le travail dure plus de 150 jours."})
    assert says(play, employer.opens(number), "refused")
    play.letters_go_out()
    letter = employer.takes_from_the_box(play.title_of("annex_48"))
    assert play.rules.tracks["work"].appeal_to["fr"].split(",")[0] in letter, "Wallonia writes in French"
