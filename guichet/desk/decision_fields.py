"""What a decision says in its letter: who decided what, why in law and in fact, and how to appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guichet.desk.reminders import reminder
from guichet.engine.counting import count
from guichet.engine.look import Look
from guichet.engine.rights import rights_on
from guichet.engine.words import Entry
from guichet.law.rules import TimeLimit, Words
from guichet.people import places

if TYPE_CHECKING:
    from guichet.desk.letter_fields import LetterMaker


def of(maker: LetterMaker, entry: Entry, letter: str) -> dict[str, object]:
    """The fields of a decision as known at this entry; empty for an entry that decides nothing."""
    on = entry.on.isoformat()
    if entry.kind == "declared_inadmissible":
        return {"grounds": [ground(maker, entry)], "appeals": _appeals_of_letter(maker, letter, entry)}
    if entry.kind == "granted":
        return _granted(maker, entry)
    if entry.kind == "refused":
        no = [name for name, track in maker.case.tracks.items() if track.outcome == "no"]
        closed = [name for name, track in maker.case.tracks.items() if track.outcome == "closed"]
        decided = [e for e in maker.entries if e.kind == "objection_raised" or (e.kind == "track_decided" and e.data["outcome"] == "no")]
        return {"refused_on": on, "refusals": [_line(maker, name) for name in no], "grounds": [ground(maker, e) for e in decided],
                "appeals": _appeals(maker, no, entry), "closed": [_titled(maker, name) for name in closed]}  # fmt: skip
    if entry.kind == "track_decided":
        return {"decided_on": on, "grounds": _yes_grounds(maker, str(entry.data["track"])), "renewal": maker.rules.application == "renewal",
                "valid_until_on": maker.case.facts.get("work_authorised_until")}  # fmt: skip
    if entry.kind == "limit_passed":
        return reminder(maker, str(entry.data["limit"]))
    if entry.kind == "facts_changed":
        granted = next((e.on.isoformat() for e in reversed(maker.entries) if e.kind == "granted"), None)
        state = places.country(str(maker.case.facts.get("first_state") or ""))
        return {"first_state": dict(state.names) if state else None, "granted_on": granted,
                "first_permit_until_on": maker.case.facts.get("first_permit_until"), **_validity(maker)}  # fmt: skip
    if entry.kind == "document_issued":
        if maker.rules.documents[str(entry.data["document"])].carries_code:
            return _granted(maker, next(one for one in reversed(maker.entries) if one.kind == "granted"))
        return {"valid_until_on": entry.data.get("safe_until") or entry.data.get("valid_until"), "may_work": _may_work(maker, entry),
                "renewal_length": str(maker.rules.documents[str(entry.data["document"])].validity or "") or None}  # fmt: skip
    return {}


def _granted(maker: LetterMaker, entry: Entry) -> dict[str, object]:
    """What a decision that grants says, also where it is released later than silence granted."""
    return {"granted_on": entry.on.isoformat(), "decisions": _decisions(maker), "silent": _silent(maker, entry), "grounds": _yes_grounds(maker),
            **_validity(maker), **_code(maker, entry)}  # fmt: skip


def _titled(maker: LetterMaker, track: str) -> dict[str, object]:
    rule = maker.rules.tracks[track]
    return {"authority": dict(maker.parties.authority(rule.decided_by)), "title": dict(rule.title)}


def _line(maker: LetterMaker, track: str) -> dict[str, object]:
    on = maker.case.tracks[track].on
    return _titled(maker, track) | {"decided_on": on.isoformat() if on else ""}


def _decisions(maker: LetterMaker) -> list[dict[str, object]]:
    return [_line(maker, name) for name, track in maker.case.tracks.items() if track.outcome == "yes"]


def _silent(maker: LetterMaker, entry: Entry) -> list[dict[str, object]]:
    passed = [i for i in maker.case.instances if i.ended_by == "limit_passed"]
    if not passed:
        return []
    limit = maker.rules.time_limits[passed[0].limit]
    last = count(limit, passed[0].start, maker.rules.calendar, maker.case.pauses_of(passed[0])).due_on.isoformat()
    return [_titled(maker, name) | {"last_on": last} for name, track in maker.case.tracks.items() if track.outcome == "silent"]


def _yes_grounds(maker: LetterMaker, only: str = "") -> list[dict[str, object]]:
    """Why the tracks that said yes (or `only` one) did, in fact and in law."""
    grounds = []
    for name, track in maker.rules.tracks.items():
        words = track.reason_yes
        if words and only in ("", name) and maker.case.tracks[name].outcome in ("yes", "silent"):
            article = [maker.article(track.source)[0]] if track.source else []
            grounds.append({"text": dict(words), "article": article, "authority": dict(maker.parties.authority(track.decided_by))})
    return grounds


def ground(maker: LetterMaker, entry: Entry) -> dict[str, object]:
    """Why in law and in fact, as the act says."""
    ground = dict(entry.data.get("facts") or {}).get("ground")
    options = [o for act in maker.rules.acts.values() for f in act.asks if f.fact == "ground" for o in f.options]
    law = next((dict(o.title) for o in options if o.value == ground), None)
    text = maker.texts(entry).get("reason") or ""
    return {"text": text, "article": [law] if law else [], "authority": dict(maker.parties.authority(entry.by.role))}


def _appeals(maker: LetterMaker, tracks: list[str], entry: Entry) -> list[dict[str, object]]:
    """The appeal against each track that was refused: its own body, form and last day."""
    found = []
    for name in tracks:
        track = maker.rules.tracks[name]
        limit = maker.rules.time_limits.get(track.appeal)
        if limit and track.appeal_to:
            found.append(appeal(maker, track.decided_by, limit, (track.appeal_to, track.appeal_form), entry))
    return found


def _appeals_of_letter(maker: LetterMaker, letter: str, entry: Entry) -> list[dict[str, object]]:
    """The appeals against a letter that decides no track: the limits that its notification starts, where they name who hears it."""
    limits = [limit for limit in maker.rules.time_limits.values() if limit.appeal_to and limit.starts.subject.partition(":")[0] == letter]
    return [appeal(maker, entry.by.role, limit, (limit.appeal_to, limit.appeal_form), entry) for limit in limits]


def appeal(maker: LetterMaker, decided_by: str, limit: TimeLimit, told: tuple[Words | None, Words | None], entry: Entry) -> dict[str, object]:
    """The last day is counted from the decision: whoever is told later may have more days, never fewer (T12)."""
    last = count(limit, entry.on, maker.rules.calendar).due_on.isoformat()
    body, form = (dict(words or {}) for words in told)
    return {"authority": dict(maker.parties.authority(decided_by)), "body": body, "form": form, "last_on": last, "length": str(limit.length),
            "article": maker.article(limit.source)}  # fmt: skip


def _may_work(maker: LetterMaker, entry: Entry) -> str:
    """What the rights of that day say: a document that is renewed does not make an ended admission to work longer."""
    rights = {question: value for question, value, _ in rights_on(maker.case, Look(maker.case, entry.on))}
    return str(rights["work"]["answer"])


def _validity(maker: LetterMaker) -> dict[str, object]:
    facts = maker.case.facts
    ends = [str(facts[n]) for n in ("work_authorised_until", "stay_authorised_until", "employment_until", "first_permit_until") if facts.get(n)]
    return {"valid_from_on": facts.get("employment_from"), "valid_until_on": min(ends, default=None)}


def _code(maker: LetterMaker, entry: Entry) -> dict[str, object]:
    from guichet.desk.codes import of_case

    code = of_case(maker.id, maker.entries)
    return {"code": f"{code[:5]} {code[5:]}" if code else None}
