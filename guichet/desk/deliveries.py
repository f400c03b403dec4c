"""How each letter of a file reached each of its recipients: sent, presented, deemed notified, read; four facts kept apart, each with its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from guichet.delivery import facts
from guichet.delivery.facts import Facts
from guichet.desk.letters_due import message_key
from guichet.desk.misdelivery import again_key, last_made
from guichet.engine.corrected import after_corrections
from guichet.engine.facts import day_of
from guichet.engine.words import Entry
from guichet.journal import store as journal


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter to one recipient. A day that is None is not known; `reference` is what the channel answered; `key` names the mailbox."""

    letter: str
    ref: str
    language: str
    made_on: date
    role: str
    key: str
    channel: str
    reference: str = ""
    sent_on: date | None = None
    presented_on: date | None = None
    deemed_on: date | None = None
    read_on: date | None = None
    returned_on: date | None = None
    is_to_post: bool = False
    notified: int = 0  # the entry that says so
    was_wrong: bool = False  # it reached somebody else, as its authority said since


def deliveries(case: UUID) -> list[Delivery]:
    """Every delivery of one case, in the order of its letters and of their recipients."""
    entries, known = journal.read(case), facts.of_case(case)
    told = {(str(e.data["to"]), str(e.data["receipt"])): e for e in entries if e.kind == "notified"}
    standing = {entry.number for entry in after_corrections(entries)}
    found = []
    letters = [(one, to) for one in entries if one.kind == "letter_made" for to in one.data["recipients"]]
    for made, to in letters:
        keys = [message_key(made.number, to["key"]), *_again(entries, made, to)]
        found += [_delivery(made, to, known.get(uuid5(case, key)), told) for key in keys]
    return [replace(one, was_wrong=bool(one.notified) and one.notified not in standing) for one in found]


def _again(entries: Sequence[Entry], made: Entry, to: Mapping[str, str]) -> list[str]:
    """The keys of the messages by which a letter that reached somebody else left once more."""
    said = (e for e in entries if e.data.get("again") and e.data["again"]["to"] == to["role"])
    return [again_key(e.number, to["key"]) for e in said if last_made(entries[: e.number], str(e.data["again"]["letter"]), to["role"]) == made]


def _delivery(made: Entry, to: Mapping[str, str], known: Facts | None, told: Mapping[tuple[str, str], Entry]) -> Delivery:
    data = made.data
    begun = Delivery(str(data["letter"]), str(data["ref"]), str(data["language"]), made.on, to["role"], to["key"], to["channel"])
    if known is None or not known.reference:
        return replace(begun, is_to_post=known is not None)
    notified = told.get((to["role"], known.reference))
    sent_on = notified.on if notified else None
    deemed_on = day_of(notified.data.get("deemed_on")) if notified else None
    presented_on = known.presented_on if known.is_on_paper else sent_on
    return replace(begun, reference=known.reference, notified=notified.number if notified else 0, sent_on=sent_on, presented_on=presented_on,
                   deemed_on=deemed_on or sent_on, read_on=known.read_on, returned_on=known.returned_on)  # fmt: skip
