"""A copy of the migrated template database for one test, on SQLite and on PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import get_ident
from unittest.mock import patch
from weakref import WeakSet

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg import sql

numbers = count(1)
# From the first test with a browser on, its driver runs a loop in this thread, and Django then hands out other connections than before: one
# that an earlier test opened is out of sight of `connections.close_all()`, and PostgreSQL copies no database that somebody has open.
opened: WeakSet[BaseDatabaseWrapper] = WeakSet()
connection_created.connect(lambda connection, **_: opened.add(connection), weak=False, dispatch_uid=__name__)


@dataclass(frozen=True)
class Copy:
    """Where the copy is: for Django `name`, for another process `url` (already in GUICHET_DATABASE_URL)."""

    name: str
    url: str


@contextmanager
def copied(connection: BaseDatabaseWrapper) -> Iterator[Copy]:
    """Copy the template, let every connection of this process and of its children use the copy, then drop it."""
    template = connection.settings_dict["NAME"]
    close_every_connection()
    copy = _copy_file(Path(template)) if connection.vendor == "sqlite" else _copy_on_server(connection, template)
    connection.settings_dict["NAME"] = copy.name
    try:
        with patch.dict(os.environ, {"GUICHET_DATABASE_URL": copy.url}):
            yield copy
    finally:
        close_every_connection()
        connection.settings_dict["NAME"] = template
        _drop(connection, copy)


def close_every_connection() -> None:
    """Close what this thread opened, before the browser's loop and since; a thread of its own closes its own."""
    for one in list(opened):
        if one._thread_ident == get_ident():
            one.close()


def _copy_file(template: Path) -> Copy:
    path = template.with_name(f"copy-{os.getpid()}-{next(numbers)}.sqlite3")
    with sqlite3.connect(template) as source:
        source.execute("VACUUM INTO ?", (str(path),))
    source.close()
    return Copy(str(path), f"sqlite:///{path}")


def _copy_on_server(connection: BaseDatabaseWrapper, template: str) -> Copy:
    name = f"{template}_copy_{os.getpid()}_{next(numbers)}"
    _tell_server(connection, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    values = connection.settings_dict
    return Copy(name, f"postgresql://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{name}")


def _drop(connection: BaseDatabaseWrapper, copy: Copy) -> None:
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(copy.name + ending).unlink(missing_ok=True)
    else:
        _tell_server(connection, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(copy.name)))


def _tell_server(connection: BaseDatabaseWrapper, command: sql.Composed) -> None:
    values = connection.settings_dict
    with psycopg.connect(
        host=values["HOST"], port=values["PORT"], user=values["USER"], password=values["PASSWORD"], dbname="postgres", autocommit=True
    ) as server:
        server.execute(command)
