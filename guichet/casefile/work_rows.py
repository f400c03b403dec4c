"""What a case asks of each desk that decides it: one row for every run of days from its last entry on, so that a list reads one row a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from guichet.casefile.models import LAST
from guichet.engine.counting import ONE
from guichet.engine.facts import iso
from guichet.engine.picture import Picture, Stretch
from guichet.engine.words import Entry
from guichet.law.rules import Rules

WORK = ("case", "role", "from_on", "to_on", "body", "person", "queue", "rank", "filed_on", "procedure", "phase")
Row = tuple[str, ...]
_ANSWERS = frozenset({"completed", "evidence_received", "facts_changed", "message_written"})
_ORDERS = ("phase", "holder", "limit")
EVER = ""  # sorts before every day
_NOTHING_RUNS = ("", 99999)


def work(entries: Sequence[Entry], picture: Picture, rules: Rules) -> list[Row]:
    """The rows of WORK without their case. Days before the last entry are over: the first row begins EVER, so that it can stay."""
    first = max([one.on for one in entries])
    asked_of = [one for one in picture.stretches if one.kind in _ORDERS and _orders(one, first)]
    given = [one for one in entries if one.kind == "assigned"]
    desks = sorted({track.decided_by for track in rules.tracks.values()} & set(picture.seen_by))
    found = []
    for role in desks:
        body = picture.bodies.get(role, "")
        if body:
            same = (body, agent_of(given, role, body))
            also = (iso(entries[0].on), rules.procedure)
            holds = any(one.kind == "holder" and one.name == role and one.value["state"] == "now" for one in asked_of)
            runs = _runs(role, holds and is_answered(entries, role, body), asked_of, rules, first)
            found += [(role, *days, *same, *asked[:2], *also, asked[2]) for days, asked in runs]
    return found


def agent_of(entries: Iterable[Entry], role: str, body: str) -> str:
    """The person of the body to whom the file was given last; "" for nobody."""
    given = [one.data for one in entries if one.kind == "assigned"]
    last = next((data for data in reversed(given) if data.get("role") == role and data.get("body") == body), {})
    return str(dict(last.get("persons") or {}).get(role, ""))


def is_internal(entry: Entry, rules: Rules) -> bool:
    """Is it the own business of an authority: who has the file in hand, or a note?"""
    if entry.kind == "message_written":
        return entry.data.get("about") == "note"
    return entry.kind == "assigned" and any(entry.data.get("role") == track.decided_by for track in rules.tracks.values())


def is_answered(entries: Sequence[Entry], role: str, body: str) -> bool:
    """Did somebody answer this desk, or write to it, since it last said something?"""
    spoke = False
    for one in reversed(entries):
        if one.by.role == role:
            if one.by.body == body and one.kind != "assigned":
                return spoke
        elif not spoke and one.kind in _ANSWERS:
            spoke = _speaks_to(one, role, entries)
    return False


def _speaks_to(entry: Entry, role: str, entries: Sequence[Entry]) -> bool:
    """What came on request is for whoever asked; a note is for nobody else."""
    request = entry.data.get("request")
    asked = next((one.by.role for one in reversed(entries) if one.data.get("asked") and one.data["request"] == request), role) if request else role
    return asked == role and entry.data.get("about") != "note"


def _orders(one: Stretch, first: date) -> bool:
    """Does it order a queue on this day or later? A time limit that neither runs nor is paused orders nothing."""
    return (one.to_on is None or one.to_on >= first) and (one.kind != "limit" or one.value["state"] in ("running", "paused"))


def _runs(role: str, answered: bool, asked_of: Sequence[Stretch], rules: Rules, first: date) -> Iterator[tuple[tuple[str, str], Row]]:
    """Runs of days on which the same is asked, each with its queue, its rank in it and the phase."""
    mine = [one for one in asked_of if one.kind != "holder" or one.name == role]
    turns = {first, *[one.from_on for one in mine if one.from_on > first], *[one.to_on + ONE for one in mine if one.to_on]}
    known: tuple[date, Row] | None = None
    for day in sorted(turns):
        asked = _asked([one for one in mine if one.from_on <= day and (one.to_on is None or one.to_on >= day)], role, answered, rules)
        if known and known[1] == asked:
            continue
        if known:
            yield (_first_day(known[0], first), iso(day - ONE)), known[1]
        known = day, asked
    if known:
        yield (_first_day(known[0], first), LAST), known[1]


def _first_day(day: date, first: date) -> str:
    return EVER if day == first else iso(day)


def _asked(found: Sequence[Stretch], role: str, answered: bool, rules: Rules) -> Row:
    """Queue, rank in it (the day a limit ends, or the days left of a paused one) and phase, on one day."""
    told: dict[str, list[Mapping[str, object]]] = {"phase": [], "holder": [], "limit": []}
    for one in found:
        told[one.kind].append(one.value)
    [phase] = told["phase"] or [{"phase": "", "ended": True}]
    name = str(phase["phase"])
    if phase["ended"]:
        return "ended", LAST, name
    holds = str(told["holder"][0]["state"]) if told["holder"] else ""
    due_on, left = _matters_most(told["limit"], role, rules) if told["limit"] else _NOTHING_RUNS
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
    return _NOTHING_RUNS
