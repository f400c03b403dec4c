"""Rights and acts of every day of a case, kept as one text beside its header: no list asks for them, so they need no rows of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import orjson

from guichet.casefile.models import LAST
from guichet.casefile.rows import as_json
from guichet.casefile.seam import Line, joined
from guichet.engine.picture import Picture, Stretch, Why

KINDS = ("may", "right")
NONE = "[]"


def told(before: str, picture: Picture, since: date | None) -> str:
    """The text of the days of a case, where `before` is what was told of the days until the eve of `since`."""
    now = [_line(one) for one in picture.stretches if one.kind in KINDS]
    if since:
        now = sorted(joined([tuple(line) for line in orjson.loads(before)], now, since), key=lambda line: line[:3])
    return as_json(now)


def on_day(text: str, day: date) -> Iterator[Stretch]:
    """What the text tells of one day."""
    iso = day.isoformat()
    for kind, name, first, last, value, why in orjson.loads(text):
        if first <= iso <= last:
            reasons = tuple(Why(name_, values, tuple(source), doubt) for name_, values, source, doubt in why)
            yield Stretch(kind, name, date.fromisoformat(first), date.fromisoformat(last), value, reasons)


def _line(one: Stretch) -> Line:
    last = one.to_on.isoformat() if one.to_on else LAST
    return one.kind, one.name, one.from_on.isoformat(), last, one.value, [[w.name, w.values, w.source, w.doubt] for w in one.why]
