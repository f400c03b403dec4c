"""The pages of a renewal: offered on the file of the permit, one draft however often one presses, refused in sentences."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from guichet.engine.case_number import number_of
from guichet.intake import models
from tests.desk.life import EMPLOYER, OTHER_EMPLOYER, Life
from tests.desk.renewal import OnPaper, Renewal, with_card
from tests.portals.filling import begin, errors, file_application, hidden

IN_TIME = date(2027, 5, 31)


@pytest.fixture
def permit(folk: list[object], clock: object, settings: object, tmp_path: Path) -> Life:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(IN_TIME)
    return with_card(OnPaper())


@pytest.fixture
def employer(permit: Life, visitor_as: Callable[..., Client]) -> Client:
    return visitor_as("employer", body=EMPLOYER.body)


def page_of(permit: Life) -> str:
    return f"/files/{number_of(permit.case)}/renew"


def pressed(browser: Client, permit: Life) -> str:
    html = browser.get(page_of(permit)).content.decode()
    return browser.post(page_of(permit), {"command": hidden(html, "command")}).headers["Location"]


def test_the_file_of_the_permit_offers_it_with_the_last_safe_day(employer: Client, permit: Life) -> None:
    html = employer.get(f"/files/{number_of(permit.case)}").content.decode()
    assert "Renew this permit" in html and "File the renewal by Wednesday 30 June 2027" in html


def test_pressed_twice_or_on_two_pages_it_is_one_draft(employer: Client, permit: Life) -> None:
    form = {"command": hidden(employer.get(page_of(permit)).content.decode(), "command")}
    first, again = (employer.post(page_of(permit), form).headers["Location"] for _ in range(2))
    assert first == again == pressed_link(employer, permit)
    assert models.Draft.objects.count() == 1


def pressed_link(browser: Client, permit: Life) -> str:
    """Where the page of the file leads once a draft was begun."""
    html = browser.get(f"/files/{number_of(permit.case)}").content.decode()
    assert "Go on with the renewal" in html
    return html.partition('href="/applications/')[2].partition('"')[0].join(("/applications/", ""))


def test_a_passport_that_does_not_cover_the_new_period_is_asked_again(employer: Client, permit: Life) -> None:
    draft = pressed(employer, permit)
    answered = {"employment_from-day": "1", "employment_from-month": "9", "employment_from-year": "2027"}
    until = {"employment_until-day": "31", "employment_until-month": "8", "employment_until-year": "2033"}
    before = employer.get(draft).content.decode().count("To do")
    employer.post(f"{draft}/part/work/employment_from", answered | until)
    after = employer.get(draft).content.decode().count("To do")
    assert after == before - 1 + 2 + 1, "the period is answered, passport and first permit end before it does, and one may read over and file"


def test_papers_that_serve_again_say_where_and_when_they_came(employer: Client, permit: Life, visitor_as: Callable[..., Client]) -> None:
    draft = pressed(employer, permit)
    days = {"employment_from": date(2027, 9, 1), "employment_until": date(2028, 8, 31)}
    employer.post(
        f"{draft}/part/work/employment_from", {f"{name}-{part}": getattr(on, part) for name, on in days.items() for part in ("day", "month", "year")}
    )
    number = file_application(employer, draft)
    html = visitor_as("work_authority", body="authority:brussels").get(f"/files/{number}").content.decode()
    assert html.count("From the file before, where it came on 2 March 2026") == 2


def test_the_number_of_a_permit_may_be_typed_and_joins_the_draft(employer: Client, permit: Life) -> None:
    draft = begun_by_hand(employer)
    answer = employer.post(f"{draft}/part/permit", {"permit_known": "yes", "running_file": number_of(permit.case)})
    assert answer.headers["Location"] == draft
    html = employer.get(draft).content.decode()
    assert "This renews the permit of file" in html and "Narayanan" in html


def test_the_permit_of_another_employer_is_refused_in_a_sentence_and_what_was_typed_stays(permit: Life, visitor_as: Callable[..., Client]) -> None:
    other = visitor_as("employer", body=OTHER_EMPLOYER.body)
    draft = begun_by_hand(other)
    answer = other.post(f"{draft}/part/permit", {"permit_known": "yes", "running_file": number_of(permit.case)})
    assert answer.status_code == 422 and "is not renewed: you apply for a first one" in errors(answer.content.decode())[0]
    assert number_of(permit.case) in answer.content.decode().replace(" ", "")
    assert other.get(page_of(permit)).status_code == other.post(page_of(permit), {}).status_code == 404
    nonsense = other.post(f"{draft}/part/permit", {"permit_known": "yes", "running_file": "AAAA AAAA AA"})
    assert nonsense.status_code == 422 and "Copy its ten signs" in errors(nonsense.content.decode())[0]


def test_while_one_is_pending_a_second_is_not_begun(employer: Client, permit: Life) -> None:
    form = {"command": hidden(employer.get(page_of(permit)).content.decode(), "command")}
    Renewal(permit).filed(IN_TIME)
    answer = employer.post(page_of(permit), form)
    assert answer.status_code == 409 and "A renewal of this permit was filed already" in answer.content.decode()
    assert "renewal is pending" in employer.get(page_of(permit)).content.decode()
    assert "Renew this permit" not in employer.get(f"/files/{number_of(permit.case)}").content.decode()


def test_the_worker_reads_whether_one_was_filed(permit: Life, visitor_as: Callable[..., Client]) -> None:
    worker = Client(HTTP_HOST="localhost")
    worker.get("/?lang=en")
    assert worker.post("/sign-in", {"who": f"{permit.worker.person}|worker|", "next": ""}).status_code == 302
    file = f"/files/{number_of(permit.case)}"
    assert "Your employer has not filed a renewal." in worker.get(file).content.decode()
    Renewal(permit).filed(IN_TIME)
    html = worker.get(file).content.decode()
    assert "A renewal was filed on 31 May 2027." in html and "has not filed" not in html


def begun_by_hand(browser: Client) -> str:
    """A renewal begun without the page of a file."""
    assert begin(browser)
    html = browser.get("/applications").content.decode()
    return browser.post("/applications", {"command": hidden(html, "command"), "procedure": "ict-long-term-mobility-renewal"}).headers["Location"]


def test_the_day_that_ends_the_new_card_is_told_before_filing(employer: Client, permit: Life) -> None:
    draft = pressed(employer, permit)
    days = {"employment_from": date(2027, 9, 1), "employment_until": date(2029, 12, 31)}
    employer.post(
        f"{draft}/part/work/employment_from", {f"{name}-{part}": getattr(on, part) for name, on in days.items() for part in ("day", "month", "year")}
    )
    html = employer.get(f"{draft}/check").content.decode()
    assert "ends on Sunday 31 December 2028 at the latest. What ends it first: ICT permit of that State valid until." in html
    assert "Days without a document" in html
