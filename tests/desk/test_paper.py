"""An application that came on paper: entered by the region for the day it came, and from then on a file like any other."""

import pytest

from guichet.desk import rebuild
from guichet.engine.refusals import BadAnswer, NotYours, Refusal
from guichet.journal.verify import verify
from guichet.people import store as people
from tests.desk.life import COMPANY, EMPLOYER, OFFICE, REGION, Life, at, day
from tests.desk.test_rebuild import digest, dump

pytestmark = pytest.mark.database
NEW = "0200000043"  # well formed, and nobody's in the demo
CAME, ENTERED = day(3, 2), day(3, 9)
WHY = "It came by post on 2 March"


def entered(life: Life, **other: object) -> Life:
    data = life.application(without=("medical_certificate", "criminal_record")) | {"late_reason": WHY}
    data["evidence"] = {**data["evidence"], "paper_application": [life.file("paper_application")]}
    return life.does("enter_on_paper", REGION, CAME, at=at(ENTERED), **(data | other))


def test_the_day_it_came_is_the_day_of_the_law_and_the_employer_has_the_file(life):
    told = entered(life())
    first = told.entries[0]
    assert (first.kind, first.on, first.by, first.data["bodies"]["employer"]) == ("application_submitted", CAME, REGION, COMPANY)
    assert first.data["facts"]["on_paper"] is True and "paper_application" in first.data["evidence"]
    assert WHY not in repr(first.data) and set(first.data["late_reason"]) == {"ref", "digest"}
    told.does("withdraw", EMPLOYER, ENTERED)
    assert told.kinds[-1] == "withdrawn"


def test_everything_after_it_is_the_same_file(life):
    told = entered(life())
    told.does("add_evidence", told.worker, ENTERED, evidence={name: [told.file(name)] for name in ("medical_certificate", "criminal_record")})
    told.does("declare_admissible", REGION, ENTERED).does("grant_work", REGION, day(4, 1), work_authorised_until="2027-08-31")
    told.does("grant_stay", OFFICE, day(4, 2), stay_authorised_until="2027-08-31")
    assert "granted" in told.kinds
    before = digest(dump())
    rebuild.rebuild()
    assert digest(dump()) == before and verify().whole


def test_an_earlier_day_needs_its_reason_and_a_later_one_than_today_is_refused(life):
    with pytest.raises(BadAnswer) as wrong:
        entered(life(), late_reason="")
    assert wrong.value.name == "late_reason_needed"
    told = life()
    with pytest.raises(BadAnswer) as wrong:
        told.does("enter_on_paper", REGION, day(3, 10), at=at(ENTERED), **told.application())
    assert wrong.value.name == "day_in_the_future"


def test_a_company_that_nobody_knows_yet_needs_its_name_and_is_then_made(life):
    told = life({"enterprise_number": NEW})
    with pytest.raises(BadAnswer) as wrong:
        entered(told)
    assert wrong.value.name == "company_not_known"
    entered(told, applicant_name="Ateliers du Nord SA")
    company = told.entries[0].data["bodies"]["employer"]
    assert people.company_of(NEW) == company and people.body_name(company, "fr") == "Ateliers du Nord SA"


@pytest.mark.parametrize("by", [EMPLOYER, OFFICE])
def test_nobody_else_enters_it(life, by):
    told = life()
    with pytest.raises(NotYours):
        told.does("enter_on_paper", by, CAME, at=at(ENTERED), **told.application(), late_reason=WHY)


def test_the_region_does_not_file_as_if_it_were_the_employer(life):
    told = life()
    with pytest.raises(NotYours):
        told.does("submit_application", REGION, CAME, **told.application())


def test_a_renewal_comes_through_the_shop_alone(life):
    told = life()
    with pytest.raises(NotYours):
        entered(told, procedure="ict-long-term-mobility-renewal")


def test_an_application_that_is_filed_is_not_entered_once_more(life):
    told = entered(life())
    with pytest.raises(Refusal) as wrong:
        told.does("enter_on_paper", REGION, ENTERED, **told.application())
    assert wrong.value.name in ("already_submitted", "unknown_field")


def test_a_company_that_is_known_keeps_its_name(life):
    before = people.body_name(COMPANY, "fr")
    entered(life(), applicant_name="Another name")
    assert people.body_name(COMPANY, "fr") == before
