"""What the worker does when nothing is due."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from guichet.journal import roots
from guichet.site.upkeep import Upkeep, checkpoint


def test_the_log_is_moved_only_by_the_worker(tmp_path):
    path = tmp_path / "some.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("CREATE TABLE t (a TEXT)")
        before = path.stat().st_size
        writer.executemany("INSERT INTO t VALUES (?)", [("x" * 1000,)] * 2000)
        assert path.stat().st_size == before
        assert checkpoint(str(path))
        assert path.stat().st_size > 2_000_000
        assert writer.execute("SELECT count(*) FROM t").fetchone() == (2000,)


def test_a_reader_who_still_reads_keeps_a_part_of_the_log(tmp_path):
    path = tmp_path / "some.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE t (a TEXT)")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM t").fetchone()
        writer.executemany("INSERT INTO t VALUES (?)", [("x" * 1000,)] * 100)
        assert not checkpoint(str(path))
        assert reader.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_a_root_is_sealed_every_hour_and_the_log_is_moved(own_database, clock):
    upkeep = Upkeep()
    Session.objects.create(session_key="told", session_data="x" * 100_000, expire_date=timezone.now())
    upkeep()
    upkeep()
    assert len(list(roots.roots())) == 1
    clock.forward(1)
    upkeep()
    assert len(list(roots.roots())) == 2
    if connection.vendor == "sqlite":
        assert Path(own_database.name).stat().st_size > 100_000


@pytest.mark.parametrize("name", ["ebox", "portal", "counter"])
def test_every_channel_that_a_law_file_may_name_has_an_adapter(name):
    from guichet.site.channels import channels

    assert callable(channels()[name].send)
