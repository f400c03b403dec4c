"""Plain statements on the database of this process: what the rooms run dozens of times for one act, without the wrapping that the ORM needs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from threading import local
from typing import Protocol

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple
_here = local()


class Cursor(Protocol):
    """What both databases give back."""

    rowcount: int

    def fetchone(self) -> Row | None: ...
    def fetchall(self) -> list[Row]: ...


def execute(statement: str, values: Sequence[object] = ()) -> Cursor:
    """Run one statement with its values (each a %s), in the transaction under way, and return its cursor. Raises the errors of django.db."""
    its = connection()
    if _is_watched(its):
        cursor = its.cursor()
        cursor.execute(statement, values)
        return cursor
    try:
        return its.connection.execute(_marked(statement) if its.vendor == "sqlite" else statement, values)
    except Exception:
        with its.wrap_database_errors:
            raise


def execute_each(statement: str, values: Sequence[Sequence[object]]) -> None:
    """Run one statement for each of several rows of values: for a few rows it costs less than one statement that names them all."""
    its = connection()
    if its.vendor != "sqlite" or _is_watched(its):
        its.cursor().executemany(statement, values)
        return
    try:
        its.connection.executemany(_marked(statement), values)
    except Exception:
        with its.wrap_database_errors:
            raise


def rows(statement: str, values: Sequence[object] = ()) -> list[Row]:
    """All rows that a question finds."""
    return execute(statement, values).fetchall()


def row(statement: str, values: Sequence[object] = ()) -> Row | None:
    """The first row that a question finds, None if there is none."""
    return execute(statement, values).fetchone()


def connection() -> BaseDatabaseWrapper:
    """The connection of this thread, found once: to ask Django for it costs as much as a small question."""
    try:
        return _here.connection
    except AttributeError:
        _here.connection = connections[DEFAULT_DB_ALIAS]
        return _here.connection


def _is_watched(its: BaseDatabaseWrapper) -> bool:
    """Is it not open yet, or is somebody watching? Then Django's own cursor does it."""
    return its.connection is None or bool(its.execute_wrappers) or its.force_debug_cursor


@lru_cache(maxsize=1024)
def _marked(statement: str) -> str:
    """SQLite writes the place of a value with a question mark; our statements hold no percent sign of their own."""
    return statement.replace("%s", "?")
