"""What is done after the transaction: letters are made, messages sent, and what comes back goes through the same door."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from guichet.delivery import codes as letters_by_code
from guichet.delivery import receipts
from guichet.delivery import store as outbox
from guichet.delivery.channel import Channel
from guichet.delivery.store import OutboxRow
from guichet.desk import changed_answers, corrections, filed_renewals, followers, heads, invitations, letters_due, linked_ends, signed_letters
from guichet.desk.handle import LEGAL_ZONE, handle
from guichet.desk.verification import code_of
from guichet.engine.case_number import number_of
from guichet.engine.messages import Message, NotDelivered
from guichet.engine.refusals import Refusal
from guichet.engine.words import GUICHET, Command
from guichet.journal import store as journal
from guichet.letters.check import Check
from guichet.letters.errors import LetterRefused
from guichet.letters.seal import NotSealed, Seal
from guichet.vault import codes as blinded
from guichet.vault import store as vault
from guichet.vault.store import Erased

KINDS = ("letter", "send", invitations.KIND, filed_renewals.KIND, changed_answers.KIND, heads.KIND, followers.KIND, linked_ends.KIND)
Now = Callable[[], datetime]


def work(now: Now, channels: Mapping[str, Channel], seal: Seal, batch: int = 20) -> int:
    """Does one batch of what is due; returns how many rows were taken. `channels`: name of the law file -> adapter."""
    rows = outbox.claim(KINDS, batch, now())
    for row in rows:
        try:
            _do(row, now(), channels, seal)
            outbox.done(row, now())
        except Erased:
            outbox.failed(row, now(), "erased", retry=False)
        except (LetterRefused, Refusal) as error:  # the same words would be refused again
            outbox.failed(row, now(), error.name, retry=False)
        except (NotDelivered, NotSealed) as error:  # a letter waits for its seal: nothing leaves without
            outbox.failed(row, now(), error.reason, retry=error.retry)
        except Exception as error:  # noqa: BLE001  a row that cannot be done must not stop the others; it is shown by its class
            outbox.failed(row, now(), type(error).__name__)
    return len(rows)


def _do(row: OutboxRow, at: datetime, channels: Mapping[str, Channel], seal: Seal) -> None:
    match row.kind:
        case "letter":
            _make(row, at, seal)
        case invitations.KIND:
            invitations.send(row, channels["mail"])
        case heads.KIND:
            heads.send(row, channels["mail"])
        case followers.KIND:
            followers.send(row, channels["mail"], at)
        case filed_renewals.KIND:
            handle(filed_renewals.report(row, at.astimezone(LEGAL_ZONE).date(), at))
        case linked_ends.KIND:
            for command in linked_ends.reports(row, at.astimezone(LEGAL_ZONE).date(), at):
                handle(command)
        case changed_answers.KIND:
            changed_answers.tell_others(row)
        case _:
            _send(row, at, channels)


def _make(row: OutboxRow, at: datetime, seal: Seal) -> None:
    if _was_reported(row, "letter_made") or corrections.has_fallen(row.case, int(str(row.data["entry"]))):
        return
    from guichet.letters.render import render  # typst belongs to the worker process only

    signed_letters.check()
    due = letters_due.composed(row.case, row.data)
    check = Check(code_of(row.case, row.key), f"{settings.ADDRESS}/verify")
    content = seal.seal(render(due.letter, due.language, due.fields, due.on, Path(settings.LAW_FOLDER), check), at)
    with transaction.atomic():  # a letter that is kept is told, or neither
        kept = vault.keep_file(row.case, "letter", content, f"{due.letter}.{due.language}.pdf", "application/pdf")
        made = {"letter": due.letter, "language": due.language, "ref": kept.ref, "digest": kept.digest, "entry": row.data["entry"],
                "known": row.data["known"], "from": due.sender, "recipients": list(due.to)}  # fmt: skip
        _report(row, "letter_made", made, at)
        letters_by_code.keep(blinded.digest(check.code), row.case, kept.ref)


def _send(row: OutboxRow, at: datetime, channels: Mapping[str, Channel]) -> None:
    if _was_reported(row, "notified"):
        return
    data = row.data
    on = date.fromisoformat(str(data["on"]))
    known = (str(data[name]) for name in ("key", "letter", "language", "ref"))
    message = Message(UUID(str(row.id)), row.case, number_of(row.case), *known, on, sender=str(data.get("from", "")))
    receipt = channels[str(data["channel"])].send(message)
    if receipt.waits:
        return
    with transaction.atomic():
        receipts.keep(message, receipt, at)
        told = {"letter": data["letter"], "to": data["role"], "channel": receipt.channel, "receipt": receipt.reference}
        _report(row, "notified", told, at)


def _was_reported(row: OutboxRow, kind: str) -> bool:
    """Did a worker that was killed since get as far as telling it?"""
    return journal.mark_of(row.case, _command_id(row, kind)) is not None


def _report(row: OutboxRow, kind: str, data: dict[str, object], at: datetime) -> None:
    """The id of the command comes from the row: done twice, it is one entry."""
    on = at.astimezone(LEGAL_ZONE).date()
    handle(Command(_command_id(row, kind), row.case, 0, kind, GUICHET, on, at, data))


def _command_id(row: OutboxRow, kind: str) -> UUID:
    return uuid5(row.case, f"{kind}:{row.key}")


def run(
    now: Now, channels: Mapping[str, Channel], seal: Seal, stop: Callable[[], bool], pause: float = 0.5, between: Callable[[], None] = lambda: None
) -> None:
    """Works until told to stop; `between` is called when nothing is due (checkpoints, hourly roots)."""
    while not stop():
        if not work(now, channels, seal):
            between()
            time.sleep(pause)
