"""Instants as the outbox keeps them: text in UTC with six digits and Z, so that both databases sort and compare them alike."""

from __future__ import annotations

from datetime import datetime

from guichet.engine.facts import moment


def kept(at: datetime) -> str:
    """The instant as text. Raises ValueError for one that does not say its time zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} does not say its time zone.")
    return moment(at)


def told(text: str) -> datetime | None:
    """The instant of a kept text; None for the empty one."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z") if text else None
