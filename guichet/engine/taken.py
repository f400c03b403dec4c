"""What an end or a revocation takes from a file, what its annulment gives back, and whether the person was heard before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from guichet.engine.counting import ONE
from guichet.engine.limits import state_on
from guichet.engine.parts import Instance, Issued
from guichet.engine.words import Event

if TYPE_CHECKING:
    from guichet.engine.case import Case

TAKES = frozenset({"ended", "revoked"})
FROM_START, FROM_NOW = "from_start", "from_now"  # an annulment: as if it had never been, or from its own day on
EFFECTS = (FROM_START, FROM_NOW)


@dataclass(slots=True)
class Taken:
    """One end or revocation: the entries that told it, and how things stood before, by track and by document."""

    on: date
    entries: list[int] = field(default_factory=list)
    tracks: dict[str, tuple[str, date | None]] = field(default_factory=dict)
    documents: list[tuple[Issued, date | None, date | None]] = field(default_factory=list)


def take(case: Case, event: Event) -> None:
    """Folds `ended` and `revoked`: the track says so from that day on, and the documents that rest on it end on the eve."""
    name = str(event.data.get("track", ""))
    if name not in case.tracks:  # a law may end something else than an answer
        return
    taken = case.taken.get(str(event.data.get("with_track", ""))) or Taken(event.on)
    case.taken[name] = taken
    taken.entries.append(int(event.number))
    state = case.tracks[name]
    taken.tracks[name] = (state.outcome, state.on)
    state.outcome, state.on = event.kind, event.on
    state.heard, state.hearings = False, len(_hearings(case, name))
    for document in case.documents:
        if document.name in case.rules.tracks[name].documents and (document.until_on is None or document.until_on >= event.on):
            taken.documents.append((document, document.until_on, document.safe_on))
            document.until_on = document.safe_on = event.on - ONE


def give_back(case: Case, event: Event) -> None:
    """Folds `annulled`, where it names a track: what its end took stands again. An entry that undoes entries finds nothing to give."""
    taken = case.taken.get(str(event.data.get("track", "")))
    if taken is None:
        return
    case.taken = {name: other for name, other in case.taken.items() if other is not taken}
    for name, (outcome, on) in taken.tracks.items():
        case.tracks[name].outcome, case.tracks[name].on = outcome, on
    for document, until, safe in taken.documents:
        document.until_on, document.safe_on = until, safe
    if event.data.get("effect") == FROM_NOW:
        _run_again(case, taken, event)


def _run_again(case: Case, taken: Taken, event: Event) -> None:
    """Limits counted backwards from the end of what is given back run again from now on, unless what else ends them has happened since.

    One that had passed before stays passed, and a day that went by in between is not told late: nothing is told before, or twice.
    """
    for run in [one for one in case.instances if one.ended_by in TAKES and one.ended_on == taken.on]:
        limit = case.rules.time_limits[run.limit]
        over = any((end.word, end.subject) in case.happened for end in limit.ends if end.word not in TAKES)
        if limit.backwards and not over:
            number = 1 + sum(one.limit == run.limit for one in case.instances)
            case.instances.append(Instance(run.limit, number, event.on, run.start, run.request, run.first_day, list(run.extensions)))


def with_what_falls(case: Case, event: Event) -> dict[str, object]:
    """The data of an annulment that works from the start: it names the entries that no longer stand."""
    taken = case.taken.get(str(event.data.get("track", "")))
    if taken is None or event.data.get("effect") != FROM_START or "falls" in event.data or not all(taken.entries):
        return dict(event.data)
    return dict(event.data) | {"falls": list(taken.entries)}


def hear(case: Case, event: Event) -> None:
    """Folds `heard`: the person answered, or the authority wrote down why it does not hear them."""
    if event.data.get("track") in case.tracks:
        case.tracks[str(event.data["track"])].heard = True


def hearing(case: Case, name: str, day: date) -> str:
    """Was the person heard on this question? "none", "running" while they may still answer, "over" once they did or the time has passed."""
    runs = _hearings(case, name)[case.tracks[name].hearings :]
    if runs and runs[-1].ended_on is None:
        return "over" if state_on(case, runs[-1], day) == "passed" else "running"
    return "over" if case.tracks[name].heard else "none"


def _hearings(case: Case, name: str) -> list:
    limit = case.rules.tracks[name].hearing
    return [run for run in case.instances if run.limit == limit]
