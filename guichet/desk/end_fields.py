"""What a letter says of a right that ended, was taken back or was restored, of an invitation to be heard, and of more time to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guichet.desk.decision_fields import appeal, ground
from guichet.engine.counting import ONE, count
from guichet.engine.limits import counted
from guichet.engine.taken import FROM_START, TAKES, Taken
from guichet.engine.words import Entry
from guichet.law.rules import TimeLimit

if TYPE_CHECKING:
    from guichet.desk.letter_fields import LetterMaker


def of(maker: LetterMaker, entry: Entry, letter: str) -> dict[str, object]:
    """The fields as known at this entry; empty for an entry of another kind."""
    on = entry.on.isoformat()
    if entry.kind in TAKES:
        return _taken(maker, entry, letter)
    if entry.kind == "annulled":
        return {"restored_on": on, "from_start": entry.data.get("effect") == FROM_START, "note": maker.texts(entry).get("reason")}
    if entry.kind == "limit_extended":
        return {"extended_on": on, "due_length": str(entry.data["length"]), "decision_due_on": _due(maker, str(entry.data["limit"])),
                "authority": dict(maker.parties.authority(entry.by.role)), "note": maker.texts(entry).get("reason")}  # fmt: skip
    limit = _begun_by(maker, letter)
    if entry.kind == "facts_changed" and maker.case.taken and limit is None:
        taken = max(maker.case.taken.values(), key=lambda one: one.on)
        return {"ended_on": taken.on.isoformat(), "ended_documents": _documents(maker, taken)}
    if entry.kind == "facts_changed" and limit:
        return {"due_on": count(limit, entry.on, maker.rules.calendar).due_on.isoformat(), "due_length": str(limit.length)}
    return {}


def _taken(maker: LetterMaker, entry: Entry, letter: str) -> dict[str, object]:
    track = str(entry.data["track"])
    taken = maker.case.taken.get(track)
    found = {"ended_on": entry.on.isoformat(), "ended_documents": _documents(maker, taken) if taken else []}
    if entry.data.get("how") == "silence":
        return found | {"last_day_on": (entry.on - ONE).isoformat()}
    rule, limit = maker.rules.tracks[track], _begun_by(maker, letter)
    told = (rule.appeal_to, rule.appeal_form)
    return found | {
        "taken_back": entry.kind == "revoked", "grounds": [ground(maker, entry)], "new_employer_until_on": _ending(maker),
        "appeals": [appeal(maker, entry.by.role, limit, told, entry)] if limit else [],
        "last_day_on": dict(entry.data.get("facts") or {}).get("work_ended_on"),
    }  # fmt: skip


def _documents(maker: LetterMaker, taken: Taken) -> list[dict[str, object]]:
    return [{"title": dict(maker.rules.documents[document.name].title)} for document, *_ in taken.documents]


def _begun_by(maker: LetterMaker, letter: str) -> TimeLimit | None:
    """The time limit that runs from the notification of this letter."""
    limits = maker.rules.time_limits.values()
    return next((one for one in limits if one.starts.word == "notified" and one.starts.subject.partition(":")[0] == letter), None)


def _due(maker: LetterMaker, limit: str) -> str | None:
    """Where a limit ends now; None while it is paused: it then has no date (T7)."""
    run = next((i for i in reversed(maker.case.instances) if i.limit == limit and i.ended_on is None), None)
    return counted(maker.case, run).due_on.isoformat() if run and not maker.case.open_requests() else None


def _ending(maker: LetterMaker) -> str | None:
    """The last day of a limit of the person whose passing ends a right."""
    limits = (one for one in maker.rules.time_limits.values() if one.passing.partition(" ")[0] in TAKES)
    return next((due for one in limits if (due := _due(maker, one.name))), None)
