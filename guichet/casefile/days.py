"""What holds on each day of a case, as lines of text: what reaches the day of its last entry beside its header, what ended before beside an entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from orjson import OPT_SORT_KEYS, dumps, loads

from guichet.casefile.models import LAST
from guichet.casefile.seam import FIRST, LAST_DAY, Line, joined
from guichet.engine.counting import ONE
from guichet.engine.facts import iso
from guichet.engine.picture import Picture, Stretch, Why
from guichet.engine.words import Entry

NONE = ""  # the text of no lines
_BETWEEN, _END = "\t", "\n"  # canonical JSON holds neither: the next act compares lines as text, and reads none of them


class Days(NamedTuple):
    """The lines of a case as they are told; `closed` by the number of the entry behind whose day they lie."""

    lines: Sequence[Line]
    closed: dict[int, list[Line]]

    @property
    def text(self) -> str:
        """The lines that no entry has closed."""
        return _text(self.lines)

    def closed_by(self, number: int) -> str:
        """The lines that this entry closed."""
        return _text(self.closed.get(number, ()))


def read(text: str) -> list[Line]:
    """The lines of a text."""
    return [tuple(line.split(_BETWEEN)) for line in text.split(_END)] if text else []


def told(before: Sequence[Line], picture: Picture, new: Sequence[Entry], since: date | None) -> Days:
    """The lines that hold after the new entries, where `before` were open; None for `since`: everything is told, and `new` are all entries."""
    now = _lines(picture.stretches)
    if since:
        now = sorted(joined(before, now, since))
    eves = _eves(new)
    last = eves[-1][0]
    closed: dict[int, list[Line]] = {}
    for line in [line for line in now if line[LAST_DAY] < last]:
        closed.setdefault(next(number for eve, number in eves if line[LAST_DAY] < eve), []).append(line)
    return Days([line for line in now if line[LAST_DAY] >= last], closed)


def works(lines: Sequence[Line], since: date) -> list[Line]:
    """Of these lines the ones that say whether the worker may work on this day or later."""
    first_day = iso(since)
    return [line for line in lines if line[1] == "work" and line[0] == "right" and line[LAST_DAY] >= first_day]


def on_day(texts: Sequence[str], day: date, kinds: Collection[str] = ()) -> Iterator[Stretch]:
    """What the texts tell of one day, of some kinds or (none given) of all, in the order of kind and name."""
    wanted = iso(day)
    found = [line for text in texts for line in read(text) if line[FIRST] <= wanted <= line[LAST_DAY] and (not kinds or line[0] in kinds)]
    for kind, name, first, last, value, why in sorted(found, key=lambda line: line[:FIRST]):
        reasons = tuple(Why(name_, values, tuple(source), doubt) for name_, values, source, doubt in loads(why))
        yield Stretch(kind, name, date.fromisoformat(first), date.fromisoformat(last), loads(value), reasons)


def _eves(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Of the entries that brought a later day than all before them: the eve of this day, which another entry of the same day may still change."""
    found: list[tuple[str, int]] = []
    for one in entries:
        eve = iso(one.on - ONE)
        if not found or eve > found[-1][0]:
            found.append((eve, one.number))
    return found


def _lines(stretches: Iterable[Stretch]) -> list[Line]:
    """In one go: every act makes a score of them."""
    return [
        (
            kind, name, iso(from_on), iso(to_on) if to_on else LAST,
            dumps(value, option=OPT_SORT_KEYS).decode(), dumps(why, default=tuple, option=OPT_SORT_KEYS).decode() if why else "[]",
        )
        for kind, name, from_on, to_on, value, why in stretches
    ]  # fmt: skip


def _text(lines: Sequence[Line]) -> str:
    return _END.join(map(_BETWEEN.join, lines))
