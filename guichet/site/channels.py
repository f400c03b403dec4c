"""Which adapter stands behind each channel that the law file names."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from uuid import uuid5

from django.conf import settings

from guichet.delivery import digests, mailbox, post_room
from guichet.delivery.channel import Channel, Message, NotDelivered, Receipt, recipient_key
from guichet.people import news as wishes
from guichet.sources.ebox import FakeEbox
from guichet.sources.mail import ConsoleMail, MailServer, SmtpMail

E_MAILS = "e-mails.txt"  # of the demo, in the folder GUICHET_VAR


class AtTheCounter:
    """Handed over at the counter: nothing is sent, and the receipt says so."""

    def send(self, message: Message) -> Receipt:
        """Answer with the receipt of a letter that its reader takes away."""
        return Receipt("counter", str(message.id))


class WithNews:
    """A channel whose recipients also hear by e-mail that there is news, each in the way they chose; a mail that fails never undoes the delivery."""

    def __init__(self, channel: Channel, mail: Channel) -> None:
        self._channel, self._mail = channel, mail

    def send(self, message: Message) -> Receipt:
        """Deliver, then tell. Raises NotDelivered if the delivery failed."""
        receipt = self._channel.send(message)
        try:
            self._tell(message)
        except NotDelivered:
            return replace(receipt, note=receipt.note or "no_mail")
        return receipt

    def _tell(self, message: Message) -> None:
        role = message.recipient.partition("|")[0]
        for person, language, way in wishes.told_for(message.recipient, message.on):
            if way == "daily":
                digests.note(person, language, message.on)
            else:
                key = recipient_key(role, "", person)
                self._mail.send(replace(message, id=uuid5(message.id, person), recipient=key, language=language))


@cache
def mail() -> Channel:
    """Where e-mails go: the server of the settings; without one a file of the demo, or what this process prints."""
    if not settings.MAIL["host"]:
        return ConsoleMail((settings.VAR / E_MAILS).open("a", encoding="utf-8") if settings.DEMO else sys.stdout, settings.ADDRESS)
    return SmtpMail(MailServer(**settings.MAIL), lambda key: wishes.email_of(key.rpartition("|")[2]), settings.ADDRESS)


def channels(*, news: bool = True) -> Mapping[str, Channel]:
    """Return the adapters of this Guichet by the channel names of the law file; without `news` nobody is sent an e-mail."""
    ebox: Channel = FakeEbox(mailbox.post)
    if news:
        ebox = WithNews(ebox, mail())
    letters: Channel = mail() if news else AtTheCounter()
    return {"ebox": ebox, "portal": ebox, "counter": AtTheCounter(), "registered": post_room, "mail": letters}
