"""How each letter of a file reached each of its recipients: sent, presented, deemed notified, read; four facts kept apart, each with its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from guichet.delivery import mailbox, post_room, receipts
from guichet.delivery.post_room import PaperLetter
from guichet.delivery.receipts import Proof
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


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that is known of the deliveries of one case, by what it is asked for."""

    told: Mapping[tuple[str, str], Entry]
    proofs: Mapping[UUID, Proof]
    paper: Mapping[UUID, PaperLetter]
    read: Mapping[UUID, date]


def deliveries(case: UUID) -> list[Delivery]:
    """Every delivery of one case, in the order of its letters and of their recipients."""
    entries = journal.read(case)
    known = _Known(
        {(str(e.data["to"]), str(e.data["receipt"])): e for e in entries if e.kind == "notified"},
        {proof.message: proof for proof in receipts.of_case(case)},
        {letter.id: letter for letter in post_room.of_case(case)},
        mailbox.read_days(case),
    )
    made = (entry for entry in entries if entry.kind == "letter_made")
    return [_delivery(case, entry, to, known) for entry in made for to in entry.data["recipients"]]


def _delivery(case: UUID, made: Entry, to: Mapping[str, str], known: _Known) -> Delivery:
    message = message_of(case, made.number, to["key"])
    begun = Delivery(str(made.data["letter"]), str(made.data["ref"]), str(made.data["language"]), made.on, to["role"], to["key"], to["channel"])
    paper, proof = known.paper.get(message), known.proofs.get(message)
    if proof is None:
        return replace(begun, is_to_post=paper is not None)
    notified = known.told.get((to["role"], proof.receipt.reference))
    sent_on = notified.on if notified else None
    deemed_on = day_of(notified.data.get("deemed_on")) if notified else None
    arrived = replace(begun, reference=proof.receipt.reference, sent_on=sent_on, deemed_on=deemed_on or sent_on, read_on=known.read.get(message))
    if paper is None:
        return replace(arrived, presented_on=sent_on)
    return replace(arrived, presented_on=paper.presented_on, returned_on=paper.returned_on)
