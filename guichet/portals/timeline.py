"""The drawing of one file: a lane for each holder, the reader's first; acts as numbered signs, limits as bars, today as one line.

Numbers stand for words: the same numbers stand in the list under the drawing, so that no label can run into another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap

from guichet.casefile.views import CaseView, HistoryLine, LimitView
from guichet.portals.jinja import opening
from guichet.portals.speech import Speech

WIDTH, LEFT, RIGHT = 1000, 230, 20  # of the drawing, its names, its margin; in its own units
INSET = 34  # the first day stands so far from the names that no sign covers them
TOP, LANE, BAR = 56, 46, 66  # height above the lanes, of one lane, of one limit
_LETTER = 7.6  # width of one letter, about
_QUIET = frozenset({"letter_made", "notified", "message_written", "fee_recorded"})
_YES, _NO = frozenset({"granted", "visa_issued"}), frozenset({"refused", "declared_inadmissible", "visa_refused"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One disc: where, what is written in it, and whether it is a yes, a no or an act."""

    x: float
    y: float
    text: str
    kind: str  # "done" | "yes" | "no"
    half: float  # half of its width


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a bar."""

    x: float
    width: float
    kind: str  # "run" | "pause" | "left" | "mine"
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One time limit under the lanes, or the reader's own turn in their lane."""

    y: float
    words: tuple[str, ...]  # lines of its name, then what holds
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template draws; all in units of the drawing."""

    height: float
    lanes: tuple[tuple[float, tuple[str, ...]], ...]
    months: tuple[tuple[float, str], ...]
    signs: tuple[Sign, ...]
    bars: tuple[Bar, ...]
    turn: Bar | None
    today: float
    today_text: str
    today_left: bool  # the flag stands left of the line, where the right is too near the edge


class Scale:
    """Days to units: a day has the same width everywhere."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.day = (WIDTH - LEFT - INSET - RIGHT) / max(1, (last - first).days)

    def x(self, day: date) -> float:
        """Where a day stands."""
        return round(LEFT + INSET + (min(max(day, self.first), self.last) - self.first).days * self.day, 1)


def drawing(case: CaseView, role: str, you: str, numbers: Mapping[int, int], spoken: Speech) -> Drawing | None:
    """The drawing of a file for a reader of some role; None while there is nothing to draw. `numbers`: entry -> number in the list."""
    told = [line for line in case.history if line.kind not in _QUIET and not line.undone_by]
    running = [limit for limit in case.limits if limit.state in ("running", "paused")][:3]
    if not told:
        return None
    scale = Scale(min(line.on for line in told), _end(case, running))
    lanes = _lanes(case, told, role, you, spoken)
    bottom = TOP + LANE * len(lanes)
    bars = tuple(_bar(limit, bottom + 22 + BAR * n, case.day, scale, spoken) for n, limit in enumerate(running))
    mine = next((limit for limit in running if limit.responsible == role and limit.state == "running" and limit.due_on), None)
    today = scale.x(case.day)
    return Drawing(
        height=bottom + 22 + BAR * len(bars) + 34,
        lanes=tuple((TOP + LANE * n + LANE / 2, _wrapped(name)) for n, name in enumerate(lanes.values())),
        months=_months(scale, spoken),
        signs=tuple(_signs(told, lanes, numbers, scale, spoken)),
        bars=bars,
        turn=_turn(mine, case.day, scale, spoken) if mine else None,
        today=today,
        today_text=spoken.say("Today, {day}", day=case.day),
        today_left=today > WIDTH - 240,
    )


def _end(case: CaseView, running: Sequence[LimitView]) -> date:
    """The last day shown: the furthest end that is known, a little beyond today at least, a year at most."""
    ends = [limit.due_on or case.day + timedelta(days=limit.days_left or 0) for limit in running]
    return min(max([case.day + timedelta(days=10), *ends]) + timedelta(days=3), case.day + timedelta(days=365))


def _lanes(case: CaseView, told: Sequence[HistoryLine], role: str, you: str, spoken: Speech) -> dict[str, str]:
    """Lanes by the name of who acts, the reader's own first under the word "you"; at most six."""
    mine = [line.by_body_name for line in told if line.mine] + [holder.body_name for holder in case.holders if holder.role == role]
    own = spoken.law(mine[0]) if mine else you
    names = dict.fromkeys([own, *(spoken.law(line.by_body_name) for line in told), *(spoken.law(holder.body_name) for holder in case.holders)])
    return {name: spoken.say("You") if name == own else name for name in list(names)[:6]}


def _signs(told: Sequence[HistoryLine], lanes: Mapping[str, str], numbers: Mapping[int, int], scale: Scale, spoken: Speech) -> list[Sign]:
    """One disc for each act; acts that would touch are one sign with the first and the last number."""
    found: list[Sign] = []
    for row, name in enumerate(lanes):
        groups: list[list[HistoryLine]] = []
        y = TOP + LANE * row + LANE / 2
        for line in sorted((one for one in told if spoken.law(one.by_body_name) == name), key=lambda one: (one.on, one.number)):
            groups.append([line])
            while len(groups) > 1 and _touch(*(_sign(group, y, numbers, scale) for group in groups[-2:])):
                groups[-2:] = [groups[-2] + groups[-1]]
        found += [_sign(group, y, numbers, scale) for group in groups]
    return found


def _touch(one: Sign, other: Sign) -> bool:
    return other.x - other.half < one.x + one.half + 2


def _sign(together: Sequence[HistoryLine], y: float, numbers: Mapping[int, int], scale: Scale) -> Sign:
    places = [numbers[line.number] for line in together]
    first, last = min(places), max(places)
    text = str(first) if first == last else f"{first}–{last}"
    kinds = {_kind(line) for line in together}
    kind = "no" if "no" in kinds else "yes" if "yes" in kinds else "done"
    return Sign((scale.x(together[0].on) + scale.x(together[-1].on)) / 2, y, text, kind, max(12.0, len(text) * 4.6 + 6))


def _kind(line: HistoryLine) -> str:
    if line.kind in _YES or line.values.get("outcome") == "yes":
        return "yes"
    return "no" if line.kind in _NO or line.values.get("outcome") == "no" else "done"


def _bar(limit: LimitView, y: float, today: date, scale: Scale, spoken: Speech) -> Bar:
    """Days counted, days not counted, days left; a paused limit has a length left, not a date."""
    stop = limit.paused_since or min(today, limit.due_on or today)
    pieces = [_piece(limit.started_on, stop, "run", scale, spoken)]
    if limit.paused_since:
        pieces.append(_piece(limit.paused_since, today, "pause", scale, spoken))
        left = limit.days_left or 0
        pieces.append(_piece(today, today + timedelta(days=left), "left", scale, spoken, spoken.say_number("{n} day left", "{n} days left", n=left)))
    elif limit.due_on and limit.due_on > today:
        pieces.append(_piece(today, limit.due_on, "left", scale, spoken))
    note = spoken.say("paused since {day}", day=limit.paused_since) if limit.paused_since else spoken.say("until {day}", day=limit.due_on or today)
    return Bar(y, (*_wrapped(opening(spoken.law(limit.title))), note), tuple(piece for piece in pieces if piece.width > 0))


def _piece(start: date, end: date, kind: str, scale: Scale, spoken: Speech, text: str = "") -> Piece:
    width = round(scale.x(end) - scale.x(start), 1)
    text = text or spoken.say_number("{n} day", "{n} days", n=max(0, (end - start).days))
    return Piece(scale.x(start), width, kind, text if len(text) * _LETTER + 12 < width and kind != "pause" else "")


def _turn(limit: LimitView, today: date, scale: Scale, spoken: Speech) -> Bar:
    """The stretch that is the reader's, in their own lane, its last day beside it."""
    piece = _piece(limit.started_on, limit.due_on or today, "mine", scale, spoken)
    return Bar(TOP + LANE / 2, (), (piece,))


def _wrapped(name: str) -> tuple[str, ...]:
    """A name in at most two lines that fit left of the lanes; what does not fit stands in the lists under the drawing."""
    return tuple(wrap(name, 27, max_lines=2, placeholder="") or [name])


def _months(scale: Scale, spoken: Speech) -> tuple[tuple[float, str], ...]:
    """The first day of each month and its name, where there is room for it."""
    found: list[tuple[float, str]] = []
    day = (scale.first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= scale.last:
        name = spoken.month(day.month)
        room = not found or scale.x(day) - found[-1][0] > len(name) * _LETTER + 14
        found.append((scale.x(day), name if room and scale.x(day) + len(name) * _LETTER < WIDTH else ""))
        day = (day + timedelta(days=32)).replace(day=1)
    return tuple(found)
