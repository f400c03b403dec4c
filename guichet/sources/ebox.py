"""The demonstration e-Box: what is sent lies in the mailbox of its recipient inside Guichet, for everybody to see how it would look."""

from __future__ import annotations

from collections.abc import Callable

from guichet.engine.messages import Message, NotDelivered, Receipt


class FakeEbox:
    """Delivers into the mailbox that `site` hands over (a function that keeps a message once and answers its receipt)."""

    def __init__(self, post: Callable[[Message], Receipt]) -> None:
        self._post = post

    def send(self, message: Message) -> Receipt:
        """Put the message into its mailbox. Raises NotDelivered when it names no recipient, or the mailbox does not answer."""
        if not message.recipient.strip("|"):
            raise NotDelivered("no_recipient", retry=False)
        try:
            return self._post(message)
        except NotDelivered:
            raise
        except Exception as problem:
            raise NotDelivered(f"mailbox_{type(problem).__name__}") from problem
