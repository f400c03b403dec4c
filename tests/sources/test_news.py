"""How people hear that there is news: each time, once a day, or not; never with anything of a file but its number."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from guichet.delivery import digests
from guichet.delivery.channel import Message, NotDelivered, Receipt, recipient_key
from guichet.engine.refusals import BadAnswer
from guichet.people import demo, news
from guichet.people import store as people
from guichet.site.channels import WithNews
from guichet.sources.mail import MailServer, SmtpMail, subject_of, text_of
from tests.desk.life import COMPANY, EMPLOYER, LAWYER, OFFICE
from tests.sources.mail_server import mail_server

ON, AT = date(2026, 3, 9), datetime(2026, 3, 10, 8, tzinfo=UTC)
LINK = "https://guichet.example"


class Kept:
    """A channel that keeps what it was given."""

    def __init__(self, reason: str = "") -> None:
        self.messages, self.reason = [], reason

    def send(self, message: Message) -> Receipt:
        if self.reason:
            raise NotDelivered(self.reason)
        self.messages.append(message)
        return Receipt("kept", str(message.id))


@pytest.fixture
def worker(db) -> str:
    demo.load()
    return people.add_worker("Narayanan", "Meera", "Narayanan", "Meera", "nl", "meera@guichet.example")


def told(recipient: str, mail: Kept) -> list[Message]:
    WithNews(Kept(), mail).send(Message(UUID(int=7), UUID(int=900), "7KM42QX9B6", recipient, "annex_48", "fr", "ref", ON))
    return mail.messages


def test_a_worker_who_chose_nothing_gets_one_e_mail_each_time_in_their_own_language(worker):
    [mail] = told(recipient_key("worker", "", worker), Kept())
    assert (mail.recipient, mail.language) == (recipient_key("worker", "", worker), "nl")


def test_of_a_company_everybody_who_works_there_hears_and_an_authority_nobody(worker):
    heard = {mail.recipient.rpartition("|")[2] for mail in told(recipient_key("employer", COMPANY), Kept())}
    assert EMPLOYER.person in heard and LAWYER.person not in heard
    assert told(recipient_key("stay_authority", OFFICE.body), Kept()) == []
    news.choose(OFFICE.person, "each")
    assert len(told(recipient_key("stay_authority", OFFICE.body), Kept())) == 1


def test_who_wants_none_gets_none(worker):
    news.choose(worker, "none")
    assert told(recipient_key("worker", "", worker), Kept()) == []


def test_who_wants_one_a_day_gets_one_the_next_day_for_all_the_news(worker):
    news.choose(worker, "daily")
    key, mail = recipient_key("worker", "", worker), Kept()
    assert told(key, mail) == [] and told(key, mail) == []
    assert digests.send_due(mail.send, ON, AT) == 0
    assert digests.send_due(mail.send, date(2026, 3, 10), AT) == 1 and digests.send_due(mail.send, date(2026, 3, 10), AT) == 0
    [digest] = mail.messages
    assert digest.case_number == "" and "nieuws" in text_of(digest, LINK) and digest.case == UUID(int=0)


def test_a_digest_that_cannot_leave_is_tried_again_and_one_without_address_is_not(worker):
    digests.note(worker, "nl", ON)
    assert digests.send_due(Kept("no_answer").send, date(2026, 3, 10), AT) == 0
    mail = Kept()
    assert digests.send_due(mail.send, date(2026, 3, 11), AT) == 1 and len(mail.messages) == 1


def test_a_mail_that_fails_never_undoes_the_delivery(worker):
    message = Message(UUID(int=7), UUID(int=900), "7KM42QX9B6", recipient_key("worker", "", worker), "annex_48", "fr", "ref", ON)
    assert WithNews(Kept(), Kept("mail_server_451")).send(message).note == "no_mail"


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
@pytest.mark.parametrize("subject", ["news", "digest"])
def test_an_e_mail_holds_no_name_no_letter_and_one_line_of_subject(worker, language, subject):
    nasty = "7KM4\r\nBcc: all@example.org"
    mail = Message(UUID(int=7), UUID(int=900), nasty, recipient_key("worker", "", worker), "annex_48", language, "ref-of-vault", ON, subject=subject)
    whole = subject_of(mail) + text_of(mail, LINK)
    assert not [word for word in ("Narayanan", "Meera", "annex", "48", "ref-of-vault", worker) if word in whole]
    assert "\n" not in subject_of(mail)


def test_by_smtp_the_address_is_looked_up_when_it_leaves_and_no_header_can_be_added(worker):
    with mail_server() as bin_:
        channel = SmtpMail(MailServer("127.0.0.1", bin_.port, "no-reply@guichet.example", secure=""), lambda key: news.email_of(key.rpartition("|")[2]), LINK)
        mail = Message(UUID(int=7), UUID(int=900), "7KM4\r\nBcc: all@example.org", recipient_key("worker", "", worker), "receipt", "fr", "ref", ON)
        channel.send(mail)
        channel.send(replace(mail, id=UUID(int=8), case_number="", subject="digest"))
        assert len(bin_.mails) == 2


def test_a_way_that_does_not_exist_is_refused(worker):
    with pytest.raises(BadAnswer):
        news.choose(worker, "fax")
    assert news.way_of(worker, "worker") == "each" and news.way_of(OFFICE.person, "stay_authority") == "none"
