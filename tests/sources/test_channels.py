"""One contract for every channel: the fake, the real and the failing ones all pass through it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from email import message_from_string, policy
from uuid import UUID

import pytest

from guichet.delivery.channel import Channel
from guichet.engine.messages import Message, NotDelivered, Receipt
from guichet.sources.ebox import FakeEbox
from guichet.sources.failing import Failing
from guichet.sources.mail import SUBJECT, ConsoleMail, MailServer, SmtpMail
from tests.sources.mail_server import MailBin, mail_server

LINK = "https://guichet.example/sign-in"
ADDRESS = "anjali.raman@example.org"
NEWS = Message(UUID(int=7), UUID(int=900), "7KM4 2QX9 B6", "worker||p-17", "receipt", "fr", "vault-ref-1", date(2026, 3, 9))


@dataclass
class Case:
    """A channel under test, and how many times its recipient has the message."""

    channel: Channel
    arrived: Callable[[Message], int]


class Box:
    """A mailbox that keeps a message once, as the one of the room delivery does."""

    def __init__(self) -> None:
        self.kept: dict[UUID, Message] = {}

    def post(self, message: Message) -> Receipt:
        self.kept.setdefault(message.id, message)
        return Receipt("ebox", str(message.id))


@pytest.fixture
def server() -> Iterator[MailBin]:
    with mail_server() as running:
        yield running


def ebox() -> Case:
    box = Box()
    return Case(FakeEbox(box.post), lambda message: int(message.id in box.kept))


def console() -> Case:
    out = io.StringIO()
    return Case(ConsoleMail(out, LINK), lambda message: out.getvalue().count(message.case_number))


def smtp(server: MailBin) -> Case:
    def arrived(message: Message) -> int:
        return len({mail["Message-ID"] for mail in map(read, server.mails) if str(message.id) in mail["Message-ID"]})

    return Case(SmtpMail(MailServer("127.0.0.1", server.port, "no-reply@guichet.example", secure=""), lambda _: ADDRESS, LINK), arrived)


def read(text: str):
    return message_from_string(text, policy=policy.default)


@pytest.fixture(params=["ebox", "console", "smtp", "failing ebox", "failing console", "failing smtp"])
def case(request: pytest.FixtureRequest, server: MailBin) -> Case:
    name = request.param.removeprefix("failing ")
    made = {"ebox": ebox, "console": console, "smtp": lambda: smtp(server)}[name]()
    return Case(Failing(made.channel), made.arrived) if request.param.startswith("failing") else made


def sent(channel: Channel, message: Message, tries: int = 10) -> Receipt:
    """Try as the worker does, until there is a receipt."""
    for _ in range(tries):
        try:
            return channel.send(message)
        except NotDelivered as problem:
            assert problem.retry
    raise AssertionError("never delivered")


def test_a_message_arrives_once_however_often_it_must_be_tried(case: Case) -> None:
    first = sent(case.channel, NEWS)
    assert case.arrived(NEWS) == 1
    assert sent(case.channel, NEWS) == first
    assert case.arrived(NEWS) == 1


def test_a_receipt_names_the_channel_and_the_message(case: Case) -> None:
    receipt = sent(case.channel, NEWS)
    assert receipt.channel in ("ebox", "mail") and receipt.reference == str(NEWS.id)


def test_two_messages_are_two(case: Case) -> None:
    other = replace(NEWS, id=UUID(int=8), case=UUID(int=901), case_number="2QX9 7KM4 C3")
    sent(case.channel, NEWS)
    sent(case.channel, other)
    assert case.arrived(NEWS) == case.arrived(other) == 1


def test_a_message_to_nobody_is_given_up_with_a_reason(case: Case) -> None:
    for _ in range(6):
        try:
            case.channel.send(replace(NEWS, recipient="||"))
        except NotDelivered as problem:
            last = problem
    assert (last.reason, last.retry) == ("no_recipient", False)


@pytest.mark.parametrize("language", SUBJECT)
def test_an_e_mail_says_only_that_there_is_news(language: str, server: MailBin) -> None:
    smtp(server).channel.send(replace(NEWS, language=language))
    mail = read(server.mails[0])
    assert mail["Subject"] == SUBJECT[language] and mail["Content-Language"] == language and mail["To"] == ADDRESS
    text = mail.get_content()
    assert LINK in text and NEWS.case_number in text
    for hidden in ("receipt", "vault-ref-1", "p-17", "Raman", str(NEWS.case)):
        assert hidden not in text and hidden not in mail["Subject"]
    assert len(set(SUBJECT.values())) == 4


def test_the_console_prints_no_address() -> None:
    out = io.StringIO()
    ConsoleMail(out, LINK).send(NEWS)
    assert "@" not in out.getvalue() and "worker||p-17" in out.getvalue()


@pytest.mark.parametrize(("answer", "reason", "retry"), [("550 no such box", "mail_server_550", False), ("450 busy", "mail_server_450", True)])
def test_what_the_mail_server_says_decides_whether_to_try_again(answer: str, reason: str, retry: bool, server: MailBin) -> None:
    server.answer = answer
    with pytest.raises(NotDelivered) as refused:
        smtp(server).channel.send(NEWS)
    assert (refused.value.reason, refused.value.retry) == (reason, retry)
    assert ADDRESS not in repr(refused.value)


def test_no_mail_server_is_no_catastrophe() -> None:
    channel = SmtpMail(MailServer("127.0.0.1", 9, "no-reply@guichet.example", secure="", seconds=1), lambda _: ADDRESS, LINK)
    with pytest.raises(NotDelivered) as refused:
        channel.send(NEWS)
    assert refused.value.retry


def test_somebody_without_an_address_is_not_tried_again(server: MailBin) -> None:
    channel = SmtpMail(MailServer("127.0.0.1", server.port, "no-reply@guichet.example", secure=""), lambda _: "", LINK)
    with pytest.raises(NotDelivered, match="no_address"):
        channel.send(NEWS)


def test_a_mailbox_that_breaks_is_tried_again() -> None:
    def broken(message: Message) -> Receipt:
        raise OSError("disk")

    with pytest.raises(NotDelivered) as refused:
        FakeEbox(broken).send(NEWS)
    assert refused.value.retry and "disk" not in refused.value.reason
