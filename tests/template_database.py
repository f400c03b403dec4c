"""A copy of the migrated template database for one test, on SQLite and on PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unittest.mock import patch

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

numbers = count(1)


@dataclass(frozen=True)
class Copy:
    """Where the copy is: for Django `name`, for another process `url` (already in GUICHET_DATABASE_URL)."""

    name: str
    url: str


@contextmanager
def copied(connection: BaseDatabaseWrapper) -> Iterator[Copy]:
    """Copy the template, let every connection of this process and of its children use the copy, then drop it."""
    template = connection.settings_dict["NAME"]
    connections.close_all()
    copy = _copy_file(Path(template)) if connection.vendor == "sqlite" else _copy_on_server(connection, template)
    connection.settings_dict["NAME"] = copy.name
    try:
        with patch.dict(os.environ, {"GUICHET_DATABASE_URL": copy.url}):
            yield copy
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = template
        _drop(connection, copy)


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
