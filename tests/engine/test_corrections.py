"""An act told too late is offered as a correction, which lists what falls before anybody confirms it."""

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.engine.case import fold
from guichet.engine.corrections import asked_by, correction
from guichet.engine.refusals import BadAnswer, NotAllowedNow
from guichet.engine.stretches import picture
from guichet.engine.words import Actor, Command, Entry, Event
from tests.engine.telling import make_entries
from tests.engine.test_lives import QUIETLY, lives, settings

OFFICE = Actor("stay_authority")
FILED = "2026-02-20 application_submitted"
ADMISSIBLE = "2026-03-02 declared_admissible"
KNOCKED = "2026-06-05 message_written"
TODAY = date(2026, 6, 5)


def kinds(entries: list, numbers: tuple) -> list[str]:
    return [entry.kind for entry in entries if entry.number in numbers]


def confirmed(entries: list[Entry], found: object) -> list[Entry]:
    """The journal after the correction was confirmed."""
    events = found.events(OFFICE, TODAY, {"ref": "why"})
    return [*entries, *(Entry(e.kind, e.by, e.on, e.data, len(entries) + n) for n, e in enumerate(events, 1))]


def no_of(day: date) -> Event:
    return Event("track_decided", OFFICE, day, {"track": "stay", "outcome": "no"})


def test_a_no_of_29_may_told_on_5_june_lets_the_silence_of_2_june_fall():
    entries, rules = make_entries([FILED, ADMISSIBLE, KNOCKED])
    found = correction(entries, rules, no_of(date(2026, 5, 29)), TODAY)
    assert kinds(entries, found.falls) == ["limit_passed", "granted"]
    assert [(e.kind, e.on) for e in found.comes] == [(kind, date(2026, 5, 29)) for kind in ("track_decided", "refused", "document_issued")]
    assert fold(entries, rules).phase == "silence_check", "nothing is changed before it is confirmed"


def test_once_confirmed_the_file_is_refused_from_29_may_on_and_the_journal_keeps_everything():
    entries, rules = make_entries([FILED, ADMISSIBLE, KNOCKED])
    after = confirmed(entries, correction(entries, rules, no_of(date(2026, 5, 29)), TODAY))
    assert after[: len(entries)] == entries
    phases = [(s.value["phase"], s.from_on) for s in picture(after, rules).stretches if s.kind == "phase"]
    assert phases[-1] == ("refused", date(2026, 5, 29))
    assert "silence_check" not in dict(phases)


def test_what_people_did_on_the_ground_of_what_falls_falls_too():
    told = [FILED, ADMISSIBLE, KNOCKED, ("2026-06-10 visa_issued", {"visa_until": "2026-12-01"})]
    entries, rules = make_entries(told)
    found = correction(entries, rules, no_of(date(2026, 5, 29)), date(2026, 6, 11))
    assert kinds(entries, found.falls)[-2:] == ["visa_issued", "document_issued"]


def test_an_earlier_day_that_undoes_nothing_lets_nothing_fall():
    entries, rules = make_entries([FILED, ADMISSIBLE, "2026-04-20 track_decided work:yes"])
    yes = Event("track_decided", OFFICE, date(2026, 4, 10), {"track": "stay", "outcome": "yes"})
    found = correction(entries, rules, yes, date(2026, 4, 22))
    assert found.falls == ()
    assert [e.kind for e in found.comes] == ["track_decided", "granted", "document_issued"]
    assert [e.on for e in found.comes] == [date(2026, 4, 10), date(2026, 4, 20), date(2026, 4, 20)]


def test_papers_that_came_in_time_but_were_told_late_shorten_the_pause_and_bring_silence_forward():
    told = [FILED, ADMISSIBLE, ("2026-04-01 evidence_requested", {"evidence": ["means"], "request": "first"}), "2026-06-16 message_written"]
    entries, rules = make_entries(told)
    assert ("granted", date(2026, 6, 16)) in {(e.kind, e.on) for e in entries}
    came = Event("evidence_received", Actor("employer"), date(2026, 4, 10), {"request": "first", "complete": True, "evidence": {"means": []}})
    found = correction(entries, rules, came, date(2026, 6, 16))
    assert kinds(entries, found.falls) == ["limit_passed", "granted"]
    assert ("granted", date(2026, 6, 10)) in {(e.kind, e.on) for e in found.comes}


def refusal_of(day: date, entries: list[Entry], **data: object) -> Command:
    at = datetime.combine(TODAY, time(9), UTC)
    return Command(UUID(int=7), UUID(int=1), len(entries), "refuse_stay", OFFICE, day, at, {"late_reason": {"ref": "why"}} | data)


def test_a_correction_is_judged_by_the_case_as_it_stood_on_the_day_of_the_act():
    entries, rules = make_entries([FILED, ADMISSIBLE, KNOCKED])
    found = asked_by(refusal_of(date(2026, 5, 29), entries), entries, rules, TODAY)
    assert kinds(entries, found.falls) == ["limit_passed", "granted"]
    with pytest.raises(NotAllowedNow, match="not_in_this_phase"):
        asked_by(refusal_of(date(2026, 2, 27), entries), entries, rules, TODAY)
    with pytest.raises(BadAnswer, match="late_reason_needed"):
        asked_by(refusal_of(date(2026, 5, 29), entries, late_reason=None), entries, rules, TODAY)


def test_what_was_corrected_once_can_be_corrected_again():
    """The no of 29 May fell on the day of the silence; an older no of the region makes that of the Office fall in turn."""
    entries, rules = make_entries([FILED, ADMISSIBLE, KNOCKED])
    once = confirmed(entries, correction(entries, rules, no_of(date(2026, 5, 29)), TODAY))
    older = Event("track_decided", Actor("work_authority"), date(2026, 5, 20), {"track": "work", "outcome": "no"})
    found = correction(once, rules, older, TODAY)
    assert [(e.kind, e.on.day) for e in once if e.number in found.falls] == [("track_decided", 29), ("refused", 29), ("document_issued", 29)]
    twice = confirmed(once, found)
    assert [(s.value["phase"], s.from_on) for s in picture(twice, rules).stretches if s.kind == "phase"][-1] == ("refused", date(2026, 5, 20))


def test_a_file_sent_on_since_is_not_corrected():
    entries, rules = make_entries([FILED, ("2026-02-24 sent_on", {"region": "wallonia"}), "2026-03-02 declared_admissible"])
    with pytest.raises(NotAllowedNow, match="sent_on_since"):
        asked_by(refusal_of(date(2026, 2, 23), entries), entries, rules, TODAY)


@settings(QUIETLY, max_examples=40)
@given(lives(), st.integers(0, 60))
def test_a_life_told_again_has_the_same_effects(life, back):
    """A message of an earlier day undoes nothing."""
    day = max(life.entries[0].on, date.fromordinal(life.today.toordinal() - back))
    note = Event("message_written", Actor("employer"), day, {})
    found = correction(life.entries, life.rules, note, life.entries[-1].on)
    assert found.falls == (), [e._replace(data={}) for e in life.entries if e.number in found.falls]
    assert [e.kind for e in found.comes if e.on <= life.entries[-1].on or e.kind == "message_written"] == ["message_written"]
