"""What ends or comes back in one file of a permit is told to its other files, through the outbox and once: the law says what follows there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from guichet.delivery import store as outbox
from guichet.delivery.store import NewRow, OutboxRow
from guichet.desk.filed_renewals import ABOUT as RENEWAL_FILED
from guichet.engine.taken import TAKES
from guichet.engine.words import GUICHET, Command, Entry
from guichet.journal import store as journal

KIND = "linked"


def put(command: Command, known: Sequence[Entry], new: Sequence[Entry]) -> None:
    """Leaves a row for each end, revocation or annulment in a file that has linked files; what fell with another right is no news of its own."""
    told = [one for one in new if one.kind in (*TAKES, "annulled") and one.data.get("track") and one.data.get("how") != "lapse"]
    if not told or not list(_beside(known)):
        return
    rows = ((f"{KIND}:{one.number}", {"about": _about(one), "entry": one.number}) for one in told)
    outbox.put(NewRow(uuid5(command.case, key), command.case, KIND, key, command.at, data) for key, data in rows)


def reports(row: OutboxRow, on: date, at: datetime) -> Iterator[Command]:
    """The commands that tell every other file of the permit; their ids come from both files, so done twice it is one entry."""
    for other in _others(row.case):
        told = {"about": str(row.data["about"]), "linked": str(row.case)}
        yield Command(uuid5(other, f"{KIND}:{row.case}:{row.data['entry']}"), other, 0, "facts_changed", GUICHET, on, at, told)


def _about(entry: Entry) -> str:
    """What the other files are told: "linked_revoked:stay", "linked_annulled:stay:from_now"."""
    parts = (f"linked_{entry.kind}", str(entry.data["track"]), str(entry.data.get("effect", "")))
    return ":".join(part for part in parts if part)


def _others(case: UUID) -> list[UUID]:
    """All other files of the permit, however far they are linked."""
    found, waiting = [case], [case]
    while waiting:
        beside = [one for one in _beside(journal.read(waiting.pop())) if one not in found]
        found += beside
        waiting += beside
    return found[1:]


def _beside(entries: Sequence[Entry]) -> Iterator[UUID]:
    """The file that this one renews, and those that renew it."""
    if entries and entries[0].data.get("renews"):
        yield UUID(str(entries[0].data["renews"]))
    yield from (UUID(str(one.data["renewal"])) for one in entries if one.kind == "facts_changed" and one.data.get("about") == RENEWAL_FILED)
