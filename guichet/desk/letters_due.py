"""Which letters the law wants after an act: rows of the outbox, with the field values frozen in the vault."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from guichet.delivery import store as outbox
from guichet.delivery.store import NewRow
from guichet.desk.addressees import addressee
from guichet.desk.letter_fields import LetterMaker
from guichet.engine.case import Case
from guichet.engine.consequences import letters_after
from guichet.engine.words import Command, Entry
from guichet.vault import store as vault


def put(command: Command, entries: Sequence[Entry], new: Sequence[Entry], case: Case) -> None:
    """Leaves a row for each letter that the new entries call for, and for each message that a letter just made calls for."""
    made = [e for e in new if e.kind == "letter_made"]
    if made:
        outbox.put(row for entry in made for row in _messages(command.case, entry, command.at))
    candidates = [e for e in new if any(rule.after.word == e.kind for rule in case.rules.letters)]
    if not candidates:
        return
    maker = LetterMaker(command.case, case, entries)
    rows = []
    for entry, rule in letters_after(case, candidates):
        language = maker.language(entry, rule)
        kept = vault.keep(command.case, "letter_fields", maker.fields(entry, rule, language))
        to = [{"role": r.role, "channel": r.channel, "key": key} for r in rule.to if (key := addressee(case, r))]
        data = {"letter": rule.letter, "language": language, "fields": kept.ref, "entry": entry.number, "on": entry.on.isoformat(), "to": to}
        key = f"letter:{entry.number}:{rule.letter}"
        rows.append(NewRow(uuid5(command.case, key), command.case, "letter", key, command.at, data))
    outbox.put(rows)


def _messages(case: UUID, entry: Entry, at: datetime) -> list[NewRow]:
    rows = []
    for to in entry.data["recipients"]:
        key = f"send:{entry.number}:{to['key']}"
        data = {"letter": entry.data["letter"], "language": entry.data["language"], "ref": entry.data["ref"], "on": entry.on.isoformat(), **to}
        rows.append(NewRow(uuid5(case, key), case, "send", key, at, data, lane=f"send:{to['key']}"))
    return rows
