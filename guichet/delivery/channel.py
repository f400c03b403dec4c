"""What every way to the outside must be able to do; the adapters live in the room "sources", `site` hands one over."""

from __future__ import annotations

from typing import Protocol

from guichet.engine.messages import Message, NotDelivered, Receipt, recipient_key

__all__ = ["Channel", "Message", "NotDelivered", "Receipt", "recipient_key"]


class Channel(Protocol):
    """Sending the same message twice must end in one delivery and the same reference."""

    def send(self, message: Message) -> Receipt:
        """Deliver it. Raises NotDelivered, and nothing else, when it did not arrive."""
        ...
