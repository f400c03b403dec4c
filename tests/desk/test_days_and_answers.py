"""On which day an act counts, and what a form may bring: everything else is refused beside its field and leaves nothing."""

from uuid import uuid4

import pytest

from guichet.engine.refusals import BadAnswer
from guichet.people import store as people
from tests.desk.life import (
    ANSWERS,
    EMPLOYER,
    FILED,
    OFFICE,
    POST,
    REGION,
    WORK_UNTIL,
    at,
    day,
)  # fmt: skip


def test_an_authority_gives_an_earlier_day_with_its_reason(life):
    one = life().submit().does("declare_admissible", REGION, day(3, 9), at=at(day(3, 12)), late_reason="Encodé plus tard.")
    told = one.last("declared_admissible")
    assert told.on == day(3, 9) and set(told.data["late_reason"]) == {"ref", "digest"}
    assert one.holds("limit", "decision#1", day(3, 10))["due_on"] == "2026-06-08"


def test_an_earlier_day_without_a_reason_is_refused(life):
    with pytest.raises(BadAnswer, match="late_reason_needed"):
        life().submit().does("declare_admissible", REGION, day(3, 9), at=at(day(3, 12)))


def test_a_party_gives_no_earlier_day(life):
    with pytest.raises(BadAnswer, match="day_must_be_today"):
        life().submit().does("withdraw", EMPLOYER, day(3, 9), at=at(day(3, 12)), late_reason="La poste.")
    with pytest.raises(BadAnswer, match="day_must_be_today"):
        one = life()
        one.does("submit_application", EMPLOYER, FILED, at=at(day(3, 12)), **one.application())


def test_an_authority_gives_no_earlier_day_where_the_law_does_not_let_it(life):
    with pytest.raises(BadAnswer, match="day_must_be_today"):
        life().admissible().does("request_evidence", OFFICE, day(3, 10), at=at(day(3, 12)), late_reason="x", asked=["means"], reason="Ancien.")


def test_an_earlier_day_is_not_before_what_it_answers(life):
    with pytest.raises(BadAnswer, match="day_before_what_it_answers"):
        life().submit().does("declare_admissible", REGION, day(2, 27), at=at(day(3, 12)), late_reason="Encodé plus tard.")


def test_no_day_lies_in_the_future(life):
    one = life().submit()
    with pytest.raises(BadAnswer, match="day_in_the_future"):
        one.does("declare_admissible", REGION, day(3, 10), at=at(day(3, 9)))
    with pytest.raises(BadAnswer, match="day_in_the_future"):
        one.does("declare_admissible", REGION, day(12, 10), at=at(day(3, 9)))
    one.does("declare_admissible", REGION, day(3, 9))


def test_an_entry_into_the_country_is_not_declared_before_it_happened(life):
    one = life().granted().does("issue_visa", POST, day(5, 4), visa_until="2026-11-30")
    with pytest.raises(BadAnswer, match="day_in_the_future"):
        one.does("declare_entry", one.worker, day(8, 1), entered_on="2026-08-02")


# what a form brings


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"work_authorised_until": WORK_UNTIL, "salary": "1"}, "unknown_field"),
        ({}, "needed"),
        ({"work_authorised_until": ""}, "needed"),
        ({"work_authorised_until": "2027-02-30"}, "no_such_day"),
        ({"work_authorised_until": "soon"}, "not_a_day"),
        ({"work_authorised_until": 5}, "day_incomplete"),
    ],
)
def test_a_day_that_will_not_do_is_refused_beside_its_field(life, data, name):
    one = life().admissible()
    with pytest.raises(BadAnswer, match=name) as found:
        one.does("grant_work", REGION, day(3, 20), **data)
    assert found.value.values["field"] in ("work_authorised_until", "salary")
    assert one.phase(day(3, 20)) == "decision"


def test_a_ground_that_the_law_does_not_know_is_refused(life):
    with pytest.raises(BadAnswer, match="not_a_choice"):
        life().admissible().does("refuse_work", REGION, day(3, 20), ground="bad_weather", reason="Il pleut.")


@pytest.mark.parametrize("ref", ["", "Meera Narayanan", "5d1c0de0-0000-4000-8000-000000000001"])
def test_a_piece_is_given_only_by_a_file_that_the_vault_keeps_for_this_case(life, ref):
    one = life().submit(without=["fee"])
    other = life().file("fee")
    for wrong in (ref, other):
        with pytest.raises(BadAnswer, match="no_file"):
            one.does("add_evidence", EMPLOYER, day(3, 3), evidence={"fee": [wrong]})
    assert one.kinds == ["application_submitted"]


@pytest.mark.parametrize("asked", [[], ["no_such_paper"], ["means", "no_such_paper"], None])
def test_only_what_the_law_asks_can_be_asked_for(life, asked):
    with pytest.raises(BadAnswer):
        life().admissible().does("request_evidence", OFFICE, day(3, 20), asked=asked, reason="Texte.")


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"worker_nationality": "FRA"}, "not_a_third_country"),
        ({"worker_nationality": "XXZ"}, "not_a_choice"),
        ({"first_state": "IND"}, "not_a_member_state"),
        ({"employment_until": "2026-08-02"}, "before_other"),
        ({"monthly_pay": None}, "needed"),
        ({"host_municipality": "99999"}, "needed"),
        ({"worker_birth_on": "1991-02-30"}, "no_such_day"),
        ({"work_as": "king"}, "not_a_choice"),
        ({"no_such_question": "1"}, "unknown_field"),
    ],
)
def test_an_application_with_a_wrong_answer_is_refused_and_leaves_nothing(life, changed, name):
    one = life()
    for key, value in changed.items():
        one.answers = {k: v for k, v in (one.answers | {key: value}).items() if v is not None}
    with pytest.raises(BadAnswer, match=name):
        one.does("submit_application", EMPLOYER, FILED, procedure="ict-long-term-mobility", application="first", worker=one.worker.person,
                 answers=one.answers, evidence={})  # fmt: skip
    assert one.entries == []


def test_a_procedure_that_is_not_there_is_refused(life):
    one = life()
    with pytest.raises(BadAnswer):
        one.does("submit_application", EMPLOYER, FILED, **one.application() | {"procedure": "tourist"})


def test_an_application_is_about_a_worker_that_people_know(life):
    one = life()
    with pytest.raises(BadAnswer):
        one.does("submit_application", EMPLOYER, FILED, **one.application() | {"worker": str(uuid4())})
    assert people.name_of(one.worker.person) and ANSWERS["worker_email"]
