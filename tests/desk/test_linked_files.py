"""A permit and its renewals are one life: what ends in one file ends in the others, and comes back with it; who is told is shown before."""

from datetime import date

import pytest

from guichet.delivery import standing
from guichet.desk import rebuild
from guichet.desk.told import told_by
from guichet.engine.words import Actor
from tests.desk.life import COMMUNE, OFFICE, REGION, Life, day
from tests.desk.renewal import Renewal, with_card
from tests.desk.test_ends import settled
from tests.desk.test_rebuild import dump

ON = date(2027, 8, 2)


@pytest.fixture
def both(life) -> tuple[Life, Renewal]:
    first = with_card(life())
    later = Renewal(first).renewed()
    later.works(date(2027, 7, 20))
    return first, later


def taken_back(one: Life, by: Actor = OFFICE, act: str = "revoke_stay") -> None:
    kind = act.rpartition("_")[2]
    one.does(f"skip_hearing_on_{kind}", by, ON, ground="state_security" if by == OFFICE else "urgent", reason="Secret.")
    more = {"work_ended_on": "2027-08-02"} if by == REGION else {}
    one.does(act, by, ON, ground="fraud", reason="Faux.", **more).works(ON)


def outcome(one: Life, track: str) -> str:
    from guichet.desk.law_of import rules_of
    from guichet.engine.case import fold

    return fold(one.entries, rules_of(one.entries)).tracks[track].outcome


@pytest.mark.parametrize("place", [0, 1])
def test_what_is_taken_back_in_one_file_ends_in_the_other_once(both, place):
    one, other = both[place], both[1 - place]
    taken_back(one)
    one.works(ON)
    assert (outcome(one, "stay"), outcome(other, "stay"), outcome(other, "work")) == ("revoked", "ended", "ended")
    assert other.phase(ON) == "stay_ended" and other.kinds.count("ended") == 2
    assert not standing.failures() and other.last("letter_made").data["letter"] != "annex_52", "one letter of the Office, not two"
    before = dump()
    rebuild.tell_again(other.case)
    assert dump() == before


@pytest.mark.parametrize("act", ["undo_end_of_stay", "lift_end_of_stay"])
def test_what_is_given_back_in_one_file_comes_back_in_the_other(both, act):
    first, later = both
    taken_back(first)
    first.does(act, OFFICE, date(2027, 8, 10), reason="Les pièces sont authentiques.").works(date(2027, 8, 10))
    assert [outcome(one, track) for one in both for track in ("stay", "work")] == ["yes"] * 4
    assert later.phase(date(2027, 8, 10)) not in ("stay_ended", "revoked") and not standing.failures()


def test_a_renewal_that_is_not_decided_stays_open(life):
    first = with_card(life())
    pending = Renewal(first).pending()
    pending.works(date(2027, 6, 7))
    taken_back(first)
    assert pending.phase(ON) == "decision" and "ended" not in pending.kinds


def test_the_work_alone_ends_in_both_and_the_ninety_days_run(both):
    first, later = both
    taken_back(first, REGION, "revoke_work")
    assert (outcome(later, "work"), outcome(later, "stay")) == ("ended", "yes")
    assert later.holds("limit", "new_employer#1", ON) and not standing.failures()


def test_only_those_who_would_get_a_letter_are_shown_before(life):
    abroad = life().granted()
    assert "municipality" not in told_by(abroad.case, "revoke_stay", OFFICE, day(4, 20))
    assert "post" in told_by(abroad.case, "revoke_stay", OFFICE, day(4, 20))
    here = settled(life)
    told = told_by(here.case, "revoke_stay", OFFICE, day(10, 1))
    assert "municipality" in told and "post" not in told and COMMUNE.role in told
    assert here.kinds[-1] != "revoked", "looking writes nothing"
