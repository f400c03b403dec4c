"""Each test finds the same database: a copy of the template for those that commit, a rollback for the others."""

import asyncio
import urllib.request
from threading import Thread

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections, transaction
from django.utils import timezone

from guichet import database
from tests.template_database import copied


def keep_a_session(key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_commits_is_gone_for_the_next(own_database, time):
    with transaction.atomic():
        keep_a_session("committed")
    assert Session.objects.count() == 1


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_rolls_back_is_gone_for_the_next(db, time):
    keep_a_session("rolled back")
    assert Session.objects.count() == 1


@pytest.mark.database
def test_a_copy_is_made_although_a_connection_was_opened_before_the_loop_of_a_browser(django_db_setup, django_db_blocker):
    """PostgreSQL copies no template that somebody has open, and plain statements keep the connection of their thread: it must be the same one."""
    counted = []

    async def in_a_loop() -> None:
        with copied(connections["default"]):
            keep_a_session("in the copy")
            counted.append((Session.objects.count(), database.row("SELECT COUNT(*) FROM django_session")[0]))

    def in_a_thread() -> None:  # of its own: it has no loop, even if a browser runs
        database.row("SELECT 1")
        asyncio.run(in_a_loop())
        connections.close_all()

    with django_db_blocker.unblock():
        connections.close_all()
        thread = Thread(target=in_a_thread)
        thread.start()
        thread.join()
    assert counted == [(1, 1)]


def test_sqlite_keeps_its_promises(db):
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        names = ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")
        told = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names}
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "wal_autocheckpoint": 0}


def test_a_running_guichet_serves_the_style_sheet_and_the_headers(address):
    with urllib.request.urlopen(f"{address}/static/vendor/govuk-frontend.min.css") as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
