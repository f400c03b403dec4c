"""The words that travel to the outside: a message, the receipt it gives, that it could not be delivered, that a letter was not sealed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell one recipient: references only, no name, no address, no text of a letter.

    `id` is the same for every try, so that a repeat is recognised; `recipient` is "role|body|person" (see `recipient_key`);
    `ref` names the letter in the vault; `subject` is the name of a sentence in the catalogue of the channel; `sender` is the body that writes.
    """

    id: UUID
    case: UUID
    case_number: str
    recipient: str
    letter: str
    language: str
    ref: str
    on: date
    subject: str = "news"
    sender: str = ""
    code: str = field(default="", repr=False)  # the one-time code of an invitation; it is written nowhere


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a channel answers: its name, its reference of the message, and a note such as "no_digital_user" (send on paper as well).

    `waits`: nothing has left yet, somebody must still post it; only then was anybody notified.
    """

    channel: str
    reference: str
    note: str = ""
    waits: bool = False


class NotDelivered(Exception):
    """The message did not arrive; `retry` says whether trying again later may help."""

    def __init__(self, reason: str, retry: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry = retry


class NotSealed(Exception):
    """The seal did not answer or would not; the letter waits. `retry` says whether trying again later may help."""

    def __init__(self, reason: str, retry: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry = retry


def recipient_key(role: str, body: str = "", person: str = "") -> str:
    """The one text that names a mailbox: of a body, or of a person where there is no body."""
    return f"{role}|{body}|{person}"
