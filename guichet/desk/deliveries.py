"""How each letter of a file reached each of its recipients: sent, presented, deemed notified, read; four facts kept apart, each with its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from guichet.delivery import facts
from guichet.delivery.facts import Facts
from guichet.desk.letters_due import message_of
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


def deliveries(case: UUID) -> list[Delivery]:
    """Every delivery of one case, in the order of its letters and of their recipients."""
    entries, known = journal.read(case), facts.of_case(case)
    told = {(str(e.data["to"]), str(e.data["receipt"])): e for e in entries if e.kind == "notified"}
    made = ((entry, to) for entry in entries if entry.kind == "letter_made" for to in entry.data["recipients"])
    return [_delivery(entry, to, known.get(message_of(case, entry.number, to["key"])), told) for entry, to in made]


def _delivery(made: Entry, to: Mapping[str, str], known: Facts | None, told: Mapping[tuple[str, str], Entry]) -> Delivery:
    data = made.data
    begun = Delivery(str(data["letter"]), str(data["ref"]), str(data["language"]), made.on, to["role"], to["key"], to["channel"])
    if known is None or not known.reference:
        return replace(begun, is_to_post=known is not None)
    notified = told.get((to["role"], known.reference))
    sent_on = notified.on if notified else None
    deemed_on = day_of(notified.data.get("deemed_on")) if notified else None
    presented_on = known.presented_on if known.is_on_paper else sent_on
    return replace(begun, reference=known.reference, sent_on=sent_on, presented_on=presented_on, deemed_on=deemed_on or sent_on,
                   read_on=known.read_on, returned_on=known.returned_on)  # fmt: skip
