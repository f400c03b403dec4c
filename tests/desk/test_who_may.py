"""Who may act on a file: what the law lets a role do is done only by whom the file names, in its phase."""

from datetime import date
from uuid import uuid4

import pytest

from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from guichet.engine.words import CLOCK, Actor
from guichet.people.memberships import give_mandate, leave, revoke_mandate
from tests.desk.life import (
    COLLEAGUE,
    COMMUNE,
    EMPLOYER,
    EUPEN_REGION,
    FILED,
    FLANDERS,
    LAWYER,
    OFFICE,
    OTHER_COMMUNE,
    OTHER_EMPLOYER,
    OTHER_POST,
    POST,
    REGION,
    STAY_UNTIL,
    WORK_UNTIL,
    at,
    day,
)  # fmt: skip


def refused(one, act: str, by: Actor, on: date, **data: object) -> str:
    """The name of the refusal of an act that is not the actor's; nothing of it is left."""
    before = one.kinds
    with pytest.raises(NotYours) as found:
        one.does(act, by, on, **data)
    assert one.kinds == before
    return found.value.name


@pytest.mark.parametrize("by", [FLANDERS, EUPEN_REGION])
def test_an_agent_of_another_region_finds_no_such_file(life, by):
    one = life().submit()
    assert refused(one, "declare_admissible", by, day(3, 9)) == "no_such_case"
    one.does("declare_admissible", COLLEAGUE, day(3, 9))


def test_who_does_not_see_a_file_yet_finds_no_such_file(life):
    one = life().submit()
    assert refused(one, "write_message", OFFICE, day(3, 3), message="Bonjour.") == "no_such_case"
    assert refused(one, "write_message", POST, day(3, 3), message="Bonjour.") == "no_such_case"
    one.does("declare_admissible", REGION, day(3, 9)).does("write_message", OFFICE, day(3, 9), message="Bonjour.")
    assert refused(one, "write_message", POST, day(3, 9), message="Bonjour.") == "no_such_case"


def test_an_agent_who_says_to_speak_for_a_body_that_is_not_theirs_is_refused(life):
    one = life().submit()
    assert refused(one, "declare_admissible", Actor("work_authority", REGION.body, FLANDERS.person), day(3, 9)) == "no_such_act"
    assert refused(one, "declare_admissible", Actor("work_authority", REGION.body, ""), day(3, 9)) == "no_such_act"
    assert refused(one, "declare_admissible", Actor("work_authority", REGION.body, str(uuid4())), day(3, 9)) == "no_such_act"
    assert refused(one, "declare_admissible", Actor("work_authority", "", REGION.person), day(3, 9)) == "no_such_act"


def test_another_employer_finds_no_such_file(life):
    one = life().submit()
    assert refused(one, "withdraw", OTHER_EMPLOYER, day(3, 3)) == "no_such_case"
    assert refused(one, "submit_application", OTHER_EMPLOYER, day(3, 3), **one.application()) == "no_such_case"


def test_another_worker_finds_no_such_file(life):
    one, other = life().admissible(), life().submit()
    one.does("request_evidence", OFFICE, day(3, 10), asked=["medical_certificate"], reason="Illisible.")
    papers = {"medical_certificate": [one.file("medical_certificate")]}
    assert refused(one, "answer_request", other.worker, day(3, 11), evidence=papers) == "no_such_case"
    assert refused(one, "answer_request", Actor("worker", EMPLOYER.body, one.worker.person), day(3, 11), evidence=papers) == "no_such_act"
    one.does("answer_request", one.worker, day(3, 11), evidence=papers)


def test_another_post_and_a_commune_that_did_not_take_over_find_no_such_file(life):
    one = life().granted()
    assert refused(one, "issue_visa", OTHER_POST, day(5, 4), visa_until="2026-11-30") == "no_such_case"
    one.does("issue_visa", POST, day(5, 4), visa_until="2026-11-30")
    assert refused(one, "register_arrival", COMMUNE, day(8, 3), entered_on="2026-08-01") == "no_such_case"
    one.does("take_over", COMMUNE, day(8, 3), code=one.code())
    assert refused(one, "register_arrival", OTHER_COMMUNE, day(8, 3), entered_on="2026-08-01") == "no_such_case"
    one.does("register_arrival", COMMUNE, day(8, 3), entered_on="2026-08-01")


def test_with_the_code_another_commune_takes_the_file_over_when_the_worker_moved(life):
    one = life().granted().does("issue_visa", POST, day(5, 4), visa_until="2026-11-30")
    one.does("take_over", COMMUNE, day(8, 3), code=one.code()).does("take_over", OTHER_COMMUNE, day(8, 4), code=one.code())
    assert ("municipality", OTHER_COMMUNE.body) in one.seen_by() and ("municipality", COMMUNE.body) not in one.seen_by()


@pytest.mark.parametrize("code", ["2222222222", "", "é", "A" * 400])
def test_without_the_code_no_commune_takes_a_file_over(life, code):
    one = life().granted().does("issue_visa", POST, day(5, 4), visa_until="2026-11-30")
    with pytest.raises(BadAnswer) as found:
        one.does("take_over", COMMUNE, day(8, 3), code=code)
    assert found.value.name == ("wrong_code" if code else "needed") and found.value.values == {"field": "code"}


def test_before_there_is_a_code_no_code_fits(life):
    with pytest.raises(BadAnswer, match="wrong_code"):
        life().admissible().does("take_over", COMMUNE, day(3, 10), code="2222222222")


def test_a_role_without_the_act_is_refused(life):
    one = life().admissible()
    assert refused(one, "grant_stay", REGION, day(3, 20), stay_authorised_until=STAY_UNTIL) == "no_such_act"
    assert refused(one, "grant_work", OFFICE, day(3, 20), work_authorised_until=WORK_UNTIL) == "no_such_act"
    assert refused(one, "grant_work", EMPLOYER, day(3, 20), work_authorised_until=WORK_UNTIL) == "no_such_act"
    assert refused(one, "no_act_at_all", OFFICE, day(3, 20)) == "no_such_act"
    assert refused(one, "grant_work", CLOCK, day(3, 20)) == "no_such_act"
    assert refused(one, "tick", OFFICE, day(3, 20)) == "no_such_act"
    assert refused(one, "letter_made", OFFICE, day(3, 20)) == "no_such_act"


def test_a_file_that_does_not_exist_is_nobodys(life):
    one = life()
    assert refused(one, "declare_admissible", REGION, day(3, 9)) == "no_such_case"
    assert refused(one, "submit_application", REGION, FILED, **one.application()) == "no_such_act"


def test_a_role_that_ended_acts_no_more_also_not_for_an_earlier_day(life):
    one = life().submit()
    leave(REGION.person, "work_authority", REGION.body, day(3, 6))
    assert refused(one, "declare_admissible", REGION, day(3, 9)) == "no_such_act"
    assert refused(one, "declare_admissible", REGION, day(3, 6), at=at(day(3, 9)), late_reason="Retard.") == "no_such_act"
    one.does("declare_admissible", REGION, day(3, 6))


def test_a_lawyer_acts_for_the_company_while_the_mandate_holds(life):
    one = life().submit(by=LAWYER)
    assert one.entries[0].by == LAWYER
    revoke_mandate(EMPLOYER.body, "company:5cb44b61-6768-5075-9c52-1e307d2331b5", "employer", day(3, 5))
    assert refused(one, "withdraw", LAWYER, day(3, 5)) == "no_such_act"
    give_mandate(EMPLOYER.body, "company:5cb44b61-6768-5075-9c52-1e307d2331b5", "employer", day(3, 6))
    one.does("withdraw", LAWYER, day(3, 6))


def test_a_file_is_filed_by_a_company_one_may_speak_for(life):
    one = life()
    assert refused(one, "submit_application", Actor("employer", OTHER_EMPLOYER.body, EMPLOYER.person), FILED, **one.application()) == "no_such_act"


@pytest.mark.parametrize(
    ("act", "by", "data"),
    [
        ("declare_admissible", REGION, {}),
        ("send_on", REGION, {"to_region": "flanders", "reason": "Ailleurs."}),
        ("declare_entry", EMPLOYER, {"entered_on": "2026-03-01"}),
        ("add_evidence", EMPLOYER, {"evidence": "a file of the fee"}),
    ],
)
def test_an_act_out_of_its_phase_is_refused_with_the_phase(life, act, by, data):
    one = life().admissible()
    data = data | ({"evidence": {"fee": [one.file("fee")]}} if "evidence" in data else {})
    with pytest.raises(NotAllowedNow, match="not_in_this_phase") as found:
        one.does(act, by, day(3, 20), **data)
    assert found.value.values["phase"] == "decision"


def test_one_question_is_decided_once(life):
    one = life().admissible().does("grant_work", REGION, day(3, 20), work_authorised_until=WORK_UNTIL)
    with pytest.raises(NotAllowedNow, match="condition_not_met"):
        one.does("refuse_work", COLLEAGUE, day(3, 20), ground="pay_too_low", reason="Finalement non.")
