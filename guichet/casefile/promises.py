"""Did a party do what it promised? Asked of the events that the case file tells, on one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guichet.casefile.known import entries
from guichet.casefile.views import Words
from guichet.engine.case import fold
from guichet.engine.look import Look
from guichet.engine.words import Entry
from guichet.law.promises import Promise
from guichet.law.rules import Rules


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise on the day of the view: "kept", "open" or "broken"; "told" or "nothing_told" where only an act of `days` could tell."""

    title: Words
    by: str  # role
    state: str
    source: tuple[str, ...]
    doubt: str
    days: tuple[date, ...] = ()


def promises_of(case: UUID, rules: Rules, day: date) -> tuple[PromiseView, ...]:
    """How each promise of the law stands by this day."""
    told = [one for one in entries(case) if one.on <= day] if rules.promises else []
    if not told:
        return ()
    look = Look(fold(told, rules), day)
    return tuple(_view(one, look, told, rules) for one in rules.promises)


def _view(one: Promise, look: Look, told: Sequence[Entry], rules: Rules) -> PromiseView:
    if not one.announced_by:
        return PromiseView(one.title, one.by, _state(one, look), one.source, one.doubt)
    act = rules.acts[one.announced_by]
    days = tuple(entry.on for entry in told if entry.kind == act.says and all(entry.data.get(name) == value for name, value in act.fixed.items()))
    return PromiseView(one.title, one.by, "told" if days else "nothing_told", one.source, one.doubt, days)


def _state(one: Promise, look: Look) -> str:
    if one.when.holds(look):
        return "kept"
    return "broken" if not one.limit or look(f"limit {one.limit}") == "passed" else "open"
