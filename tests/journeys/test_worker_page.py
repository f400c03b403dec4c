"""The worker's page of a file: may I work today, did the employer do what was promised, what does this letter mean."""

import re
from datetime import date

import pytest

from guichet.engine.case_number import number_of
from tests.casefile.conftest import COMMUNE, EMPLOYER, OFFICE, POST, REGION, law
from tests.desk.life import Life
from tests.journeys.counter import at_the_counter, somebody


@pytest.fixture
def page_of(counter, clock):
    """The page of a life on a day, for its worker or somebody else, as text."""

    def looked(life: Life, on: date, language: str = "en", role: str = "worker", body: str = "") -> str:
        clock.set_today(on)
        one = somebody("worker", person=life.worker.person) if role == "worker" else somebody(role, body)
        answer = at_the_counter(one, language).get(f"/files/{number_of(life.case)}")
        assert answer.status_code == 200
        return answer.content.decode()

    return looked


def heading(html: str) -> str:
    return re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", html, re.S)[1]).strip()


def arrived() -> Life:
    one = Life().granted().does("issue_visa", POST, date(2026, 4, 20), visa_until="2026-10-01")
    one.does("take_over", COMMUNE, date(2026, 5, 4), code=one.code())
    return one.does("register_arrival", COMMUNE, date(2026, 5, 4), entered_on="2026-05-02")


def test_the_heading_answers_whether_i_may_work_today(page_of):
    one = arrived()
    html = page_of(one, date(2026, 5, 6))
    assert heading(html) == "Yes, you may work today, up to and including 17 June 2026."
    assert "g-source" in html.split("</h1>")[1][:900]
    assert heading(page_of(one, date(2026, 6, 20))) == "No, you may not work today."
    assert heading(page_of(one, date(2026, 5, 6), "fr")) == "Oui, vous pouvez travailler aujourd’hui, jusqu’au 17 juin 2026 inclus."
    assert heading(page_of(one, date(2026, 5, 6), "en", "employer", EMPLOYER.body)) != heading(html)


def test_who_works_while_the_application_is_pending_reads_how_many_of_the_ninety_days_are_used(page_of):
    one = Life({"planned_arrival_on": "2026-04-10", "earlier_stays": [["2026-03-01", "2026-03-10"]]}).admissible()
    here = "<dt>Days in Belgium, of the last 180</dt><dd>15 of 90</dd>"
    for role, body in (("worker", ""), ("employer", EMPLOYER.body)):
        html = page_of(one, date(2026, 4, 14), "en", role, body)
        assert here in html and "28 June 2026" in html, "ten days before and five now; 75 more reach the ninetieth"
    assert "of 90</dd>" not in page_of(arrived(), date(2026, 5, 6)), "under a permit nobody counts them"


NOTHING = "Nothing announced so far"


def promised(html: str) -> list[str]:
    part = html.split('id="promised"')[1].split("</section>")[0]
    return re.findall(r"</svg>([^<]+)</span>", part)


def test_the_worker_sees_whether_the_employer_did_what_was_promised(page_of):
    one = Life().submit(without=["means"]).does("declare_incomplete", REGION, date(2026, 3, 9), asked=["means"], reason="x")
    assert promised(page_of(one, date(2026, 3, 10))) == ["Done", "To be done", "Done", NOTHING]
    assert promised(page_of(one, date(2026, 4, 20))) == ["Done", "Not done", "Done", NOTHING]
    late = Life({"planned_arrival_on": "2026-03-10"}).admissible()
    late.does("request_evidence", OFFICE, date(2026, 3, 20), asked=["means"], reason="x")
    assert promised(page_of(late, date(2026, 3, 21))) == ["Not done", "Done", "To be done", NOTHING]
    assert "promised" not in page_of(late, date(2026, 3, 21), "en", "employer", EMPLOYER.body)


def test_the_worker_sees_how_often_and_when_the_employer_announced_a_change(page_of):
    one = Life().admissible().does("announce_change", EMPLOYER, date(2026, 3, 20), new_monthly_pay="5900.00", reason="x")
    html = page_of(one, date(2026, 3, 21))
    assert promised(html)[-1] == "Announced once" and "20 March 2026" in html


def test_letters_are_explained_in_the_reader_s_language_and_in_english(page_of):
    one = arrived()
    one.works(date(2026, 5, 4))
    french = page_of(one, date(2026, 5, 6), "fr")
    assert "Votre permis est accordé. Gardez cette décision" in french
    assert '<span lang="en">In English: Your permit is granted. Keep this decision' in french
    assert page_of(one, date(2026, 5, 6)).count("Your permit is granted. Keep this decision") == 1
    assert "Keep this decision" not in page_of(one, date(2026, 5, 6), "en", "employer", EMPLOYER.body)


def test_every_letter_to_a_worker_is_explained(db):
    for region in ("brussels", "flanders", "wallonia", "german_community"):
        rules = law(region)
        to_workers = {rule.letter for rule in rules.letters if any(one.role == "worker" for one in rule.to)}
        assert to_workers <= set(rules.explanations)
