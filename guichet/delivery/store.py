"""The outbox: what a transaction leaves to be done, claimed in batches, done once, tried again later, never lost from sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import orjson
from django.db import connection, transaction

from guichet import database
from guichet.delivery.instants import kept
from guichet.delivery.rows import COLUMNS, NewRow, OutboxRow, key_of, marks, row_of

__all__ = ["NewRow", "OutboxRow", "claim", "delay", "done", "failed", "put", "replay"]

LEASE = timedelta(minutes=2)  # a worker that is killed gives its rows back after this
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=6)
MOST_TRIES = 12  # about two days with the delays above

_PUT = """INSERT INTO delivery_outbox (case_id, id, kind, key, lane, place, state, tries, due_at, leased_until, ended_at, reason, data)
    VALUES (%s, %s, %s, %s, %s, (SELECT COALESCE(MAX(place), 0) + 1 FROM delivery_outbox WHERE case_id = %s), 'waiting', 0, %s, '', '', '', %s)
    ON CONFLICT (case_id, key) DO NOTHING"""
_CLAIM = """WITH picked AS (
    SELECT o.case_id, o.id FROM delivery_outbox o
    WHERE o.state = 'waiting' AND o.kind IN ({kinds}) AND o.due_at <= %s AND o.leased_until <= %s
      AND NOT EXISTS (SELECT 1 FROM delivery_outbox e
                      WHERE e.case_id = o.case_id AND e.lane = o.lane AND e.state = 'waiting' AND (e.place, e.id) < (o.place, o.id))
    ORDER BY o.due_at, o.place LIMIT %s {locked})
    UPDATE delivery_outbox SET leased_until = %s, tries = tries + 1
    WHERE (case_id, id) IN (SELECT case_id, id FROM picked) RETURNING {columns}"""
_THIS = "state = 'waiting' AND case_id = %s AND id = %s"
_TRIED = f"""INSERT INTO delivery_attempts (case_id, row_id, number, kind, ended_at, delivered, reason)
    SELECT o.case_id, o.id, (SELECT COALESCE(MAX(a.number), 0) + 1 FROM delivery_attempts a WHERE a.case_id = o.case_id AND a.row_id = o.id),
        o.kind, %s, %s, %s FROM delivery_outbox o WHERE {_THIS}"""  # noqa: S608 - words of our own
_DONE = f"UPDATE delivery_outbox SET state = 'done', ended_at = %s, leased_until = '', reason = '' WHERE {_THIS}"  # noqa: S608
_TRIES = f"SELECT tries FROM delivery_outbox WHERE {_THIS}"  # noqa: S608
_LATER = f"UPDATE delivery_outbox SET due_at = %s, leased_until = '', reason = %s WHERE {_THIS}"  # noqa: S608
_FAILED = f"UPDATE delivery_outbox SET state = 'failed', ended_at = %s, leased_until = '', reason = %s WHERE {_THIS}"  # noqa: S608
_REPLAY = "UPDATE delivery_outbox SET state = 'waiting', due_at = %s, ended_at = '', tries = 0 WHERE state = 'failed' AND id = %s"


def put(rows: Iterable[NewRow]) -> None:
    """Leave rows in the transaction of the caller. A key that the case already has is passed over: exactly once."""
    for row in rows:
        data = orjson.dumps(dict(row.data), option=orjson.OPT_SORT_KEYS).decode()
        lane = row.lane or row.kind
        database.execute(_PUT, [row.case.hex, row.id.hex, row.kind, row.key, lane, row.case.hex, kept(row.due_at), data])


def claim(kinds: Sequence[str], limit: int, now: datetime, lease: timedelta = LEASE) -> list[OutboxRow]:
    """Take up to `limit` rows that are due, at most one of each case and lane; nobody else gets them before the lease ends."""
    sql = _CLAIM.format(kinds=marks(kinds), columns=COLUMNS, locked="FOR UPDATE OF o SKIP LOCKED" if _skips_locked() else "")
    moment = kept(now)
    with transaction.atomic():
        rows = [row_of(values) for values in database.rows(sql, [*kinds, moment, moment, limit, kept(now + lease)])]
    return sorted(rows, key=lambda row: (row.due_at, row.place, row.id))


def done(row: OutboxRow, at: datetime) -> None:
    """This row is done; saying it twice changes nothing."""
    this = row.case.hex, key_of(row.id)
    with transaction.atomic():
        database.execute(_TRIED, [kept(at), True, "", *this])
        database.execute(_DONE, [kept(at), *this])


def failed(row: OutboxRow, at: datetime, reason: str, retry: bool = True) -> None:
    """This try failed: again after a growing delay; after the last try, or without `retry`, the row stays visible as failed."""
    this, moment = (row.case.hex, key_of(row.id)), kept(at)
    with transaction.atomic():
        found = database.row(_TRIES, this)
        if found is None:
            return
        database.execute(_TRIED, [moment, False, reason, *this])
        if retry and found[0] < MOST_TRIES:
            database.execute(_LATER, [kept(at + delay(found[0])), reason, *this])
        else:
            database.execute(_FAILED, [moment, reason, *this])


def delay(tries: int) -> timedelta:
    """How long to wait after the n-th try that failed: four times as long each time, up to six hours."""
    return min(FIRST_DELAY * 4 ** min(max(tries - 1, 0), 10), LONGEST_DELAY)


def replay(row_id: str | UUID, at: datetime) -> bool:
    """Let a failed row be tried again from the beginning; False when it is not failed."""
    with transaction.atomic():
        return database.execute(_REPLAY, [kept(at), key_of(row_id)]).rowcount == 1


def _skips_locked() -> bool:
    return connection.features.has_select_for_update_skip_locked
