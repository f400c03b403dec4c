"""The transaction of an act: all or nothing, one inside another, and what waits for the commit."""

import pytest
from django.db import IntegrityError, connection, transaction

from guichet import database
from guichet.transactions import Transaction, opened

KEEP = "INSERT INTO journal_bundle (digest, text) VALUES (%s, %s)"
pytestmark = pytest.mark.usefixtures("own_database")


def kept() -> list[str]:
    return [digest for (digest,) in database.rows("SELECT digest FROM journal_bundle WHERE text = %s ORDER BY digest", ["here"])]


def test_what_ends_well_is_there_and_what_fails_leaves_nothing():
    with Transaction():
        database.execute(KEEP, ["one", "here"])
    with pytest.raises(ZeroDivisionError), Transaction():
        database.execute(KEEP, ["two", "here"])
        raise ZeroDivisionError
    assert kept() == ["one"] and not connection.in_atomic_block and connection.get_autocommit()


def test_one_inside_it_is_taken_back_alone():
    with Transaction():
        database.execute(KEEP, ["one", "here"])
        with pytest.raises(IntegrityError), transaction.atomic():
            database.execute(KEEP, ["two", "here"])
            database.execute(KEEP, ["one", "here"])
        database.execute(KEEP, ["three", "here"])
    assert kept() == ["one", "three"]


def test_inside_another_it_is_part_of_it():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        with Transaction():
            database.execute(KEEP, ["one", "here"])
        raise ZeroDivisionError
    assert kept() == []


def test_what_waits_for_the_commit_comes_after_it_and_never_after_a_failure():
    heard = []
    with Transaction():
        transaction.on_commit(lambda: heard.append(connection.in_atomic_block))
        assert heard == []
    with pytest.raises(ZeroDivisionError), Transaction():
        transaction.on_commit(lambda: heard.append("never"))
        raise ZeroDivisionError
    assert heard == [False]


def test_asked_to_take_everything_back_it_does():
    with Transaction():
        database.execute(KEEP, ["one", "here"])
        transaction.set_rollback(True)
    assert kept() == []


def test_what_was_opened_is_known_until_the_transaction_ends_however_it_does():
    assert opened() is None
    with Transaction():
        opened()["item"] = "read"
        assert opened() == {"item": "read"}
    assert opened() is None
    with pytest.raises(ZeroDivisionError), Transaction():
        assert opened() == {}
        raise ZeroDivisionError
    assert opened() is None
