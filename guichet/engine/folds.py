"""What each event word leaves behind in a case, beside its facts, limits and phase: one function for each word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from guichet.engine import appeals, fees, opinions, taken
from guichet.engine.counting import ONE
from guichet.engine.facts import day_of
from guichet.engine.parts import Issued, Request
from guichet.engine.tracks import WAITING, closed
from guichet.engine.words import Event
from guichet.law.rules import Length

if TYPE_CHECKING:
    from guichet.engine.case import Case

EXPECTED = "expected_municipality"  # a general role, as `municipality` is


def _submitted(case: Case, event: Event) -> None:
    case.filed_on = event.on
    case.facts.update(event.data.get("facts") or {})
    case.bodies.update(event.data.get("bodies") or {})
    case.persons.update(event.data.get("persons") or {})
    _expected(case, event)


def receive(case: Case, event: Event) -> None:
    """Folds the pieces of evidence that came with an event of any kind."""
    pieces = event.data.get("evidence") or {}
    for name, refs in dict(pieces).items():
        case.evidence[name] = event.on
        case.files.setdefault(name, []).extend(refs)
        if event.data.get("late"):
            case.late.add(name)
    request = case.requests.get(str(event.data.get("request", "")))
    if request:
        request.received.update({name: event.on for name in pieces if name in request.asked})
        if not request.outstanding and request.answered_on is None:
            request.answered_on = event.on


def _requested(case: Case, event: Event) -> None:
    data = event.data
    request = str(data.get("request", ""))
    case.requests[request] = Request(request, event.by.role, str(data.get("limit", "")), event.on, tuple(data.get("asked") or ()))


def _decided(case: Case, event: Event) -> None:
    track = case.tracks[str(event.data["track"])]
    yes = "silent" if event.data.get("how") == "silence" else "yes"
    track.outcome, track.on = yes if event.data["outcome"] == "yes" else "no", event.on


def _objected(case: Case, event: Event) -> None:
    """Who objects answers no to the question that a notification leaves open."""
    track = case.tracks.get(str(event.data.get("track", "")))
    if track:
        track.outcome, track.on = "no", event.on


def _concluded(case: Case, event: Event) -> None:
    case.concluded = True
    for name, track in case.tracks.items():
        if track.outcome not in ("open", WAITING):
            continue
        if event.kind == "granted":
            track.outcome, track.on = "silent", event.on
        elif closed(case, name, event.kind == "withdrawn"):
            track.outcome, track.on = "closed", event.on


def _sent_on(case: Case, event: Event) -> None:
    case.region = str(event.data.get("region", case.region))
    case.bodies.update(event.data.get("bodies") or {})


def _issued(case: Case, event: Event) -> None:
    document = case.rules.documents[str(event.data["document"])]
    until, safe = day_of(event.data.get("valid_until")), day_of(event.data.get("safe_until"))
    begins = day_of(event.data.get("valid_from")) or event.on
    before = next((d for d in reversed(case.documents) if d.name == document.name), None)
    ended = before.until_on if before else day_of(case.facts.get(document.renews)) if document.renews else None
    gap = ended + ONE if ended and ended + ONE < begins else None
    case.documents.append(Issued(document.name, begins, until, safe or until, gap, str(event.data.get("ends_by", ""))))
    case.copies[document.name] = 0


def _delivered(case: Case, event: Event) -> None:
    name = str(event.data["document"])
    case.copies[name] = case.copies.get(name, 0) + 1


def _expected(case: Case, event: Event) -> None:
    """Until a municipality takes the file over, the one where the worker says they will live expects them."""
    nis = dict(event.data.get("facts") or {}).get("residence_municipality")
    if nis and "municipality" not in case.bodies:
        case.bodies["municipality" if case.rules.resident else EXPECTED] = f"municipality:{nis}"


def _changed(case: Case, event: Event) -> None:
    """Another post or another commune is then the one that waits for the worker."""
    post = dict(event.data.get("facts") or {}).get("post")
    if post:
        case.bodies["post"] = f"post:{post}"
    _expected(case, event)


def _assigned(case: Case, event: Event) -> None:
    case.bodies[str(event.data.get("role"))] = str(event.data.get("body"))
    if "municipality" in case.bodies:
        case.bodies.pop(EXPECTED, None)


def _limit_extended(case: Case, event: Event) -> None:
    for instance in case.instances:
        if instance.limit == event.data.get("limit") and instance.ended_on is None:
            number, _, unit = str(event.data["length"]).partition(" ")
            instance.extensions.append(Length(int(number), unit.rstrip("s") + "s"))


def _limit_passed(case: Case, event: Event) -> None:
    for instance in case.instances:
        if f"{instance.limit}#{instance.number}" == event.data.get("instance"):
            instance.ended_on, instance.ended_by = event.on, event.kind


FOLDS: Mapping[str, Callable[[Case, Event], None]] = {
    "application_submitted": _submitted,
    "declared_incomplete": _requested,
    "evidence_requested": _requested,
    "opinion_requested": opinions.ask,
    "opinion_given": opinions.give,
    "objection_raised": _objected,
    "fee_recorded": fees.record,
    "track_decided": _decided,
    "granted": _concluded,
    "refused": _concluded,
    "withdrawn": _concluded,
    "sent_on": _sent_on,
    "document_issued": _issued,
    "document_delivered": _delivered,
    "assigned": _assigned,
    "facts_changed": _changed,
    "limit_extended": _limit_extended,
    "limit_passed": _limit_passed,
    "ended": taken.take,
    "revoked": taken.take,
    "annulled": taken.give_back,
    "heard": taken.hear,
    "appeal_lodged": appeals.lodge,
    "appeal_decided": appeals.judge,
}
