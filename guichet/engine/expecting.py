"""Compares what an example expects of a day with what the engine says of it: one line for each difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guichet.engine.case import Case, fold
from guichet.engine.consequences import let_the_clock_speak, letters_after
from guichet.engine.corrected import after_corrections
from guichet.engine.facts import days_used
from guichet.engine.look import Look
from guichet.engine.picture import Stretch
from guichet.engine.stretches import picture
from guichet.engine.subjects import subject
from guichet.engine.telling import BadExample, Story
from guichet.engine.words import Event

OUTCOMES = ("granted", "refused", "withdrawn", "declared_inadmissible", "visa_refused")
LIMIT = ("due_on", "safe_on", "paused_since", "days_left", "state", "started_on", "ended_on", "responsible", "why")
RIGHTS = ("stay", "work", "until", "stay_until", "work_until", "document", "row")
HOLDER = ("state", "since", "waits_for", "outcome")
DOCUMENT = ("valid_from", "valid_until", "safe_until", "state", "uncovered", "ends_by")
GAP = ("covered_until", "due_on", "from", "to", "act", "role", "last_day", "state")


@dataclass(frozen=True)
class Seen:
    """One day of a told story: the stretches that hold, and the case as it was at the end of that day."""

    day: date
    stretches: Sequence[Stretch]
    case: Case
    events: Sequence[Event]  # up to this day, those of the clock included

    def of_kind(self, kind: str) -> dict[str, Stretch]:
        """The stretches of one kind, by name."""
        return {s.name: s for s in self.stretches if s.kind == kind}


def differences(story: Story) -> Iterator[str]:
    """What is not as the example expects it; nothing if all is well."""
    whole = picture(story.entries, story.rules)
    ahead = let_the_clock_speak(fold(story.entries, story.rules), date.max - timedelta(days=1))
    for day, wanted in story.example.expect.items():
        stretches = [s for s in whole.stretches if s.from_on <= day and (s.to_on is None or day <= s.to_on)]
        events = [e for e in (*story.entries, *ahead) if e.on <= day]
        seen = Seen(day, stretches, fold(events, story.rules), events)
        for name, value in wanted.items():
            yield from _of_day(seen, name, value)


def _of_day(seen: Seen, name: str, wanted: object) -> Iterator[str]:
    base = name.partition("#")[0]
    if name in _ASKED:
        found = _ASKED[name](seen, wanted)
    elif base in seen.case.rules.time_limits:
        found = _limit(seen, name, wanted)
    else:
        asked = ", ".join([*_ASKED, *seen.case.rules.time_limits])
        raise BadExample(f'{seen.day}: "{name}" is nothing that can be expected. Write one of {asked}.')
    yield from _compared(f"{seen.day} {name}", wanted, found)


def _compared(where: str, wanted: object, found: object) -> Iterator[str]:
    """Only what is named is compared; a mapping key by key."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key, value in wanted.items():
            yield from _compared(f"{where} {key}", value, found.get(key))
    elif _plain(wanted) != _plain(found):
        yield f"{where}: expected {_plain(wanted)}, found {_plain(found)}"


def _plain(value: object) -> object:
    if value is None or value == "":
        return "none"
    return list(value) if isinstance(value, (list, tuple)) else value


def _known_keys(seen: Seen, wanted: object, known: Sequence[str]) -> None:
    for key in wanted if isinstance(wanted, Mapping) else ():
        if key not in known:
            raise BadExample(f'{seen.day}: "{key}" is not known here. Write one of {", ".join(known)}.')


def _limit(seen: Seen, name: str, wanted: object) -> object:
    _known_keys(seen, wanted, LIMIT)
    runs = [s for n, s in seen.of_kind("limit").items() if n == name or n.partition("#")[0] == name]
    if not runs:
        return None
    latest = max(runs, key=lambda s: int(s.name.partition("#")[2]))
    return dict(latest.value) | {"why": [why.name for why in latest.why]}


def _phase(seen: Seen, wanted: object) -> object:
    return next((s.value["phase"] for s in seen.of_kind("phase").values()), None)


def _outcome(seen: Seen, wanted: object) -> object:
    return next((e.kind for e in reversed(after_corrections(seen.events)) if e.kind in OUTCOMES), None)


def _how(seen: Seen, wanted: object) -> object:
    return next((e.data.get("how") for e in reversed(after_corrections(seen.events)) if e.kind in ("granted", "refused")), None)


def _rights(seen: Seen, wanted: object) -> object:
    _known_keys(seen, wanted, RIGHTS)
    found = seen.of_kind("right")
    if not found:
        return None
    stay, work = found["stay"].value, found["work"].value
    until = min((str(v["until"]) for v in (stay, work) if v["until"]), default=None)
    ends = {"until": until, "stay_until": stay["until"], "work_until": work["until"]}
    return {"stay": stay["answer"], "work": work["answer"], "document": stay["document"], "row": stay["row"]} | ends


def _holders(seen: Seen, wanted: object) -> object:
    found = {name: s.value for name, s in seen.of_kind("holder").items()}
    if not isinstance(wanted, Mapping):
        return sorted(name for name, value in found.items() if value["state"] == "now")
    shown = {}
    for role, value in wanted.items():
        _known_keys(seen, value, HOLDER)
        shown[role] = found.get(role, {}) if isinstance(value, Mapping) else found.get(role, {}).get("state")
    return shown


def _waits_for(seen: Seen, wanted: object) -> object:
    return {name: s.value["waits_for"] for name, s in seen.of_kind("holder").items() if s.value["waits_for"]}


def _documents(seen: Seen, wanted: object) -> object:
    found: dict[str, object] = {}
    for value in wanted.values() if isinstance(wanted, Mapping) else ():
        _known_keys(seen, value, DOCUMENT)
    for _, stretch in sorted(seen.of_kind("document").items(), key=lambda pair: int(pair[0].partition("#")[2])):
        found[str(stretch.value["document"])] = dict(stretch.value) | {"uncovered": _uncovered(stretch.value), "ends_by": _ends_by(stretch)}
    return found if isinstance(wanted, Mapping) else sorted(found)


def _uncovered(value: Mapping[str, object]) -> object:
    """The first and the last day that no document of this name covered before this one."""
    if not value["uncovered_from"]:
        return None
    return [value["uncovered_from"], (date.fromisoformat(str(value["valid_from"])) - timedelta(days=1)).isoformat()]


def _ends_by(stretch: Stretch) -> object:
    return next((why.values["day"] for why in stretch.why if why.name == "document_ends_by"), None)


def _gap(seen: Seen, wanted: object) -> object:
    """The days that nothing will cover, if any are to be feared."""
    _known_keys(seen, wanted, GAP)
    return next((dict(s.value) for s in seen.of_kind("gap").values()), None)


def _happened(seen: Seen, wanted: object) -> object:
    """Each thing expected, if it happened by this day."""
    happened = {(e.kind, about) for e in seen.events for about in ("", subject(e))}
    names = [wanted] if isinstance(wanted, str) else wanted
    found = [name for name in names if (name.partition(" ")[0], name.partition(" ")[2]) in happened]
    return found[0] if isinstance(wanted, str) and found else found


def _not_happened(seen: Seen, wanted: object) -> object:
    names = [wanted] if isinstance(wanted, str) else wanted
    happened = _happened(seen, names)
    left = [name for name in names if name not in happened]
    return left[0] if isinstance(wanted, str) and left else left


def _on_this_day(seen: Seen, wanted: object) -> object:
    return [f"{e.kind} {subject(e)}".strip() for e in seen.events if e.on == seen.day]


def _letters(seen: Seen, wanted: object) -> object:
    """The letters that this day brings, each with its recipients."""
    todays = [e for e in seen.events if e.on == seen.day]
    look = Look(seen.case, seen.day)
    wants = letters_after(seen.case, todays)
    return {rule.letter: [t.role for t in rule.to if t.when is None or t.when.holds(look)] for _, rule in wants}


def _fees(seen: Seen) -> dict[str, dict[str, object]]:
    """Each contribution that the law asks, with whole euros as numbers."""
    known = [seen.case.fee(name) for name in seen.case.rules.fees]
    return {one.fee.name: {"state": one.state, "ground": one.ground, "amount": one.amount, "paid": one.paid} for one in known}


def _may(seen: Seen, wanted: object) -> object:
    """Of the acts expected for each role, those that it may do."""
    if not isinstance(wanted, Mapping):
        return "acts by role: {role: [act, ...]}"
    may = next((s.value["acts"] for s in seen.of_kind("may").values()), {})
    return {role: [act for act in acts if act in may.get(role, ())] for role, acts in dict(wanted).items()}


def _may_not(seen: Seen, wanted: object) -> object:
    may = _may(seen, wanted)
    if not isinstance(may, Mapping):
        return may
    return {role: [act for act in acts if act not in may[role]] for role, acts in dict(wanted).items()}


_ASKED: Mapping[str, Callable[[Seen, object], object]] = {
    "phase": _phase,
    "outcome": _outcome,
    "how": _how,
    "rights": _rights,
    "holders": _holders,
    "waits_for": _waits_for,
    "documents": _documents,
    "uncovered": lambda seen, wanted: {str(s.value["document"]): _uncovered(s.value) for s in seen.of_kind("document").values()},
    "gap": _gap,
    "happened": _happened,
    "not_happened": _not_happened,
    "on_this_day": _on_this_day,
    "letters": _letters,
    "may": _may,
    "may_not": _may_not,
    "appeals": lambda seen, wanted: {name: {"state": one.state, "late": one.late} for name, one in seen.case.appeals.items()},
    "fees": lambda seen, wanted: _fees(seen),
    "tracks": lambda seen, wanted: {name: track.outcome for name, track in seen.case.tracks.items()},
    "region": lambda seen, wanted: seen.case.region,
    "filed_on": lambda seen, wanted: seen.case.filed_on.isoformat() if seen.case.filed_on else None,
    "days_used": lambda seen, wanted: days_used(seen.case.facts, seen.day),
    "late": lambda seen, wanted: sorted(seen.case.late),
    "missing": lambda seen, wanted: [e.name for e in seen.case.missing_evidence()],
}
