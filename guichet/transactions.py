"""A transaction of its own on SQLite, without the detours of the ORM (docs/decisions/0233)."""

from __future__ import annotations

from threading import local
from types import TracebackType

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import Atomic, atomic

from guichet import database

_here = local()


def opened() -> dict[object, object] | None:
    """What the Transaction under way has opened already, by its key, and need not open again; None outside of one."""
    return getattr(_here, "opened", None)


class Transaction:
    """The same as `atomic()`. Where something surrounds it, somebody watches, or the database is another one, it is Django's own."""

    def __enter__(self) -> None:
        self._begin()
        _here.opened = {}

    def _begin(self) -> None:
        self._ours: BaseDatabaseWrapper | None = None
        connection = database.connection()
        if not _is_free(connection):
            self._atomic: Atomic = atomic()
            self._atomic.__enter__()
            return
        try:
            connection.connection.execute(f"BEGIN {connection.transaction_mode or 'DEFERRED'}")
        except Exception:
            with connection.wrap_database_errors:
                raise
        self._ours = connection
        connection.autocommit, connection.in_atomic_block, connection.commit_on_exit, connection.needs_rollback = False, True, True, False

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        _here.opened = None
        connection = self._ours
        if connection is None:
            self._atomic.__exit__(kind, error, trace)
            return
        keeps = kind is None and not connection.needs_rollback
        connection.in_atomic_block, connection.needs_rollback = False, False
        if connection.closed_in_transaction:  # the database has taken everything back
            connection.connection = None
            return
        try:
            connection.connection.execute("COMMIT" if keeps else "ROLLBACK")
        except Exception:
            connection.rollback()
            with connection.wrap_database_errors:
                raise
        finally:
            connection.autocommit = True
        if keeps:
            connection.run_and_clear_commit_hooks()
        else:
            connection.run_on_commit = []


def _is_free(connection: BaseDatabaseWrapper) -> bool:
    """Is it SQLite, open, in no transaction, and watched by nobody?"""
    if connection.vendor != "sqlite" or connection.connection is None or connection.in_atomic_block or not connection.autocommit:
        return False
    return not (connection.execute_wrappers or connection.force_debug_cursor)
