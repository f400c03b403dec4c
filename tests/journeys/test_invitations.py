"""A worker is invited and comes in: the code goes to the worker only, works once, for that person, for a time; nothing else is said."""

import re
from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from guichet.delivery.rows import OutboxRow
from guichet.desk import invitations as invitation_desk
from guichet.desk import worker
from guichet.desk.erase import erase
from guichet.engine.messages import Message, Receipt
from guichet.people import invitations
from guichet.portals.invitations import throttle
from guichet.site.channels import channels
from guichet.sources.fake_seal import FakeSeal
from guichet.sources.mail import text_of
from guichet.vault import store as vault
from tests.journeys.counter import NASTY, at_the_counter, somebody
from tests.portals.filling import begin, day, errors, fill
from tests.portals.sample_case import rules

BORN = date(1991, 8, 14)


class Letters:
    """A mail that keeps what it was given."""

    def __init__(self) -> None:
        self.sent: list[Message] = []

    def send(self, message: Message) -> Receipt:
        self.sent.append(message)
        return Receipt("mail", str(message.id))


@pytest.fixture(autouse=True)
def calm():
    throttle.forget()


@pytest.fixture
def draft(employer: Client) -> str:
    path = begin(employer)
    fill(employer, path, rules("brussels"), {"worker_birth_on": BORN})
    return path


def invited(employer: Client, draft: str, clock) -> str:
    """Sends the invitation; the code as the e-mail brings it."""
    assert employer.post(f"{draft}/invitation", {"do": "send"}).status_code == 302
    mail = Letters()
    while worker.work(clock.now, {**channels(news=False), "mail": mail}, FakeSeal()):
        pass
    return mail.sent[-1].code


def comes_in(code: str, born: date = BORN):
    window = Client(HTTP_HOST="localhost")
    window.get("/?lang=en")
    answer = window.post("/invitation", {"code": code, **day("born", born)})
    return window, answer.status_code, errors(answer.content.decode())


def test_the_worker_comes_in_with_the_code_and_sees_the_own_part_only(employer, draft, clock):
    code = invited(employer, draft, clock)
    window, status, _ = comes_in(f"{code[:4]} {code[4:8].lower()}-{code[8:]}")
    assert status == 302
    html = window.get(draft).content.decode()
    assert "Medical certificate" in html and "Your application" in html
    assert "has come in" in employer.get(f"{draft}/invitation").content.decode()
    assert window.get(f"{draft}/invitation").status_code == 404
    assert comes_in(code)[2] == ["This invitation was used already. Sign in instead"]
    assert employer.post(f"{draft}/invitation", {"do": "send"}).status_code == 409


def test_the_employer_never_sees_the_code_and_the_mail_says_nothing_else(employer, draft, clock):
    code = invited(employer, draft, clock)
    assert code not in employer.get(f"{draft}/invitation").content.decode()
    message = Message(
        UUID(int=1), UUID(int=2), "7KM42QX9B6", "worker||x", "invitation", "fr", "ref", date(2026, 4, 7), subject="invitation", code=code
    )
    said = text_of(message, "https://guichet.example")
    assert "7KM42QX9B6" not in said and "Nair" not in said and code[:4] in said and code not in repr(message)
    case = UUID(draft.rsplit("/", 1)[1])
    assert not [item for item in vault.refs(case) if item.kind == "invitation"]


def test_another_person_is_told_so_and_after_five_wrong_days_the_code_is_worth_nothing(employer, draft, clock):
    code = invited(employer, draft, clock)
    for _ in range(invitations.MOST_WRONG):
        assert "does not fit the invitation" in comes_in(code, date(1990, 1, 1))[2][0]
    assert "Too many wrong days of birth" in comes_in(code)[2][0]
    again = invited(employer, draft, clock)
    assert again != code and "No invitation has this code" in comes_in(code)[2][0]
    assert comes_in(again)[1] == 302


def test_an_invitation_ends_and_can_be_withdrawn(employer, draft, clock):
    code = invited(employer, draft, clock)
    clock.forward(31)
    assert "time to accept this invitation is over" in comes_in(code)[2][0]
    code = invited(employer, draft, clock)
    assert employer.post(f"{draft}/invitation", {"do": "withdraw"}).status_code == 302
    assert "withdrawn" in comes_in(code)[2][0]


def test_who_tries_codes_has_to_wait(employer, draft, clock):
    answers = [comes_in("ABCDEFGH2345")[1] for _ in range(11)]
    assert answers[:10] == [422] * 10 and answers[10] == 429
    clock.forward(1)
    assert comes_in("ABCDEFGH2345")[1] == 422


def test_twenty_wrong_codes_then_the_right_one_waits_as_well(employer, draft, clock):
    code = invited(employer, draft, clock)
    assert {comes_in("ABCDEFGH2345")[1] for _ in range(20)} == {422, 429}
    assert comes_in(code)[1] == 429
    clock.forward(1)
    assert comes_in(code)[1] == 302, "whoever waited comes in"


def test_behind_a_proxy_each_address_waits_for_itself_and_writes_no_other(employer, draft, clock, settings):
    def tries(told: str) -> int:
        window = Client(HTTP_HOST="localhost", HTTP_X_FORWARDED_FOR=told, REMOTE_ADDR="127.0.0.1")
        return window.post("/invitation", {"code": "ABCDEFGH2345", **day("born", BORN)}).status_code

    settings.BEHIND_PROXY = True
    assert [tries(f"198.51.100.{nth}, 203.0.113.7") for nth in range(11)][-1] == 429, "what stands before the last address anybody may write"
    assert tries("203.0.113.8") == 422
    settings.BEHIND_PROXY = False
    assert [tries(f"198.51.100.{nth}") for nth in range(11)][-1] == 429, "without a proxy the header is nobody's"


def test_a_worker_process_killed_after_sending_sends_no_second_mail_and_erasing_leaves_nothing(employer, draft, clock):
    code, case = invited(employer, draft, clock), UUID(draft.rsplit("/", 1)[1])
    row = OutboxRow(
        "0" * 32,
        case,
        "invitation",
        "invitation:1",
        clock.now(),
        2,
        {"ref": str(UUID(int=7)), "to": "worker||x", "language": "fr", "on": "2026-04-07"},
    )
    mail = Letters()
    invitation_desk.send(row, mail)
    assert mail.sent == []
    erase(case)
    assert invitations.invitation_of(case, clock.today()) is None and "No invitation has this code" in comes_in(code)[2][0]


@pytest.mark.parametrize("text", ["", *NASTY])
def test_a_bad_code_gets_a_sentence(counter, text):
    assert comes_in(text)[1] == 422


def test_nobody_is_invited_before_the_questions_about_the_worker(employer):
    path = begin(employer)
    html = employer.get(f"{path}/invitation").content.decode()
    assert "First answer the questions" in html and not re.search(r'name="do"', html)
    assert employer.post(f"{path}/invitation", {"do": "send"}).status_code == 422
    assert employer.post(f"{path}/invitation", {"do": "x"}).status_code == 400
    other = at_the_counter(somebody("municipality"))
    assert other.get(f"{path}/invitation").status_code == 404 and Client(HTTP_HOST="localhost").get(f"{path}/invitation").status_code == 302
