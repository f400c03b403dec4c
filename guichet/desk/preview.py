"""What would the letters of an act say? The act is done, its letters are composed, and everything is taken back."""

from __future__ import annotations

from django.db import transaction

from guichet.delivery import standing as outbox
from guichet.desk.handle import in_transaction
from guichet.desk.letters_due import Composed, composed
from guichet.engine.words import Command


def letters_of(command: Command) -> list[Composed]:
    """The letters that this act would bring, in their order; nothing is written. Raises the Refusal of the act."""
    with transaction.atomic():
        answer = in_transaction(command)
        rows = [row for row in outbox.waiting(command.case) if row.kind == "letter" and row.data.get("entry") in answer.numbers]
        found = [composed(command.case, row.data) for row in rows]
        transaction.set_rollback(True)
    return found
