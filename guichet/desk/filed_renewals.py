"""A renewal tells the file before that it was filed: through the outbox and once, for no transaction crosses two files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from guichet.delivery import store as outbox
from guichet.delivery.store import NewRow, OutboxRow
from guichet.engine.words import GUICHET, Command, Entry

KIND = "renewal"
ABOUT = "renewal_filed"


def put(command: Command, new: Sequence[Entry]) -> None:
    """Leaves a row for the file whose permit an application just filed asks to renew."""
    for entry in new:
        if entry.kind == "application_submitted" and entry.data.get("renews"):
            data = {"renews": str(entry.data["renews"]), "filed_on": entry.on.isoformat()}
            outbox.put([NewRow(uuid5(command.case, KIND), command.case, KIND, KIND, command.at, data)])


def report(row: OutboxRow, on: date, at: datetime) -> Command:
    """The command that tells it: its id comes from both files, so done twice it is one entry."""
    before = UUID(str(row.data["renews"]))
    told = {"about": ABOUT, "renewal": str(row.case), "filed_on": str(row.data["filed_on"])}
    return Command(uuid5(before, f"{ABOUT}:{row.case}"), before, 0, "facts_changed", GUICHET, on, at, told)
