"""The heads of a desk are told 14, 7, 3 and 1 days before a time limit to decide ends: by an e-mail that names no file, each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from guichet.casefile import store as casefile
from guichet.delivery import store as outbox
from guichet.delivery.channel import Channel
from guichet.delivery.store import NewRow, OutboxRow
from guichet.desk.law_of import rules_of
from guichet.engine.case import Case, fold
from guichet.engine.holders import holders
from guichet.engine.limits import counted, state_on
from guichet.engine.messages import Message, recipient_key
from guichet.engine.parts import Instance
from guichet.journal import store as journal
from guichet.people import heads

KIND = "limit_ends"
MARKS = (1, 3, 7, 14)  # days before the end, the last first
MOST = 100_000


def warn(day: date, at: datetime) -> int:
    """Leaves an e-mail for every head who must be told on this day; returns how many rows are asked for.

    Missed days are told by the mark that is nearest.
    """
    rows = [row for case in casefile.changes_due(day + timedelta(days=MARKS[-1] + 1), MOST) for row in _rows(case, day, at)]
    with transaction.atomic():
        outbox.put(rows)
    return len(rows)


def send(row: OutboxRow, mail: Channel) -> None:
    """Sends one e-mail that is due: how many days are left, and nothing of the file. Raises NotDelivered."""
    data = row.data
    on, to = date.fromisoformat(str(data["on"])), recipient_key("person", "", str(data["person"]))
    mail.send(Message(UUID(str(row.id)), UUID(int=0), "", to, KIND, str(data["language"]), "", on, subject=KIND, code=str(data["days"])))


def _rows(case_id: UUID, day: date, at: datetime) -> Iterator[NewRow]:
    entries = journal.read(case_id)
    case = fold(entries, rules_of(entries))
    for run in case.instances:
        left = _days_left(case, run, day)
        mark = next((mark for mark in MARKS if left is not None and left <= mark), None)
        if mark is None:
            continue
        name = f"{KIND}:{run.limit}#{run.number}:{counted(case, run).due_on}:{mark}"
        for role, holder in holders(case, day).items():
            for person, language in heads.heads_of(role, case.bodies.get(role, ""), day) if holder["state"] == "now" else ():
                key = f"{name}:{person}"
                data = {"person": person, "language": language, "on": day.isoformat(), "days": left}
                yield NewRow(uuid5(case_id, key), case_id, KIND, key, at, data)


def _days_left(case: Case, run: Instance, day: date) -> int | None:
    """Days to the end of a limit in which an authority must decide and whose silence says something; None for every other."""
    limit = case.rules.time_limits[run.limit]
    if limit.addressee != "authority" or not limit.passing or run.ended_on or state_on(case, run, day) != "running":
        return None
    return (counted(case, run).due_on - day).days
