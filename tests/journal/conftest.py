"""A small journal, told by hand."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest

from guichet.engine.words import CLOCK, Actor, Event
from guichet.journal import roots, store

LAW = sha256(b"{}").hexdigest()
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
AGENT = Actor("work_authority", "authority:brussels", "5f0c2d5e-0000-4000-8000-000000000001")


def case(number: int) -> UUID:
    """Return the id of an invented case."""
    return UUID(int=0x0199_0000_0000_7000_8000_0000_0000_0000 + number)


def told(kind: str, on: date = date(2026, 3, 2), **data: object) -> Event:
    """Return something that an agent said, or the clock."""
    return Event(kind, CLOCK if kind == "limit_passed" else AGENT, on, data)


@pytest.fixture
def journal(db: None, tmp_path, settings) -> list[UUID]:
    """Three cases with nine entries; two roots seal eight of them, copied to a folder of the test."""
    settings.ROOTS_COPY = tmp_path / "roots"
    settings.ROOTS_COPY.mkdir()
    store.keep_bundle(LAW, "{}")
    cases = [case(number) for number in (1, 2, 3)]
    for one in cases:
        store.append(one, 0, [told("application_submitted", note="été", facts={"worker_age": 34}), told("completed")], AT, LAW)
    roots.seal(AT)
    store.append(cases[0], 2, [told("declared_admissible"), told("limit_passed", limit="decision")], AT, LAW)
    roots.seal(AT + timedelta(hours=1))
    store.append(cases[2], 2, [told("withdrawn")], AT, LAW)
    return cases
