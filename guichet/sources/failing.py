"""Any channel on a bad day: it refuses, delivers but loses its answer, delivers twice, or takes nothing at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from guichet.engine.messages import Message, NotDelivered, Receipt


class Sends(Protocol):
    """What can be made to fail."""

    def send(self, message: Message) -> Receipt:
        """Deliver one message."""
        ...


class Failing:
    """Follows a plan, one word for each call, and works once the plan is used up.

    "fails": nothing delivered, try again; "refuses": nothing delivered, no use in trying; "late": delivered, but the answer is lost
    (the caller must try again and the recipient still have it once); "twice": delivered two times; "works".
    """

    def __init__(self, channel: Sends, plan: Iterable[str] = ("fails", "fails", "late", "twice")) -> None:
        self._channel, self._plan = channel, iter(plan)

    def send(self, message: Message) -> Receipt:
        """Deliver, or not, as the plan says. Raises NotDelivered."""
        word = next(self._plan, "works")
        if word == "fails":
            raise NotDelivered("no_answer")
        if word == "refuses":
            raise NotDelivered("refused", retry=False)
        receipt = self._channel.send(message)
        if word == "late":
            raise NotDelivered("answer_lost")
        return self._channel.send(message) if word == "twice" else receipt
