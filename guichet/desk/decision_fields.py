"""What a decision says in its letter: who decided what, why in law and in fact, and how to appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guichet.engine.counting import count
from guichet.engine.words import Entry

if TYPE_CHECKING:
    from guichet.desk.letter_fields import LetterMaker


def of(maker: LetterMaker, entry: Entry) -> dict[str, object]:
    """The fields of a decision as known at this entry; empty for an entry that decides nothing."""
    on = entry.on.isoformat()
    if entry.kind == "declared_inadmissible":
        return {"grounds": [_ground(maker, entry)], "appeals": _appeals(maker, [_track_of(maker, entry.by.role)], entry)}
    if entry.kind == "granted":
        return {"granted_on": on, "decisions": _decisions(maker), "silent": _silent(maker, entry), "grounds": _yes_grounds(maker),
                **_validity(maker), **_code(maker, entry)}  # fmt: skip
    if entry.kind == "refused":
        no = [name for name, track in maker.case.tracks.items() if track.outcome == "no"]
        closed = [name for name, track in maker.case.tracks.items() if track.outcome == "closed"]
        decided = [e for e in maker.entries if e.kind == "track_decided" and e.data["outcome"] == "no"]
        return {"refused_on": on, "refusals": [_line(maker, name) for name in no], "grounds": [_ground(maker, e) for e in decided],
                "appeals": _appeals(maker, no, entry), "closed": [_titled(maker, name) for name in closed]}  # fmt: skip
    if entry.kind == "document_issued":
        return {"valid_until_on": entry.data.get("safe_until") or entry.data.get("valid_until"), "may_work": "yes",
                "renewal_length": str(maker.rules.documents[str(entry.data["document"])].validity or "") or None}  # fmt: skip
    return {}


def _titled(maker: LetterMaker, track: str) -> dict[str, object]:
    rule = maker.rules.tracks[track]
    return {"authority": dict(maker.authority(rule.decided_by)), "title": dict(rule.title)}


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


def _yes_grounds(maker: LetterMaker) -> list[dict[str, object]]:
    grounds = []
    for name, track in maker.rules.tracks.items():
        words = track.reason_yes
        if words and maker.case.tracks[name].outcome in ("yes", "silent"):
            article = [maker._article(track.source)[0]] if track.source else []
            grounds.append({"text": dict(words), "article": article, "authority": dict(maker.authority(track.decided_by))})
    return grounds


def _ground(maker: LetterMaker, entry: Entry) -> dict[str, object]:
    ground = dict(entry.data.get("facts") or {}).get("ground")
    options = [o for act in maker.rules.acts.values() for f in act.asks if f.fact == "ground" for o in f.options]
    law = next((dict(o.title) for o in options if o.value == ground), None)
    text = maker.texts(entry).get("reason") or ""
    return {"text": text, "article": [law] if law else [], "authority": dict(maker.authority(entry.by.role))}


def _appeals(maker: LetterMaker, tracks: list[str], entry: Entry) -> list[dict[str, object]]:
    appeals = []
    for name in tracks:
        track = maker.rules.tracks.get(name)
        limit = maker.rules.time_limits.get(track.appeal) if track else None
        if track is None or limit is None or not track.appeal_to:
            continue
        last = count(limit, entry.on, maker.rules.calendar).due_on.isoformat()
        appeals.append({"authority": dict(maker.authority(track.decided_by)), "body": dict(track.appeal_to), "form": dict(track.appeal_form or {}),
                        "last_on": last, "length": str(limit.length), "article": maker._article(limit.source)})  # fmt: skip
    return appeals


def _track_of(maker: LetterMaker, role: str) -> str:
    return next((name for name, track in maker.rules.tracks.items() if track.decided_by == role), "")


def _validity(maker: LetterMaker) -> dict[str, object]:
    facts = maker.case.facts
    ends = [str(facts[n]) for n in ("work_authorised_until", "stay_authorised_until", "employment_until", "first_permit_until") if facts.get(n)]
    return {"valid_from_on": facts.get("employment_from"), "valid_until_on": min(ends, default=None)}


def _code(maker: LetterMaker, entry: Entry) -> dict[str, object]:
    from guichet.desk.codes import of_case

    code = of_case(maker.id, maker.entries)
    return {"code": f"{code[:5]} {code[5:]}" if code else None}
