"""What an event is about, and whether a pattern of the law file means it."""

from __future__ import annotations

from collections.abc import Mapping

from guichet.engine.words import Event
from guichet.law.rules import Pattern

ABOUT: Mapping[str, str] = {  # word -> what of its data says what it is about
    **dict.fromkeys(("document_issued", "document_delivered"), "document"),
    **dict.fromkeys(("granted", "refused"), "how"),
    **dict.fromkeys(("limit_passed", "limit_extended", "evidence_requested", "appeal_lodged"), "limit"),
    "objection_raised": "track",
    **dict.fromkeys(("opinion_requested", "opinion_given"), "role"),
    "letter_made": "letter",
    "facts_changed": "about",
    "assigned": "role",
}
PAIRS: Mapping[str, tuple[str, str]] = {"track_decided": ("track", "outcome"), "notified": ("letter", "to"), "appeal_decided": ("limit", "outcome"),
                                          "fee_recorded": ("fee", "how")}  # fmt: skip
ENDINGS = frozenset({"ended", "revoked", "annulled", "heard"})


def subject(event: Event) -> str:
    """The subject of an event, as patterns of the law name it: "annex_46", "work:yes", "complete" ..."""
    data, kind = event.data, event.kind
    if kind in ABOUT:
        return str(data.get(ABOUT[kind], ""))
    if kind in PAIRS:
        first, second = PAIRS[kind]
        return f"{data.get(first)}:{data.get(second)}"
    if kind in ENDINGS:
        return f"{data.get('track')}:{data['how']}" if data.get("how") else str(data.get("track", ""))
    if kind == "evidence_received":
        return "unasked" if not data.get("request") else "complete" if data.get("complete") else "partial"
    return ""


def means(pattern: Pattern, event: Event) -> bool:
    """Does the law mean this event?"""
    return pattern.word == event.kind and (not pattern.subject or pattern.subject == subject(event))
