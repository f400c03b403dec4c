"""How long did each step take, and whose was it? One narrow row for each entry that ends a step, for the public figures; nobody is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from guichet.engine.corrected import UNDOES, after_corrections
from guichet.engine.words import Entry
from guichet.law.rules import Rules

Row = tuple[object, ...]
STEP = ("case", "number", "step", "who", "outcome", "ended_on", "hours", "waited", "questions")

# The word that ends a step -> the step, and the words that begin it; the last of these before it counts.
ENDS: Mapping[str, tuple[str, frozenset[str]]] = {
    **dict.fromkeys(
        ("declared_incomplete", "declared_admissible", "declared_inadmissible", "sent_on"),
        ("completeness", frozenset({"application_submitted", "completed", "sent_on"})),
    ),
    "completed": ("completion", frozenset({"declared_incomplete"})),
    "track_decided": ("track", frozenset({"declared_admissible"})),
    **dict.fromkeys(("granted", "refused"), ("decision", frozenset({"application_submitted"}))),
    **dict.fromkeys(("visa_issued", "visa_refused"), ("visa", frozenset({"granted"}))),
    "arrival_registered": ("arrival", frozenset({"entered", "visa_issued", "granted"})),
}
_ASKS = frozenset({"declared_incomplete", "evidence_requested"})
_FROM_ONE_LIST = "authority:"  # bodies of a short list are named; posts, municipalities and companies only by their role


def rows(case: UUID, entries: Sequence[Entry], new: Sequence[Entry], rules: Rules) -> list[Row]:
    """The rows of STEP that `new` tell, among all `entries` in the order of their numbers. Instants count: a row never changes later."""
    if not any(one.kind in ENDS for one in new):
        return []
    numbers = {one.number for one in new}
    standing = after_corrections(entries)
    found = (_row(case, standing[:place], one, rules) for place, one in enumerate(standing) if one.number in numbers and one.kind in ENDS)
    return [row for row in found if row]


def told_anew(new: Sequence[Entry]) -> bool:
    """Do these entries undo others, so that every row of the case is to be told again?"""
    return any(one.kind in UNDOES for one in new)


def _row(case: UUID, before: Sequence[Entry], end: Entry, rules: Rules) -> Row | None:
    step, begins = ENDS[end.kind]
    start = next((one for one in reversed(before) if one.kind in begins), None)
    if start is None or start.at is None or end.at is None:
        return None
    outcome = "silence" if end.data.get("how") == "silence" else end.kind
    questions = sum(one.kind in _ASKS for one in before)
    waited = _waited([one for one in before if one.number >= start.number], end.at) if step in ("track", "decision") else 0
    return case.hex, end.number, step, _who(step, end, rules), outcome, end.on.isoformat(), _hours(start.at, end.at), waited, questions


def _who(step: str, end: Entry, rules: Rules) -> str:
    """The authority by its code; of a whole decision the region, of a step with many bodies only their role."""
    if step == "decision":
        return f"{_FROM_ONE_LIST}{rules.region}"
    return end.by.body if end.by.body.startswith(_FROM_ONE_LIST) else end.by.role


def _waited(between: Sequence[Entry], end: datetime) -> int:
    """Hours during which the applicant was awaited."""
    found, since = 0, None
    for one in between:
        if one.kind in _ASKS and since is None:
            since = one.at
        elif since is not None and (one.kind == "completed" or (one.kind == "evidence_received" and one.data.get("complete"))):
            found += _hours(since, one.at or since)
            since = None
    return found + (_hours(since, end) if since else 0)


def _hours(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds() // 3600))
