"""The e-Box says of each letter whether it asks something and until when; what has a last day stands first, then what was not read."""

import re

import pytest

from guichet.delivery import mailbox
from guichet.engine.messages import recipient_key
from tests.desk.life import EMPLOYER, OFFICE, Life, day


@pytest.fixture
def asked(folk, monkeypatch, clock, settings, tmp_path) -> Life:
    """The Office asked documents on 7 April; today is 8 April."""
    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    monkeypatch.setattr("guichet.letters.render.render", lambda letter, language, *_: f"{letter} {language}".encode())
    one = Life().admissible()
    one.works(day(3, 10))
    one.does("request_evidence", OFFICE, day(4, 7), asked=["health_insurance"], reason="Une raison.").works(day(4, 7))
    clock.set_today(day(4, 8))
    return one


def titles(html: str) -> list[str]:
    return re.findall(r'class="g-linklike[^"]*">([^<]+)</button>', html.split("<main", 1)[1])


def test_a_letter_that_asks_something_stands_first_with_its_last_day(asked, visitor_as):
    html = visitor_as("employer", body=EMPLOYER.body).get("/e-box").content.decode()
    assert titles(html)[0] == "Further documents are requested" and len(titles(html)) == 3
    assert "1 of them gives you a last day" in html and "until Wednesday 22 April 2026" in html
    assert html.count("For your information") == 2 and "Your turn" in html


def test_once_it_is_answered_nothing_is_asked_any_more(asked, visitor_as):
    asked.does("answer_request", EMPLOYER, day(4, 8), evidence={"health_insurance": [asked.file("health_insurance")]})
    html = visitor_as("employer", body=EMPLOYER.body).get("/e-box").content.decode()
    assert "None of them gives you a last day now." in html and "Asked something, over now" in html


def test_the_list_can_be_cut_to_what_was_not_read_or_has_a_last_day(asked, visitor_as):
    company = visitor_as("employer", body=EMPLOYER.body)
    newest = mailbox.inbox(recipient_key("employer", EMPLOYER.body))[0]
    company.post("/e-box/open", {"message": str(newest.id)})
    assert len(titles(company.get("/e-box?show=unread").content.decode())) == 2
    assert titles(company.get("/e-box?show=asks").content.decode()) == ["Further documents are requested"]
    assert len(titles(company.get("/e-box?show=nonsense").content.decode())) == 3


def test_a_full_mailbox_asks_the_database_no_more_often_than_an_empty_one(asked, visitor_as, django_assert_max_num_queries):
    company = visitor_as("employer", body=EMPLOYER.body)
    with django_assert_max_num_queries(12):
        company.get("/e-box")
