"""An applicant announces a change before the decision: who sees before and after, what stays, what is refused; two files compared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guichet.desk import rebuild
from guichet.engine.case_number import number_of
from tests.desk.life import EMPLOYER, Life
from tests.portals.filling import TODAY, hidden
from tests.portals.sample_case import rules

REGION = "authority:brussels"
WHY = {"reason": "The parties agreed on it."}


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer", body=EMPLOYER.body)


def filed(employer: Client) -> str:
    one = Life()
    return number_of(one.submit(on=TODAY, without=one.needed()).case)


@pytest.fixture
def number(employer: Client) -> str:
    return filed(employer)


def announce(employer: Client, number: str, **answers: str) -> object:
    path = f"/files/{number}/do/announce_change"
    html = employer.get(path).content.decode()
    return employer.post(path, {"command": hidden(html, "command"), "seen": hidden(html, "seen"), **WHY, **answers})


def page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def told(browser: Client, number: str) -> str:
    html = page(browser, f"/files/{number}/answers")
    return html[html.index("<main") : html.index("</main>")]


def test_both_sides_see_before_and_after_with_who_and_when(employer: Client, number: str, visitor_as: Callable[..., Client]) -> None:
    assert "Changed since" not in page(employer, f"/files/{number}")
    assert announce(employer, number, new_monthly_pay="6 900,50").status_code == 302
    for browser in (employer, visitor_as("work_authority", body=REGION)):
        html = page(browser, f"/files/{number}")
        changed = html[html.index("Changed since the application was filed") :]
        assert "6,900.50" in changed[changed.index("<ins>") :][:60] and "<del>" in changed
        assert "#entry-" in changed and html.count("<ins>") == 1
    assert "Changed since" in page(employer, f"/files/{number}/answers")


def test_the_new_amount_is_what_the_checks_look_at(employer: Client, number: str, visitor_as: Callable[..., Client]) -> None:
    agent = visitor_as("work_authority", body=REGION)
    announce(employer, number, new_monthly_pay="1000")
    html = page(agent, f"/files/{number}")
    pay = next(one for one in rules("brussels").checks if one.fact == "monthly_pay" and one.title["en"] in html)
    assert "g-state--no" in html[: html.index(pay.title["en"])][-600:]


def test_an_agent_who_decides_meanwhile_is_told_what_changed(employer: Client, number: str, visitor_as: Callable[..., Client]) -> None:
    agent, path = visitor_as("work_authority", body=REGION), f"/files/{number}/do/declare_inadmissible"
    html = page(agent, path)
    announce(employer, number, new_monthly_pay="6900")
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen"), "ground": "fee_not_paid", "reason": "Nothing was paid."}
    assert agent.post(path, form).status_code == 409


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"new_monthly_pay": "twice"},
        {"new_planned_arrival_on-day": "1", "new_planned_arrival_on-month": "1", "new_planned_arrival_on-year": "2020"},
    ],
)
def test_what_changes_nothing_or_cannot_be_is_refused_in_a_sentence(answers: dict[str, str], employer: Client, number: str) -> None:
    answer = announce(employer, number, **answers)
    assert answer.status_code == 422 and "The parties agreed on it." in answer.content.decode()


def test_the_page_says_what_to_do_when_the_establishment_changes(employer: Client, number: str) -> None:
    html = page(employer, f"/files/{number}/do/announce_change")
    assert "another region may be competent" in html and 'name="host_municipality"' not in html


def test_nobody_but_the_applicant_announces(number: str, visitor_as: Callable[..., Client]) -> None:
    assert visitor_as("work_authority", body=REGION).get(f"/files/{number}/do/announce_change").status_code == 403
    assert visitor_as("work_authority", body="authority:flanders").get(f"/files/{number}/answers").status_code == 404


def test_a_change_survives_telling_the_views_again(employer: Client, number: str) -> None:
    announce(employer, number, new_monthly_pay="6900")
    before = told(employer, number)
    rebuild.rebuild()
    assert "6,900.00" in before and told(employer, number) == before


def test_two_files_of_one_worker_are_compared_answer_by_answer(employer: Client, number: str, visitor_as: Callable[..., Client]) -> None:
    announce(employer, number, new_monthly_pay="6900")
    agent, again = visitor_as("work_authority", body=REGION), filed(employer)
    assert f"/files/{again}/answers?with={number}" in page(agent, f"/files/{again}")
    html = page(agent, f"/files/{again}/answers?with={number}")
    assert html.count("<ins>") == 1 and "6,900.00" in html and "answers are the same in both files" in html
    assert agent.get(f"/files/{again}/answers?with=2222222222").status_code == 404


def test_the_page_of_a_changed_file_asks_the_database_twelve_times_at_most(employer: Client, number: str, visitor_as: Callable[..., Client]) -> None:
    announce(employer, number, new_monthly_pay="6900", new_residence_municipality="44021")
    agent = visitor_as("work_authority", body=REGION)
    page(agent, f"/files/{number}")
    with CaptureQueriesContext(connection) as asked:
        page(agent, f"/files/{number}")
    assert len(asked) <= 12, "\n".join(one["sql"][:110] for one in asked)
