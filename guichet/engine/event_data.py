"""What an act makes of its command: the data that its event carries, as plain facts and references."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from guichet.engine.appeals import data_of_lodging, data_of_outcome
from guichet.engine.case import Case
from guichet.engine.fees import data_of_recording
from guichet.engine.limits import counted
from guichet.engine.opinions import data_of_asking, data_of_giving
from guichet.engine.parts import Request
from guichet.engine.refusals import BadAnswer, NotAllowedNow
from guichet.engine.taken import TAKES
from guichet.engine.words import Command
from guichet.law.rules import Act


def data_of(case: Case, act: Act, command: Command) -> dict[str, object]:
    """What the event carries: the fixed words of the act, the facts given, references to what lies in the vault."""
    data: dict[str, object] = dict(act.fixed)
    for key in ("facts", "texts", "answers", "digests", "bodies", "persons", "competence", "check", "prepares", "prepared", "changed"):
        if command.data.get(key):
            data[key] = command.data[key]
    if command.data.get("late_reason"):
        data["late_reason"] = command.data["late_reason"]
    if act.evidence == "attach" and command.data.get("evidence"):
        data["evidence"] = _attached(case, act, command)
    data.update(_MORE.get(act.says, _nothing)(case, act, command))
    return data


def _attached(case: Case, act: Act, command: Command) -> dict[str, list[str]]:
    """The pieces that came along with the act, each of them one that may."""
    pieces = {str(name): list(refs) for name, refs in dict(command.data["evidence"]).items()}
    may = {e.name for e in case.rules.evidence.values() if act.name in e.with_acts and e.given_by == command.by.role}
    if set(pieces) - may:
        raise BadAnswer("not_yours_to_give", {"field": "evidence", "evidence": sorted(set(pieces) - may)[0]})
    return pieces


def _nothing(case: Case, act: Act, command: Command) -> dict[str, object]:
    return {}


def _asked(case: Case, act: Act, command: Command) -> dict[str, object]:
    asked = command.data.get("asked") or []
    known = {e.name for e in case.needed_evidence()}
    if not asked:
        raise BadAnswer("choose_evidence", {"field": "evidence"})
    if not isinstance(asked, Sequence) or set(asked) - known:
        raise BadAnswer("unknown_evidence", {"field": "evidence", "evidence": sorted(set(asked) - known)})
    return {"asked": [name for name in case.rules.evidence if name in asked], "request": str(command.id)}


def _given(case: Case, act: Act, command: Command) -> dict[str, object]:
    pieces = command.data.get("evidence")
    if not isinstance(pieces, Mapping) or not pieces:
        raise BadAnswer("no_file", {"field": "evidence"})
    for name in pieces:
        evidence = case.rules.evidence.get(name)
        if evidence is None or evidence.given_by != command.by.role:
            raise BadAnswer("not_yours_to_give", {"field": "evidence", "evidence": name})
    data: dict[str, object] = {"evidence": {name: list(refs) for name, refs in pieces.items()}}
    if act.evidence != "open_request":
        return data
    return data | _answering(case, command, set(pieces))


def _answering(case: Case, command: Command, given: set[str]) -> dict[str, object]:
    requests = [r for r in asked_of(case, command.by.role) if given & set(r.outstanding)]
    if not requests:
        raise NotAllowedNow("nothing_asked", {})
    request = requests[0]
    instance = next(i for i in case.instances if i.request == request.id)
    late = command.on > counted(case, instance).due_on
    return {"request": request.id, "complete": not set(request.outstanding) - given, "late": late}


def asked_of(case: Case, role: str) -> list[Request]:
    """The open requests of which a piece is for this role to give."""
    mine = {e.name for e in case.rules.evidence.values() if e.given_by == role}
    return [r for r in case.open_requests() if mine & set(r.outstanding)]


def _submission(case: Case, act: Act, command: Command) -> dict[str, object]:
    return {
        "procedure": case.rules.procedure, "application": case.rules.application, "region": case.rules.region,
        "evidence": {name: list(refs) for name, refs in dict(command.data.get("evidence") or {}).items()},
        **({"renews": str(command.data.get("renews") or "")} if case.rules.based_on else {}),
        **({"taken_over": dict(command.data["taken_over"])} if command.data.get("taken_over") else {}),
    }  # fmt: skip


def _sending_on(case: Case, act: Act, command: Command) -> dict[str, object]:
    region = str(dict(command.data.get("facts") or {}).get("to_region", ""))
    if not region or region == case.region:
        raise BadAnswer("same_region", {"field": "to_region"})
    return {"region": region, "from_region": case.region}


def _entering(case: Case, act: Act, command: Command) -> dict[str, object]:
    entered = dict(command.data.get("facts") or {}).get("entered_on")
    if entered and str(entered) > command.on.isoformat():
        raise BadAnswer("day_in_the_future", {"field": "entered_on", "today": command.on.isoformat()})
    return {}


def _assigning(case: Case, act: Act, command: Command) -> dict[str, object]:
    """A body takes the file; a municipality may also pass it on to the one where the worker lives now."""
    moved_to = dict(command.data.get("facts") or {}).get("residence_municipality")
    if not moved_to:
        return {"body": command.by.body}
    if f"municipality:{moved_to}" == command.by.body:
        raise BadAnswer("same_municipality", {"field": next(field.name for field in act.asks if field.fact == "residence_municipality")})
    return {"body": f"municipality:{moved_to}"}


def _changing(case: Case, act: Act, command: Command) -> dict[str, object]:
    """Who announces a change of answers changes at least one; what is the same as before is no change."""
    asked = [field for field in act.asks if field.fact]
    if not asked:
        return {}
    facts = {name: value for name, value in dict(command.data.get("facts") or {}).items() if value != case.facts.get(name)}
    if not facts and not command.data.get("changed"):
        raise BadAnswer("nothing_changed", {"field": asked[0].name})
    return {"facts": facts} if facts else {}


def _taking(case: Case, act: Act, command: Command) -> dict[str, object]:
    """What has ended already cannot be ended or taken back once more."""
    track = case.tracks[str(act.fixed["track"])]
    if track.outcome in TAKES:
        raise NotAllowedNow("taken_already", {"on": track.on.isoformat() if track.on else ""})
    return {}


def _annulling(case: Case, act: Act, command: Command) -> dict[str, object]:
    if str(act.fixed["track"]) not in case.taken:
        raise NotAllowedNow("nothing_to_annul", {})
    return {}


_MORE: Mapping[str, Callable[[Case, Act, Command], Mapping[str, object]]] = {
    "application_submitted": _submission,
    "declared_incomplete": _asked,
    "evidence_requested": _asked,
    "evidence_received": _given,
    "fee_recorded": data_of_recording,
    "opinion_requested": data_of_asking,
    "opinion_given": data_of_giving,
    "sent_on": _sending_on,
    "entered": _entering,
    "arrival_registered": _entering,
    "assigned": _assigning,
    "facts_changed": _changing,
    "ended": _taking,
    "revoked": _taking,
    "annulled": _annulling,
    "appeal_lodged": data_of_lodging,
    "appeal_decided": data_of_outcome,
    "document_delivered": lambda case, act, command: {"copy": case.copies.get(str(act.fixed["document"]), 0) + 1},
}
