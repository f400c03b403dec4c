"""Which adapter stands behind each channel that the law file names."""

import sys
from collections.abc import Mapping

from django.conf import settings

from guichet.delivery import mailbox, post_room
from guichet.delivery.channel import Channel, Message, NotDelivered, Receipt
from guichet.sources.ebox import FakeEbox
from guichet.sources.mail import ConsoleMail


class AtTheCounter:
    """Handed over at the counter: nothing is sent, and the receipt says so."""

    def send(self, message: Message) -> Receipt:
        """Answer with the receipt of a letter that its reader takes away."""
        return Receipt("counter", str(message.id))


class WithNews:
    """A channel whose recipient is also told by e-mail that there is news; a mail that fails never undoes the delivery."""

    def __init__(self, channel: Channel, mail: Channel) -> None:
        self._channel, self._mail = channel, mail

    def send(self, message: Message) -> Receipt:
        """Deliver, then tell. Raises NotDelivered if the delivery failed."""
        receipt = self._channel.send(message)
        try:
            self._mail.send(message)
        except NotDelivered:
            return Receipt(receipt.channel, receipt.reference, receipt.note or "no_mail")
        return receipt


def channels(*, news: bool = True) -> Mapping[str, Channel]:
    """Return the adapters of this Guichet by the channel names of the law file; without `news` nobody is sent an e-mail."""
    ebox: Channel = FakeEbox(mailbox.post)
    if news:
        ebox = WithNews(ebox, ConsoleMail(sys.stdout, settings.ADDRESS))
    mail: Channel = ConsoleMail(sys.stdout, settings.ADDRESS) if news else AtTheCounter()
    return {"ebox": ebox, "portal": ebox, "counter": AtTheCounter(), "registered": post_room, "mail": mail}
