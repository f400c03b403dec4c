"""What would a correction do? Done, looked at, and taken back before anybody else sees it: what is shown is what would be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.db import transaction

from guichet.desk.corrections import FALLS, WHATEVER
from guichet.desk.handle import in_transaction
from guichet.engine.words import Command
from guichet.journal import store as journal

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class Tried(Generic[Seen]):
    """What would fall and what would come, by the numbers of the entries, and what was seen of it."""

    falls: tuple[int, ...]
    comes: tuple[int, ...]
    seen: Seen


def tried(command: Command, look: Callable[[], Seen]) -> Tried[Seen]:
    """Does an act of an earlier day as a correction, calls `look`, and undoes everything. Raises the Refusal of the act."""
    with transaction.atomic():
        answer = in_transaction(replace(command, data={**command.data, FALLS: WHATEVER}))
        new = [entry for entry in journal.read(command.case) if entry.number in answer.numbers]
        falls = next((tuple(entry.data["falls"]) for entry in new if entry.kind == "corrected"), ())
        comes = tuple(entry.number for entry in new if entry.kind != "corrected" and entry.number not in falls)
        found = Tried(falls, comes, look())
        transaction.set_rollback(True)
    return found
