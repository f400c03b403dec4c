"""Each test finds the same database: a copy of the template for those that commit, a rollback for the others."""

import urllib.request

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone


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
