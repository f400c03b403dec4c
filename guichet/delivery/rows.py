"""One row of the outbox, as it is put and as it is claimed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from guichet.delivery.instants import told

COLUMNS = "id, case_id, kind, key, due_at, tries, data, reason, place"


@dataclass(frozen=True, slots=True)
class NewRow:
    """One thing to be done. `key` is unique in its case; rows of one case and lane are done in the order they were put."""

    id: UUID
    case: UUID
    kind: str  # "letter" | "send" | "mail" | "join"
    key: str
    due_at: datetime
    data: Mapping[str, object] = field(default_factory=dict)
    lane: str = ""  # "" is the kind itself


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One row as a worker or the page of failures gets it; `tries` counts the one under way."""

    id: str
    case: UUID
    kind: str
    key: str
    due_at: datetime
    tries: int
    data: Mapping[str, object]
    reason: str = ""
    place: int = 0


def marks(values: Sequence[object]) -> str:
    """The placeholders of a list in a statement."""
    return ", ".join(["%s"] * len(values))


def key_of(row_id: str | UUID) -> str:
    """The id as both databases take it."""
    return UUID(str(row_id)).hex


def row_of(values: Sequence[object]) -> OutboxRow:
    """What a statement that asked for COLUMNS returned."""
    row_id, case, kind, key, due_at, tries, data, reason, place = values
    return OutboxRow(str(UUID(str(row_id))), UUID(str(case)), kind, key, told(due_at), tries, json.loads(data), reason, place)
