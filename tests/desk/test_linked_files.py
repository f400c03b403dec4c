"""A permit and its renewals are one life: what ends in one file ends in the others, and comes back with it; who is told is shown before."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from guichet.delivery import standing
from guichet.desk import rebuild
from guichet.desk.handle import handle
from guichet.desk.told import told_by
from guichet.desk.trial import tried
from guichet.desk.undoing import undo_command
from guichet.engine.words import Actor
from tests.desk.life import COMMUNE, EMPLOYER, OFFICE, REGION, Life, at, day
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


def told_of(one: Life) -> list[str]:
    """What other files of the permit told this one, in order."""
    return [str(e.data["about"]) for e in one.entries if e.kind == "facts_changed" and e.data.get("linked")]


def again_the_same(*files: Life) -> None:
    """Told again from the journal, the views are what they were."""
    before = dump()
    for one in files:
        rebuild.tell_again(one.case)
    assert dump() == before


def test_a_revocation_taken_back_before_its_letter_leaves_never_reaches_the_other_file(both, settings):
    """The other file hears of it when the letters may leave; undone before that, nothing has to come back."""
    settings.UNDO_MINUTES = 90
    first, later = both
    taken_back(first)
    assert not told_of(later) and outcome(later, "stay") == "yes"
    handle(undo_command(uuid4(), first.case, first.entries[-1].number, OFFICE, ON, at(ON) + timedelta(minutes=20)))
    for on in (ON, date(2027, 8, 3)):
        first.works(on)
    assert not told_of(later) and [outcome(one, "stay") for one in both] == ["yes", "yes"] and not standing.failures()


def work_ended(first: Life, later: Life) -> None:
    """The region ends the work in the first file, some days after it ended; both files count the ninety days from the same day."""
    on = date(2027, 8, 2)
    later.does("renew_card", COMMUNE, date(2027, 7, 27))
    first.does("announce_end", EMPLOYER, date(2027, 7, 28), employment_ends_on="2027-07-30", reason="Fin.")
    first.does("end_work", REGION, on, work_ended_on="2027-07-30", ground="contract_ended", reason="Fin.").works(on)
    ends = [one.holds("limit", "new_employer#1", on)["due_on"] for one in (first, later)]
    assert ends == ["2027-10-28"] * 2, "30 July + 90 days, a Thursday"


def test_a_new_application_noted_in_one_file_keeps_the_stay_in_both(both):
    first, later = both
    work_ended(first, later)
    later.does("note_new_application", OFFICE, date(2027, 9, 20), new_file="7KM42QX9B6").works(date(2027, 9, 20))
    first.silent_until(date(2027, 11, 30))
    first.works(date(2027, 11, 30))
    assert told_of(first) == ["linked_told:new_application"] and [outcome(one, "stay") for one in both] == ["yes", "yes"]
    again_the_same(first, later)


@pytest.mark.parametrize("place", [0, 1])
def test_what_a_correction_gives_back_in_one_file_comes_back_in_the_other_once(both, place):
    """Nobody had noted the new application, so the stay ended in both by law; it is noted too late, with its own day."""
    work_ended(*both)
    on, noted = date(2027, 11, 30), date(2027, 9, 20)
    both[0].silent_until(on)
    both[0].works(on)
    assert [outcome(one, "stay") for one in both] == ["ended", "ended"]
    one, other = both[place], both[1 - place]
    note = {"at": at(date(2027, 12, 1)), "new_file": "7KM42QX9B6", "late_reason": "Oublié."}
    found = tried(one.command("note_new_application", OFFICE, noted, **note), lambda: one.phase(date(2027, 12, 1)))
    one.does("note_new_application", OFFICE, noted, falls=list(found.falls), **note)
    for day_after in (1, 2):
        one.works(date(2027, 12, day_after))
    assert [outcome(each, "stay") for each in both] == ["yes", "yes"] and found.seen == one.phase(date(2027, 12, 1))
    assert told_of(other).count("linked_annulled:stay:from_start") == 1 and other.kinds.count("annulled") == 1
    assert both[1].holds("right", "stay", date(2027, 11, 15))["answer"] == "yes" and not standing.failures()
    assert "stay_ended" not in {each.phase(date(2027, 11, 15)) for each in both}
    again_the_same(one, other)


def test_who_is_struck_off_in_one_file_is_struck_off_in_the_other(both):
    """The commune has it once on its list: a person stands once in the register."""
    first, later = both
    taken_back(first)
    first.works(ON)
    assert all("strike_off" in one.may("municipality", ON) for one in both)
    later.does("strike_off", COMMUNE, ON).works(ON)
    assert not any("strike_off" in one.may("municipality", ON) for one in both) and not standing.failures()


def test_only_those_who_would_get_a_letter_are_shown_before(life):
    abroad = life().granted()
    assert "municipality" not in told_by(abroad.case, "revoke_stay", OFFICE, day(4, 20))
    assert "post" in told_by(abroad.case, "revoke_stay", OFFICE, day(4, 20))
    here = settled(life)
    told = told_by(here.case, "revoke_stay", OFFICE, day(10, 1))
    assert "municipality" in told and "post" not in told and COMMUNE.role in told
    assert here.kinds[-1] != "revoked", "looking writes nothing"
