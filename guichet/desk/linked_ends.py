"""What ends or comes back in one file of a permit is told to its other files, through the outbox and once: the law says what follows there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from guichet.delivery import store as outbox
from guichet.delivery.store import NewRow, OutboxRow
from guichet.desk import undoing
from guichet.desk.filed_renewals import ABOUT as RENEWAL_FILED
from guichet.engine.case import Case
from guichet.engine.corrected import after_corrections, fallen
from guichet.engine.taken import FROM_START, TAKES
from guichet.engine.tracks import SAID_YES
from guichet.engine.vocabulary import LINKED_TOLD
from guichet.engine.words import GUICHET, Command, Entry
from guichet.journal import store as journal

KIND = "linked"


def put(command: Command, known: Sequence[Entry], new: Sequence[Entry], case: Case) -> None:
    """Leaves a row for each end, revocation or annulment in a file that has linked files, and for each that a correction undid.

    What fell with another right is no news of its own. A row waits as long as the letters of its act; `case` is the file after all that.
    """
    if not any(_beside(known)):
        return
    rows = [_told(command, one, case) for one in new if _about(one, case)]
    undoes = [one for one in new if not one.data.get("track")]  # an annulment that names a right is told itself
    undone = fallen(undoes) if undoes else set()
    rows += [_undone(command, one, undoes[0].on) for one in known if one.number in undone and _stands_again(one, case)]
    outbox.put(rows)


def reports(row: OutboxRow, on: date, at: datetime) -> Iterator[Command]:
    """The commands that tell every other file of the permit; their ids come from both files, so done twice it is one entry.

    What no longer stands when its turn comes is not told, nor that it was undone to a file that never heard of it.
    """
    number, undone = int(str(row.data["entry"])), bool(row.data.get("undone"))
    if not undone and all(one.number != number for one in after_corrections(journal.read(row.case))):
        return
    told = {"about": str(row.data["about"]), "linked": str(row.case)} | ({"facts": row.data["facts"]} if row.data.get("facts") else {})
    for other in _others(row.case):
        first = uuid5(other, f"{KIND}:{row.case}:{number}")
        own = uuid5(first, "undone") if undone else first
        if journal.mark_of(other, own) or (undone and not journal.mark_of(other, first)):
            continue
        yield Command(own, other, 0, "facts_changed", GUICHET, _day_of(row, other, on), at, told)


def _told(command: Command, entry: Entry, case: Case) -> NewRow:
    data: dict[str, object] = {"about": _about(entry, case), "entry": entry.number, "on": entry.on.isoformat()}
    data |= {"facts": dict(entry.data["facts"])} if entry.data.get("facts") else {}
    key = f"{KIND}:{entry.number}"
    return NewRow(uuid5(command.case, key), command.case, KIND, key, command.at + undoing.window(case.rules, entry.by), data)


def _undone(command: Command, entry: Entry, on: date) -> NewRow:
    about, key = f"linked_annulled:{entry.data['track']}:{FROM_START}", f"{KIND}:{entry.number}:undone"
    data = {"about": about, "entry": entry.number, "on": on.isoformat(), "undone": True}
    return NewRow(uuid5(command.case, key), command.case, KIND, key, command.at, data)


def _about(entry: Entry, case: Case) -> str:
    """What the other files are told: "linked_revoked:stay", "linked_annulled:stay:from_now"; nothing where the law makes nothing of it there."""
    data, about = entry.data, ""
    if entry.kind == "facts_changed" and entry.by != GUICHET:
        about = f"{LINKED_TOLD}:{data.get('about', '')}"
    elif entry.kind in (*TAKES, "annulled") and data.get("track") and data.get("how") != "lapse":  # what fell with another is no news of its own
        parts = (f"linked_{entry.kind}", data["track"], data.get("effect", data.get("how", "")))
        about = ":".join(str(part) for part in parts if part)
    return about if about and case.index.concerns("facts_changed", about).follows else ""


def _stands_again(entry: Entry, case: Case) -> bool:
    """Was this the end of a right that stands again, now that the end was undone? Not one that ended otherwise since, or never was."""
    ended = entry.kind in TAKES and entry.data.get("how") != "lapse" and str(entry.data.get("track", "")) in case.tracks
    return ended and case.tracks[str(entry.data["track"])].outcome in SAID_YES


def _day_of(row: OutboxRow, other: UUID, today: date) -> date:
    """The day of what is told, so that both files say the same; today where the other file went on since."""
    on = date.fromisoformat(str(row.data["on"]))
    return on if all(entry.on <= on for entry in journal.read(other)) else today


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
