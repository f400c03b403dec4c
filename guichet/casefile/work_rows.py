"""What a case asks of each desk that decides it: one row for every run of days from its last entry on, so that a list reads one row a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from guichet.casefile.models import LAST
from guichet.engine.picture import Picture, Stretch
from guichet.engine.words import Actor, Entry
from guichet.law.rules import Rules

WORK = ("case", "role", "from_on", "to_on", "body", "person", "queue", "rank", "filed_on", "procedure", "phase")
Row = tuple[str, ...]
_ANSWERS = frozenset({"completed", "evidence_received", "facts_changed", "message_written"})
_ONE_DAY = timedelta(days=1)
EVER = ""  # sorts before every day


def work(entries: Sequence[Entry], picture: Picture, rules: Rules) -> list[Row]:
    """The rows of WORK without their case. Days before the last entry are over: the first row begins EVER, so that it can stay."""
    first = max(one.on for one in entries)
    asked_of = [one for one in picture.stretches if one.kind in ("phase", "limit", "holder") and (one.to_on is None or one.to_on >= first)]
    desks = sorted({track.decided_by for track in rules.tracks.values()} & set(picture.seen_by))
    found = []
    for role in desks:
        body = picture.bodies.get(role, "")
        if body:
            same = (body, agent_of(entries, role, body))
            also = (entries[0].on.isoformat(), rules.procedure)
            runs = _runs(role, is_answered(entries, role, body), asked_of, rules, first)
            found += [(role, *days, *same, *asked[:2], *also, asked[2]) for days, asked in runs]
    return found


def agent_of(entries: Iterable[Entry], role: str, body: str) -> str:
    """The person of the body to whom the file was given last; "" for nobody."""
    given = [one for one in entries if one.kind == "assigned" and one.data.get("role") == role and one.data.get("body") == body]
    return str(dict(given[-1].data.get("persons") or {}).get(role, "")) if given else ""


def is_internal(entry: Entry, rules: Rules) -> bool:
    """Is it the own business of an authority: who has the file in hand, or a note?"""
    if entry.kind == "message_written":
        return entry.data.get("about") == "note"
    return entry.kind == "assigned" and any(entry.data.get("role") == track.decided_by for track in rules.tracks.values())


def is_answered(entries: Sequence[Entry], role: str, body: str) -> bool:
    """Did somebody answer this desk, or write to it, since it last said something?"""
    said = max((one.number for one in entries if (one.by.role, one.by.body) == (role, body) and one.kind != "assigned"), default=0)
    asked = {str(one.data["request"]): one.by for one in entries if one.data.get("asked")}
    return bool(said) and any(one.number > said and _speaks_to(one, role, asked) for one in entries)


def _speaks_to(entry: Entry, role: str, asked: Mapping[str, Actor]) -> bool:
    if entry.kind not in _ANSWERS or entry.by.role == role or entry.data.get("about") == "note":
        return False
    request = asked.get(str(entry.data.get("request", "")))
    return request is None or request.role == role


def _runs(role: str, answered: bool, asked_of: Sequence[Stretch], rules: Rules, first: date) -> Iterator[tuple[tuple[str, str], Row]]:
    """Runs of days on which the same is asked, each with its queue, its rank in it and the phase."""
    mine = [one for one in asked_of if one.kind != "holder" or one.name == role]
    turns = {first} | {one.from_on for one in mine if one.from_on > first} | {one.to_on + _ONE_DAY for one in mine if one.to_on}
    known: tuple[date, Row] | None = None
    for day in sorted(turns):
        asked = _asked([one for one in mine if one.from_on <= day and (one.to_on is None or one.to_on >= day)], role, answered, rules)
        if known and known[1] != asked:
            yield (_first_day(known[0], first), (day - _ONE_DAY).isoformat()), known[1]
        known = known if known and known[1] == asked else (day, asked)
    if known:
        yield (_first_day(known[0], first), LAST), known[1]


def _first_day(day: date, first: date) -> str:
    return EVER if day == first else day.isoformat()


def _asked(found: Sequence[Stretch], role: str, answered: bool, rules: Rules) -> Row:
    """Queue, rank in it (the day a limit ends, or the days left of a paused one) and phase, on one day."""
    phase = next((one.value for one in found if one.kind == "phase"), {"phase": "", "ended": True})
    name = str(phase["phase"])
    if phase["ended"]:
        return "ended", LAST, name
    holds = next((str(one.value["state"]) for one in found if one.kind == "holder"), "")
    due_on, left = _matters_most([one.value for one in found if one.kind == "limit"], role, rules)
    if holds == "now":
        return ("answered" if answered else "running" if due_on else "plain"), due_on or LAST, name
    if holds == "waits":
        return "paused", f"{left:05}", name
    return "elsewhere", due_on or LAST, name


def _matters_most(limits: Sequence[Mapping[str, object]], role: str, rules: Rules) -> tuple[str, int]:
    """The end of the limit that matters most to the desk: one it must keep, else one that the authorities must; and the days left of a paused one."""
    own = [one for one in limits if one["responsible"] == role]
    law = [one for one in limits if rules.time_limits[str(one["limit"])].addressee == "authority"]
    for some in (own, law):
        running = [str(one["due_on"]) for one in some if one["state"] == "running" and one.get("due_on")]
        paused = [int(str(one.get("days_left") or 0)) for one in some if one["state"] == "paused"]
        if running or paused:
            return (min(running), 0) if running else ("", min(paused))
    return "", 99999
