"""What an event is about, and whether a pattern of the law file means it."""

from __future__ import annotations

from guichet.engine.words import Event
from guichet.law.rules import Pattern


def subject(event: Event) -> str:
    """The subject of an event, as patterns of the law name it: "annex_46", "work:yes", "complete" ..."""
    data = event.data
    match event.kind:
        case "document_issued" | "document_delivered":
            return str(data.get("document", ""))
        case "track_decided":
            return f"{data.get('track')}:{data.get('outcome')}"
        case "granted" | "refused":
            return str(data.get("how", ""))
        case "limit_passed" | "limit_extended" | "evidence_requested":
            return str(data.get("limit", ""))
        case "evidence_received":
            return "unasked" if not data.get("request") else "complete" if data.get("complete") else "partial"
        case "notified":
            return f"{data.get('letter')}:{data.get('to')}"
        case "ended" | "revoked" | "heard":
            return f"{data.get('track')}:{data['how']}" if data.get("how") else str(data.get("track", ""))
        case "annulled":
            return str(data.get("track", ""))
        case "appeal_lodged":
            return str(data.get("limit", ""))
        case "appeal_decided":
            return f"{data.get('limit')}:{data.get('outcome')}"
        case "letter_made":
            return str(data.get("letter", ""))
        case "facts_changed":
            return str(data.get("about", ""))
        case "assigned":
            return str(data.get("role", ""))
        case _:
            return ""


def means(pattern: Pattern, event: Event) -> bool:
    """Does the law mean this event?"""
    return pattern.word == event.kind and (not pattern.subject or pattern.subject == subject(event))
