"""Which letters the law wants after an act: rows of the outbox; what a letter says is read from the journal when it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from guichet.delivery import store as outbox
from guichet.delivery.store import NewRow
from guichet.desk import followers, misdelivery, undoing
from guichet.desk.addressees import addressee
from guichet.desk.law_of import rules_of
from guichet.desk.letter_fields import LetterMaker
from guichet.engine.case import Case, fold
from guichet.engine.consequences import letters_after
from guichet.engine.corrected import after_corrections
from guichet.engine.words import Command, Entry
from guichet.journal import store as journal


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter ready to be rendered: what it says, in which language, for whom, on the day of its act."""

    letter: str
    language: str
    on: date
    fields: Mapping[str, object]
    sender: str  # the body in whose name it is written
    to: Sequence[Mapping[str, str]]


def put(command: Command, entries: Sequence[Entry], new: Sequence[Entry], case: Case) -> None:
    """Leaves a row for each letter that the new entries call for, and for each message that a letter just made calls for.

    A row names the act and the last entry known with it: the journal never changes, so the letter says the same whenever it is made.
    """
    made = [e for e in new if e.kind == "letter_made"]
    if made:
        outbox.put(row for entry in made for row in _messages(command.case, entry, command.at))
        outbox.put(row for entry in made for row in followers.told(command.case, case, entry, command.at))
    rows = list(misdelivery.sent_again(command, entries, new, case))
    for entry, rule in letters_after(case, new):
        key = f"letter:{entry.number}:{rule.letter}"
        data = {"letter": rule.letter, "entry": entry.number, "known": entries[-1].number}
        rows.append(NewRow(uuid5(command.case, key), command.case, "letter", key, command.at + undoing.window(case.rules, entry.by), data))
    outbox.put(rows)


def composed(case_id: UUID, data: Mapping[str, object]) -> Composed:
    """What the letter of such a row says, as the case was known with the act. Raises Erased for a case whose texts are gone."""
    entries = journal.read(case_id)[: int(str(data["known"]))]
    case = fold(entries, rules_of(entries))
    act = entries[int(str(data["entry"])) - 1]
    entry, rule = next(found for found in letters_after(case, [act]) if found[1].letter == data["letter"])
    maker = LetterMaker(case_id, case, after_corrections(entries))
    language = maker.parties.language(entry, rule)
    to = [{"role": r.role, "channel": r.channel, "key": key} for r in rule.to if (key := addressee(case, r))]
    sender = entry.by.body if entry.by.role == rule.signed_by else case.bodies.get(rule.signed_by, "")
    return Composed(rule.letter, language, entry.on, maker.fields(entry, rule, language), sender, to)


def message_key(entry: int, recipient: str) -> str:
    """The key of the row that sends the letter of this entry to this recipient."""
    return f"send:{entry}:{recipient}"


def message_of(case: UUID, entry: int, recipient: str) -> UUID:
    """The id of that message, the same for every try."""
    return uuid5(case, message_key(entry, recipient))


def _messages(case: UUID, entry: Entry, at: datetime) -> list[NewRow]:
    rows = []
    for to in entry.data["recipients"]:
        key = message_key(entry.number, to["key"])
        data = {"letter": entry.data["letter"], "language": entry.data["language"], "ref": entry.data["ref"], "on": entry.on.isoformat(),
                "from": entry.data.get("from", ""), **to}  # fmt: skip
        rows.append(NewRow(uuid5(case, key), case, "send", key, at, data, lane=f"send:{to['key']}"))
    return rows
