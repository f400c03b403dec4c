"""Names that are never given twice: UUID of version 7 (RFC 9562), and how a case number is read."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID


def uuid7(at: datetime) -> UUID:
    """A new UUID of version 7: 48 bits of the instant in milliseconds, then random bits. Its time is for sorting, never for the law."""
    stamp = int(at.timestamp() * 1000)
    value = (stamp & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def as_uuid(text: str) -> UUID | None:
    """The UUID that a form or an address brought; None for anything else."""
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def plain_number(text: str) -> str:
    """What a person typed or an address brought, without spaces and dashes, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())
