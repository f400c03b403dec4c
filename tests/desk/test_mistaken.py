"""An act recorded by mistake: what falls is listed, a colleague confirms what undoes effects, and everything follows, in linked files too."""

from datetime import date
from uuid import uuid4

import pytest

from guichet.delivery import standing
from guichet.desk import rebuild
from guichet.desk.handle import handle
from guichet.desk.mistaken import correctable, mistaken_command
from guichet.desk.trial import tried
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours, Overtaken
from guichet.engine.words import Actor
from tests.desk.life import COLLEAGUE, COMMUNE, EMPLOYER, OFFICE, OFFICE_COLLEAGUE, REGION, Life, at, day
from tests.desk.renewal import Renewal, with_card
from tests.desk.test_linked_files import outcome, taken_back, told_of
from tests.desk.test_rebuild import dump


def says(one: Life, kind: str, by: Actor, on: date, falls: object = "whatever", reason: str = "Dans le mauvais dossier."):
    number = one.last(kind).number
    return mistaken_command(uuid4(), one.case, one.entries[-1].number, by, (on, at(on)), number, reason, falls)


def corrected(one: Life, kind: str, by: Actor, on: date) -> list[str]:
    """What falls, as the trial says; then it is confirmed."""
    falls = tried(says(one, kind, by, on), lambda: None).falls
    handle(says(one, kind, by, on, list(falls)))
    return [entry.kind for entry in one.entries if entry.number in falls]


def test_a_revocation_in_the_wrong_file_falls_and_what_it_ended_comes_back_in_all_files_of_the_permit(life):
    first = with_card(life())
    later = Renewal(first).renewed()
    later.works(date(2027, 7, 20))
    taken_back(first)
    on = date(2027, 8, 4)
    before = first.entries
    with pytest.raises(NotAllowedNow, match="another_agent_confirms"):
        corrected(first, "revoked", OFFICE, on)
    assert corrected(first, "revoked", OFFICE_COLLEAGUE, on) == ["revoked", "ended", "facts_changed"]
    for _ in range(2):
        first.works(on)
    assert first.entries[: len(before)] == before and first.phase(date(2027, 8, 3)) == "settled"
    assert [outcome(one, track) for one in (first, later) for track in ("stay", "work")] == ["yes"] * 4
    assert told_of(later) == ["linked_revoked:stay", "linked_annulled:stay:from_start"] and later.kinds.count("annulled") == 1
    assert not told_of(first) and not standing.failures()
    views = dump()
    rebuild.tell_again(first.case)
    rebuild.tell_again(later.case)
    assert dump() == views


def test_a_day_that_was_too_early_falls_and_the_right_one_is_recorded(life):
    one = life().admissible(day(3, 9))
    on = day(3, 20)
    assert corrected(one, "declared_admissible", REGION, on) == ["declared_admissible"] and one.phase(on) == "completeness"
    one.does("declare_admissible", REGION, day(3, 16), at=at(on), late_reason="Erreur de date.")
    assert one.holds("limit", "decision#2", on) is None and one.holds("limit", "decision#1", on)["due_on"] == "2026-06-15"  # 16 March + 90 = Sunday 14 June


def test_what_follows_by_itself_is_no_act_and_a_stranger_corrects_nothing(life):
    one = life().granted()
    assert [e.kind for n in correctable(one.case, OFFICE) for e in one.entries if e.number == n] == ["track_decided"]
    with pytest.raises(NotAllowedNow, match="no_such_mistake"):
        handle(says(one, "granted", OFFICE_COLLEAGUE, day(4, 12)))
    with pytest.raises(NotAllowedNow, match="no_such_mistake"):
        handle(says(one, "track_decided", COLLEAGUE, day(4, 12)))
    for stranger in (EMPLOYER, one.worker, COMMUNE):
        with pytest.raises(NotYours):
            handle(says(one, "track_decided", stranger, day(4, 12)))


def test_without_a_reason_or_when_something_else_falls_nothing_is_written(life):
    one = life().granted()
    before = one.entries
    with pytest.raises(BadAnswer, match="needed"):
        handle(says(one, "track_decided", OFFICE_COLLEAGUE, day(4, 12), [5], reason=" "))
    with pytest.raises(Overtaken, match="changed_since"):
        handle(says(one, "track_decided", OFFICE_COLLEAGUE, day(4, 12), [1]))
    assert one.entries == before
