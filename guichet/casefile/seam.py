"""Where what was told of a case before meets what is told now: one function (docs/decisions/0041)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guichet.engine.counting import ONE
from guichet.engine.facts import iso

Line = tuple[str, str, str, str, str, str]  # kind, name, first day, last day, value, reasons; the last two as canonical JSON
FIRST, LAST_DAY, VALUE, WHY = 2, 3, 4, 5


def joined(before: Sequence[Line], now: Sequence[Line], since: date) -> list[Line]:
    """The same value goes on as one line, with the day and the reasons it began with; another value ends on the eve of `since`."""
    first_day, eve = iso(since), iso(since - ONE)
    meets = {line[:FIRST]: place for place, line in enumerate(now) if line[FIRST] == first_day}
    ended, found = [], list(now)
    for line in before:
        if line[FIRST] >= first_day:
            continue
        place = meets.get(line[:FIRST]) if line[LAST_DAY] >= eve else None
        if place is not None and now[place][VALUE] == line[VALUE]:
            found[place] = (*line[:LAST_DAY], now[place][LAST_DAY], *line[VALUE:])
        else:
            ended.append((*line[:LAST_DAY], min(line[LAST_DAY], eve), *line[VALUE:]))
    return ended + found
