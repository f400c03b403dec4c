"""What comes next for a desk with one file: the list of the law in which the file stands on a day, its acts, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guichet.engine.counting import after
from guichet.engine.picture import Stretch
from guichet.law.queues import Queue
from guichet.law.rules import Rules, Words


@dataclass(frozen=True, slots=True)
class DueView:
    """The list in which a file stands for a desk: which acts it offers, and what says until when (a limit, or a document that ends)."""

    queue: str
    title: Words
    acts: tuple[str, ...]
    due_on: date | None = None
    what: Words | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """For the lists in which a document ends, as SQL: two columns for each, and the day when it is due. Values stand in the order of their marks."""

    columns: str = ""
    column_values: tuple[str, ...] = ()
    day: str = "NULL"
    day_values: tuple[str, ...] = ()
    join: str = ""


def due_of(found: Sequence[Stretch], rules: Rules, role: str, day: date) -> DueView | None:
    """The first list of a role, in the order of the law, in which the file stands on the day; None when it stands in none of them."""
    phase = next(str(one.value["phase"]) for one in found if one.kind == "phase")
    for queue in rules.queues:
        if queue.role == role and phase in queue.phases:
            due = _due(queue, found, rules, day)
            if due:
                return due
    return None


def _due(queue: Queue, found: Sequence[Stretch], rules: Rules, day: date) -> DueView | None:
    """None where the file does not stand in this list; what ends first is the document of the list, else its limit."""
    if any(one.kind == "document" and one.value["document"] == queue.without for one in found):
        return None
    runs = [one for one in found if one.kind == "limit" and one.value["limit"] == queue.limit and one.value["state"] == queue.limit_is]
    if queue.limit and not runs:
        return None
    if queue.document and queue.within:
        ends = [one for one in found if one.kind == "document" and one.value["document"] == queue.document and one.value.get("valid_until")]
        last = max((date.fromisoformat(str(one.value["valid_until"])) for one in ends), default=None)
        soon = last and last <= after(day, queue.within, rules.calendar)
        return _until(queue, last, rules.documents[queue.document].title) if soon else None
    return _until(queue, _first(runs, "due_on"), rules.time_limits[queue.limit].title) if runs else _until(queue, None, None)


def _until(queue: Queue, due_on: date | None, what: Words | None) -> DueView:
    return DueView(queue.name, queue.title, queue.acts, due_on, what)


def _first(found: Sequence[Stretch], key: str) -> date:
    return min(date.fromisoformat(str(one.value[key])) for one in found)


def ending_sql(queues: Sequence[Queue], rules: Rules | None, day: date) -> Ending:
    """How SQL finds the files in which a document of one of these lists ends soon or has ended."""
    some = [one for one in queues if one.document and one.within]
    if not some or rules is None:
        return Ending()
    columns, column_values, days, day_values = [], [], [], []
    for n, one in enumerate(some):
        phases = " OR ".join(["s.value LIKE %s"] * len(one.phases))
        columns.append(f", MAX(CASE WHEN s.kind = 'document' AND s.name LIKE %s THEN s.due_on END) AS paper{n}")
        columns.append(f", MAX(CASE WHEN s.kind = 'phase' AND ({phases}) THEN 1 ELSE 0 END) AS here{n}")
        column_values += [f"{one.document}#%", *(f'%"phase":"{name}"%' for name in one.phases)]
        days.append(f"CASE WHEN here{n} = 1 AND paper{n} <= %s THEN paper{n} END")
        day_values.append(after(day, one.within, rules.calendar).isoformat())
    join = " OR s.kind = 'document'"
    return Ending("".join(columns), tuple(column_values), f"COALESCE({', '.join([*days, 'NULL'])})", tuple(day_values), join)
