"""E-mail that says only that there is news in a file: no name, no reason, no letter; to the console or by SMTP."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TextIO

from guichet.engine.messages import Message, NotDelivered, Receipt
from guichet.sources import digest_mail, draft_mail, followed_mail, limit_mail

SUBJECT = {
    "fr": "Il y a du nouveau dans votre dossier Guichet",
    "nl": "Er is nieuws in uw Guichet-dossier",
    "de": "Es gibt Neues in Ihrer Guichet-Akte",
    "en": "There is news in your Guichet file",
}
TEXT = {
    "fr": "Il y a du nouveau dans votre dossier {case_number}.\n\nPour le lire, connectez-vous :\n{link}\n\n"
    "Ce message ne contient rien de votre dossier, exprès. Nous ne demandons jamais de mot de passe par e-mail.\n",
    "nl": "Er is nieuws in uw dossier {case_number}.\n\nMeld u aan om het te lezen:\n{link}\n\n"
    "Dit bericht bevat met opzet niets uit uw dossier. Wij vragen nooit een wachtwoord per e-mail.\n",
    "de": "Es gibt Neues in Ihrer Akte {case_number}.\n\nMelden Sie sich an, um es zu lesen:\n{link}\n\n"
    "Diese Nachricht enthält absichtlich nichts aus Ihrer Akte. Wir fragen nie per E-Mail nach einem Passwort.\n",
    "en": "There is news in your file {case_number}.\n\nSign in to read it:\n{link}\n\n"
    "This message contains nothing of your file, on purpose. We never ask for a password by e-mail.\n",
}
INVITED_SUBJECT = {
    "fr": "Vous êtes invité à votre dossier Guichet",
    "nl": "U bent uitgenodigd voor uw Guichet-dossier",
    "de": "Sie sind zu Ihrer Guichet-Akte eingeladen",
    "en": "You are invited to your Guichet file",
}
INVITED_TEXT = {
    "fr": "Une entreprise prépare pour vous une demande de permis de travail et de séjour.\n\nPour voir votre dossier, ouvrez cette adresse :\n"
    "{link}/invitation\n\nTapez ce code et votre date de naissance :\n{code}\n\n"
    "Ce message ne contient rien d’autre, exprès. Si vous n’attendez rien, ne faites rien.\n",
    "nl": "Een bedrijf bereidt voor u een aanvraag van een arbeids- en verblijfsvergunning voor.\n\nOpen dit adres om uw dossier te zien:\n"
    "{link}/invitation\n\nTyp deze code en uw geboortedatum:\n{code}\n\n"
    "Dit bericht bevat met opzet niets anders. Verwacht u niets, doe dan niets.\n",
    "de": "Ein Unternehmen bereitet für Sie einen Antrag auf Arbeit und Aufenthalt vor.\n\nÖffnen Sie diese Adresse, um Ihre Akte zu sehen:\n"
    "{link}/invitation\n\nGeben Sie diesen Code und Ihr Geburtsdatum ein:\n{code}\n\n"
    "Diese Nachricht enthält absichtlich nichts anderes. Erwarten Sie nichts, tun Sie nichts.\n",
    "en": "A company is preparing an application for a work and residence permit for you.\n\nTo see your file, open this address:\n"
    "{link}/invitation\n\nType this code and your day of birth:\n{code}\n\n"
    "This message contains nothing else, on purpose. If you expect nothing, do nothing.\n",
}
LASTING = range(500, 600)  # answers of a mail server that a second try does not change


def subject_of(message: Message) -> str:
    """The subject line, the same for every file."""
    others = {"invitation": INVITED_SUBJECT, "draft_ends": draft_mail.SUBJECT, "digest": digest_mail.SUBJECT, "limit_ends": limit_mail.SUBJECT,
              "followed": followed_mail.SUBJECT}  # fmt: skip
    return others.get(message.subject, SUBJECT)[message.language]


def text_of(message: Message, link: str) -> str:
    """The whole text: that there is news, the number of the file, where to sign in."""
    if message.subject == "invitation":
        return INVITED_TEXT[message.language].format(code=" ".join(message.code[at : at + 4] for at in range(0, len(message.code), 4)), link=link)
    if message.subject == "draft_ends":
        return draft_mail.TEXT[message.language].format(link=link)
    if message.subject == "digest":
        return digest_mail.TEXT[message.language].format(link=link)
    if message.subject == "limit_ends":
        return limit_mail.TEXT[message.language].format(days=message.code, link=link)
    if message.subject == "followed":
        return followed_mail.TEXT[message.language].format(reference=message.code, link=link)
    return TEXT[message.language].format(case_number=message.case_number, link=link)


class ConsoleMail:
    """Prints what would be sent. The recipient stays a reference: an address does not belong in a log."""

    def __init__(self, out: TextIO, link: str) -> None:
        self._out, self._link = out, link
        self._sent: set[object] = set()

    def send(self, message: Message) -> Receipt:
        """Print the message once. Raises NotDelivered when it names no recipient or no known language."""
        _guard(message)
        if message.id not in self._sent:
            self._out.write(f"--- e-mail to {message.recipient}\n{subject_of(message)}\n\n{text_of(message, self._link)}---\n")
            self._out.flush()
            self._sent.add(message.id)
        return Receipt("mail", str(message.id))


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where SMTP is spoken; `secure` is "starttls", "tls" or "" (a server on the same machine)."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    secure: str = "starttls"
    seconds: float = 20.0


class SmtpMail:
    """Sends by SMTP. The address is looked up at the moment of sending and kept nowhere."""

    def __init__(self, server: MailServer, address_of: Callable[[str], str], link: str) -> None:
        self._server, self._address_of, self._link = server, address_of, link

    def send(self, message: Message) -> Receipt:
        """Hand the message to the server; its Message-ID is its own id, so that a repeat is recognised. Raises NotDelivered."""
        _guard(message)
        address = self._address_of(message.recipient)
        if not address:
            raise NotDelivered("no_address", retry=False)
        try:
            with self._connected() as connection:
                connection.send_message(self._mail(message, address))
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            raise NotDelivered(f"mail_server_{code}", retry=code not in LASTING) from None
        except smtplib.SMTPResponseException as refused:
            raise NotDelivered(f"mail_server_{refused.smtp_code}", retry=refused.smtp_code not in LASTING) from None
        except (OSError, smtplib.SMTPException, ValueError) as problem:
            raise NotDelivered(f"mail_{type(problem).__name__}") from None
        return Receipt("mail", str(message.id))

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        if server.secure == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.seconds, context=ssl.create_default_context())
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
        if server.secure == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        return connection

    def _mail(self, message: Message, address: str) -> EmailMessage:
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = subject_of(message), self._server.sender, address
        mail["Date"] = format_datetime(datetime.combine(message.on, time(12), UTC))
        mail["Message-ID"] = f"<{message.id}@{self._server.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text_of(message, self._link))
        mail["Content-Language"] = message.language
        return mail


def _guard(message: Message) -> None:
    if not message.recipient.strip("|"):
        raise NotDelivered("no_recipient", retry=False)
    if message.language not in SUBJECT:
        raise NotDelivered("no_such_language", retry=False)
