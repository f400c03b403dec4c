"""May the worker stay and work on this day, until when, by which document, under which article?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guichet.engine.case import Case
from guichet.engine.facts import iso
from guichet.engine.look import Look
from guichet.engine.picture import Why
from guichet.engine.saying import said_on
from guichet.law.rules import Right

Told = tuple[str, dict[str, object], tuple[Why, ...]]  # question, answer, reasons


def rights_on(case: Case, look: Look) -> Iterator[Told]:
    """The answers to "stay" and "work" on the day of the look, from the first row that applies."""
    return answers_of(said_on(case, look).right, look)


def answers_of(row: Right | None, look: Look) -> Iterator[Told]:
    """The answers of a row of the law; without a row they are unknown."""
    if row is None:
        yield from ((q, {"answer": "unknown", "row": "", "until": None, "document": ""}, ()) for q in ("stay", "work"))
        return
    stays, why = _first(look, row.until), _counter(row, look)
    works = _first(look, row.until + row.work_until) if row.work_until else stays
    for question, answer, until in (("stay", row.stay, stays), ("work", row.work, works)):
        yield question, {"answer": answer, "row": row.name, "until": iso(until) if until and answer == "yes" else None, "document": row.document}, why


def _first(look: Look, names: tuple[str, ...]) -> date | None:
    return min([day for name in names if (day := look.day_named(name))], default=None)


def _counter(row: Right, look: Look) -> tuple[Why, ...]:
    last = look.day_named("ninetieth_day") if "ninetieth_day" in row.until else None
    if last is None:
        return ()
    return (Why("ninetieth_day", {"on": iso(last)}, ("schengen-borders-code art. 6(1)",)),)
