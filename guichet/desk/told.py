"""To whom would a letter go after an act? The act is folded as if it were done today; nothing is written."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from guichet.desk.addressees import addressee
from guichet.desk.law_of import rules_of
from guichet.engine.case import fold
from guichet.engine.consequences import let_the_clock_speak, letters_after, take_in
from guichet.engine.words import Actor, Event
from guichet.journal import store as journal


def told_by(case_id: UUID, act: str, by: Actor, day: date) -> tuple[str, ...]:
    """The roles that would get a letter of this act, in the order of the law: only those that the law means on this day and that somebody holds."""
    entries = journal.read(case_id)
    case = fold(entries, rules_of(entries))
    let_the_clock_speak(case, day)
    law = case.rules.acts[act]
    events = take_in(case, Event(law.says, by, day, dict(law.fixed)))
    return tuple(dict.fromkeys(to.role for _, rule in letters_after(case, events) for to in rule.to if addressee(case, to)))
