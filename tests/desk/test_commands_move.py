"""What the desk had answered before its commands stood in the journal is known afterwards as well."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from guichet import database
from guichet.desk.handle import Answer, _answered
from guichet.engine.words import Actor, Command, Event
from guichet.journal import store as journal
from guichet.journal import triggers

CASE, DONE, OLD = UUID(int=1), UUID(int=2), UUID(int=3)
AGENT = Actor("work_authority", "authority:x", "person-1")
BEFORE, AFTER = [("desk", "0002_in_order_of_key")], [("desk", "0003_commands_in_the_journal")]
ANSWERED = 'INSERT INTO desk_answered ("case", command, digest, answer) VALUES (%s, %s, %s, %s)'


def test_a_command_answered_before_the_move_is_known_after_it(own_database, monkeypatch):
    words = ("application_submitted", "completed", "withdrawn")
    told = [Event(word, AGENT, date(2026, 3, 2)) for word in words]
    written = journal.append(CASE, 0, told, datetime(2026, 3, 2, 9, tzinfo=UTC), "a" * 64)
    MigrationExecutor(connection).migrate(BEFORE)
    database.execute(ANSWERED, [CASE.hex, OLD.hex, "b" * 64, '{"last":1,"numbers":[1]}'])
    database.execute(ANSWERED, [CASE.hex, DONE.hex, "c" * 64, '{"last":3,"numbers":[2,3]}'])
    MigrationExecutor(connection).migrate(AFTER)
    entries = journal.read(CASE)
    assert [one.command for one in entries] == [OLD.hex, DONE.hex, DONE.hex]
    assert [one.digest for one in entries] == [one.digest for one in written] and triggers.installed(connection) == triggers.expected(connection)
    monkeypatch.setattr("guichet.desk.handle._mark", lambda command: "c" * 64)
    again = Command(DONE, CASE, 0, "withdraw", AGENT, date(2026, 3, 2), datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert _answered(again, entries) == Answer(CASE, 3, (2, 3), repeated=True)
