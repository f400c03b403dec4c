"""What may everybody know of all files together? Percentiles of each step by authority and counts, without anybody in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import orjson

from guichet import database

ENOUGH = 20  # files, below which no percentile is told: one file would show through
ROUND = 5  # counts are told in fives, so that no difference of two counts shows one file

_PACE = """SELECT step, who, MAX(n), MAX(waited), MIN(CASE WHEN place * 100 >= n * 50 THEN hours END),
MIN(CASE WHEN place * 100 >= n * 80 THEN hours END) FROM (SELECT step, who, hours, AVG(waited) OVER (PARTITION BY step, who) AS waited,
COUNT(*) OVER (PARTITION BY step, who) AS n,
ROW_NUMBER() OVER (PARTITION BY step, who ORDER BY hours) AS place FROM casefile_step WHERE ended_on BETWEEN %s AND %s) AS placed
GROUP BY step, who ORDER BY step, who"""
_COUNTS = """SELECT outcome, COUNT(*), COALESCE(SUM(CASE WHEN step = 'decision' THEN questions ELSE 0 END), 0)
FROM casefile_step WHERE ended_on BETWEEN %s AND %s GROUP BY outcome ORDER BY outcome"""
_OPEN = """SELECT value, COUNT(*) FROM casefile_stretch WHERE kind = 'phase' AND state = 'open' AND from_on <= %s AND to_on >= %s GROUP BY value"""
_FILED = "SELECT COUNT(*), MIN(filed_on) FROM casefile_header"
_USUAL = """SELECT COUNT(*), MIN(CASE WHEN place * 100 >= n * 50 THEN hours END), MIN(CASE WHEN place * 100 >= n * 80 THEN hours END)
FROM (SELECT hours, COUNT(*) OVER () AS n, ROW_NUMBER() OVER (ORDER BY hours) AS place
FROM casefile_step WHERE step = %s AND who = %s AND ended_on BETWEEN %s AND %s) AS placed"""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long one step takes at one authority, in hours; half and most (80 of 100) are None where there are not enough files."""

    step: str
    who: str
    files: int | None
    half: int | None
    most: int | None
    waited: int | None  # hours of these, on average, during which the applicant was awaited


@dataclass(frozen=True, slots=True)
class Count:
    """How many, in fives; None: fewer than five, none told."""

    name: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is public of the days from `first` to `last`."""

    first: date
    last: date
    began: date | None  # the day of the first file of all
    filed: Count
    paces: tuple[Pace, ...]
    outcomes: tuple[Count, ...]
    questions: float | None  # per decided file
    open_by_phase: tuple[Count, ...]


def figures(first: date, last: date) -> Figures:
    """The figures of what ended on these days, both included; what is open is counted on the last of them."""
    days = [first.isoformat(), last.isoformat()]
    counted = {str(outcome): (int(n), int(asked)) for outcome, n, asked in database.rows(_COUNTS, days)}
    decided = [counted[name] for name in ("granted", "refused", "silence") if name in counted]
    files, asked = sum(n for n, _ in decided), sum(asked for _, asked in decided)
    phases: dict[str, int] = {}
    for value, n in database.rows(_OPEN, [days[1], days[1]]):
        phase = str(orjson.loads(value)["phase"])
        phases[phase] = phases.get(phase, 0) + int(n)
    filed, began = database.row(_FILED) or (0, None)
    return Figures(
        first, last, date.fromisoformat(began) if began else None, count("filed", filed), tuple(_pace(*row) for row in database.rows(_PACE, days)),
        tuple(count(outcome, n) for outcome, (n, _) in counted.items()), round(asked / files, 1) if files >= ENOUGH else None,
        tuple(count(phase, n) for phase, n in phases.items()),
    )  # fmt: skip


def usual(step: str, who: str, first: date, last: date) -> Pace:
    """How long a step took at one authority for the files that ended it on these days."""
    files, half, most = database.row(_USUAL, [step, who, first.isoformat(), last.isoformat()]) or (0, None, None)
    return _pace(step, who, files, 0, half, most)


def count(name: str, number: int) -> Count:
    """A number that may be told: in fives, and not at all below five (a zero is told)."""
    return Count(name, None if 0 < number < ROUND else number - number % ROUND)


def _pace(step: str, who: str, files: int, waited: float, half: int | None, most: int | None) -> Pace:
    if files < ENOUGH:
        return Pace(step, who, None, None, None, None)
    return Pace(step, who, count("", files).number, half, most, round(float(waited)))
