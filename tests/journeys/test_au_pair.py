"""An au pair in Brussels: the host family applies, the region permits, the post issues the visa, the commune gives the card; too old, and refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.journeys.conftest import Cast
from tests.journeys.counter import somebody
from tests.journeys.whole import FROM, at_the_commune, begun, filed, says, today, under

Casting = Callable[[str, bool], Cast]
ANDERLECHT, BRUSSELS = "21001", "authority:brussels"
LAST = FROM + timedelta(days=360)
SAID = {
    "company_name": "Janssens-Leroy", "host_family_municipality": ANDERLECHT, "residence_municipality": ANDERLECHT, "worker_birth_on": date(2005, 3, 3),
    "monthly_pay": "450", "hours_a_week": "20", "worker_has_number": "no", "elected_domicile": "Rue Inventée 7, 1070 Anderlecht",
    "employment_from": FROM, "employment_until": LAST,
}  # fmt: skip


def test_from_the_first_question_to_the_card(cast: Casting) -> None:
    play = under(cast("nl", script=False), "au-pair", "brussels")
    acts = play.rules.acts
    family, draft = begun(play, somebody("host_family"), {"work": "au_pair", "family_place": "Anderlecht"})
    family.fills(draft, SAID)
    family.gives(f"{draft}/documents")
    au_pair = play.worker_of(draft)
    au_pair.gives(f"{draft}/documents")
    number = family.files(draft)
    assert says(play, family.opens(number), "decision")
    assert today(play, au_pair, number, "decision") == ["no", "unknown"]
    play.enter("work_authority", BRUSSELS).does(number, acts["grant_work"], {"work_authorised_until": LAST})
    play.letters_go_out()
    assert "Nair" in family.takes_from_the_box(play.title_of("permission"))
    post = play.enter("post", "post:IN-DEL")
    post.does(number, acts["grant_visa"], {"visa_until": FROM + timedelta(days=90), "stay_authorised_until": LAST})
    assert today(play, au_pair, number, "travel") == ["no", "yes"]
    au_pair.does(number, acts["declare_entry"], {"entered_on": play.clock.today()})
    at_the_commune(play, play.enter("municipality", f"municipality:{ANDERLECHT}"), number, play.clock.today())
    assert today(play, au_pair, number, "settled") == ["yes", "yes"]
    assert says(play, family.opens(number), "settled")


def test_an_au_pair_who_is_too_old_is_refused_and_the_family_notes_its_appeal(cast: Casting) -> None:
    play = under(cast("fr", script=False), "au-pair", "brussels")
    acts, check = play.rules.acts, next(one for one in play.rules.checks if one.name == "au_pair_age")
    number = filed(play, somebody("host_family"), {**SAID, "worker_birth_on": date(1999, 3, 3)})
    family, region = play.enter("host_family"), play.enter("work_authority", BRUSSELS)
    region.opens(number)
    assert check.title[play.language] in region.page.locator("main").inner_text()
    region.does(number, acts["refuse_work"], {"ground": "conditions_of_au_pair", "reason": "La jeune a 27 ans."})
    assert says(play, family.opens(number), "refused")
    play.letters_go_out()
    letter = family.takes_from_the_box(play.title_of("refusal"))
    assert play.rules.tracks["work"].appeal_to[play.language] in letter
    family.does(number, acts["lodge_appeal_work"], {"lodged_on": play.clock.today()})
    assert not family.may(number, acts["lodge_appeal_work"])
    region.does(number, acts["decide_appeal_work"], {"appeal_outcome": "rejected", "judged_on": play.clock.today()})
    assert says(play, family.opens(number), "refused")
