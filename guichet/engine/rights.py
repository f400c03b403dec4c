"""May the worker stay and work on this day, until when, by which document, under which article?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guichet.engine.look import Look
from guichet.engine.picture import Why
from guichet.law.rules import Right


def rights_on(case: object, look: Look) -> Iterator[tuple[str, dict[str, object], tuple[Why, ...]]]:
    """The answers to "stay" and "work" on the day of the look, from the first row that applies."""
    asks = look.__getitem__  # many rows ask the same names
    row = next((r for r in case.index.rights.get(case.phase, ()) if r.when.holds(asks)), None)
    if row is None:
        yield from ((q, {"answer": "unknown", "row": "", "until": None, "document": ""}, ()) for q in ("stay", "work"))
        return
    stays, works = _first(look, row.until), _first(look, row.until + row.work_until)
    for question, answer, until in (("stay", row.stay, stays), ("work", row.work, works)):
        value = {"answer": answer, "row": row.name, "until": until.isoformat() if until and answer == "yes" else None, "document": row.document}
        yield question, value, _counter(case, row, look)


def _first(look: Look, names: tuple[str, ...]) -> date | None:
    return min((day for day in map(look.day_named, names) if day), default=None)


def _counter(case: object, row: Right, look: Look) -> tuple[Why, ...]:
    last = look.day_named("ninetieth_day") if "ninetieth_day" in row.until else None
    if last is None:
        return ()
    return (Why("ninetieth_day", {"on": last.isoformat()}, ("schengen-borders-code art. 6(1)",)),)
