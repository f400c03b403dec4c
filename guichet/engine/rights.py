"""May the worker stay and work on this day, until when, by which document, under which article?"""

from __future__ import annotations

from collections.abc import Iterator

from guichet.engine.look import Look
from guichet.engine.picture import Why
from guichet.law.rules import Right


def rights_on(case: object, look: Look) -> Iterator[tuple[str, dict[str, object], tuple[Why, ...]]]:
    """The answers to "stay" and "work" on the day of the look, from the first row that applies."""
    row = next((r for r in case.index.rights.get(case.phase, ()) if r.when.holds(look)), None)
    if row is None:
        yield from ((q, {"answer": "unknown", "row": "", "until": None, "document": ""}, ()) for q in ("stay", "work"))
        return
    until = min((d for d in (look.day_named(name) for name in row.until) if d), default=None)
    for question, answer in (("stay", row.stay), ("work", row.work)):
        value = {"answer": answer, "row": row.name, "until": until.isoformat() if until and answer == "yes" else None, "document": row.document}
        yield question, value, _counter(case, row, look)


def _counter(case: object, row: Right, look: Look) -> tuple[Why, ...]:
    last = look.day_named("ninetieth_day") if "ninetieth_day" in row.until else None
    if last is None:
        return ()
    return (Why("ninetieth_day", {"on": last.isoformat()}, ("schengen-borders-code art. 6(1)",)),)
