"""Why a region has a file is kept with it; a corrected fact is looked at again, and the file may be sent on."""

import pytest

from guichet.casefile import reading
from guichet.casefile.views import CaseView
from guichet.desk.law_of import the_law
from guichet.desk.submission import form_rules
from guichet.engine.case_number import number_of
from guichet.engine.refusals import BadAnswer
from guichet.people import store as people
from tests.desk.life import FLANDERS, REGION, Life, day


def page(one: Life, actor: object, on: object) -> CaseView:
    return reading.open_case(number_of(one.case), people.viewer(actor.person, actor.role, actor.body), on)


def test_the_rule_and_what_it_looked_at_stand_in_the_first_entry_and_on_the_page(life):
    one = life().submit()
    kept = one.entries[0].data["competence"]
    assert (kept["authority"], kept["rule"], kept["inputs"]) == ("brussels", "C6", {"posted": True, "host_municipality": "21004"})
    seen = page(one, REGION, day(3, 3))
    assert [line.values["rule"] for line in seen.competence] == ["C6"] and seen.elsewhere == ()


def test_a_corrected_place_tells_the_region_that_another_is_competent_and_the_file_goes_there_with_its_rule(life):
    one = life().submit().does("correct_place", REGION, day(3, 4), right_host_municipality="11002", reason="Le site est à Anvers.")
    told = page(one, REGION, day(3, 4)).elsewhere
    assert [(line.values["region"], line.values["rule"], line.values["host_municipality"]) for line in told] == [("flanders", "C6", "11002")]
    one.does("send_on", REGION, day(3, 5), to_region="flanders", reason="Le site est à Anvers.")
    assert one.entries[-1].data["competence"]["inputs"] == {"posted": True, "host_municipality": "11002"}
    there = page(one, FLANDERS, day(3, 6))
    assert there.elsewhere == () and [line.values["region"] for line in there.competence] == ["flanders"]


def test_a_corrected_place_in_the_same_region_or_one_that_says_too_little_changes_nothing(life):
    same = life().submit().does("correct_place", REGION, day(3, 4), right_host_municipality="21015", reason="Schaerbeek.")
    assert page(same, REGION, day(3, 4)).elsewhere == ()


def test_a_file_sent_on_for_a_reason_that_no_rule_knows_keeps_no_rule(life):
    one = life().submit().does("send_on", REGION, day(3, 5), to_region="wallonia", reason="Le siège est à Namur.")
    assert "competence" not in one.entries[-1].data


def test_a_correction_that_corrects_nothing_is_refused(life):
    with pytest.raises(BadAnswer, match="nothing_changed"):
        life().submit().does("correct_place", REGION, day(3, 4), right_host_municipality="21004", reason="Rien.")


def test_a_question_that_one_region_alone_asks_waits_until_the_region_is_known():
    on = day(3, 4)
    asked = the_law().rules("single-permit-unlimited", "brussels", on).fields.keys() - form_rules("single-permit-unlimited", on).fields.keys()
    assert asked == {"same_region"}
