"""The worker gets another name, passport or number: the file follows the person, and what was before stays to be found and to be read."""

import pytest

from guichet.casefile import reading
from guichet.casefile.views import CaseFilter, CaseView
from guichet.desk import rebuild
from guichet.desk.erase import erase
from guichet.desk.law_of import rules_of_digest
from guichet.engine.case_number import number_of
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from guichet.engine.words import Actor
from guichet.journal.verify import verify
from guichet.people import store as people
from tests.desk.life import COMMUNE, EMPLOYER, OFFICE, OTHER_COMMUNE, POST, REGION, Life, day
from tests.desk.test_rebuild import digest, dump

pytestmark = pytest.mark.database
ACT, ON = "change_worker_details", day(3, 16)
NEW = {"new_family_name": "Fernandes", "new_name_original": "ಮೀರಾ ಫೆರ್ನಾಂಡಿಸ್"}
BIS, NATIONAL = "91450400168", "91050400179"


def viewer(actor: Actor) -> people.Viewer:
    reading.configure(rules_of_digest)
    return people.viewer(actor.person, actor.role, actor.body)


def found(actor: Actor, text: str) -> list[str]:
    return [line.number for line in reading.list_cases(viewer(actor), CaseFilter(text=text), ON, ()).lines]


def page(life: Life, actor: Actor) -> CaseView:
    return reading.open_case(number_of(life.case), viewer(actor), ON)


def answer(seen: CaseView, name: str) -> object:
    return next((one.value for one in seen.answers if one.name == name), None)


def test_the_file_is_found_by_the_new_name_and_by_the_name_of_before(life):
    told = life().admissible()
    told.does(ACT, told.worker, ON, **NEW)
    assert found(REGION, "fernandes") == found(REGION, "narayanan") == [number_of(told.case)]
    assert page(told, REGION).worker_name == people.person_card(told.worker.person).latin_given + " Fernandes" == "Meera Fernandes"


def test_both_answers_stand_on_the_page_of_whoever_sees_that_part_of_the_form(life):
    told = life().admissible()
    told.does(ACT, told.worker, ON, new_passport_number="Z7654321", new_passport_until="2036-03-01")
    for actor in (REGION, OFFICE, EMPLOYER, told.worker):
        seen = page(told, actor)
        assert answer(seen, "passport_number") == "Z7654321"
        assert {(one.before, one.after) for one in seen.changes if one.type == "text"} == {("Z1234567", "Z7654321")}
    assert answer(page(told, REGION), "passport_until").isoformat() == "2036-03-01"


def test_nothing_of_it_is_in_the_journal_and_all_is_gone_once_the_file_was_erased(life):
    told = life().admissible()
    told.does(ACT, told.worker, ON, **NEW, new_number=NATIONAL)
    entry = told.entries[-1]
    assert set(entry.data["changed"]) == {"worker_family_name", "worker_name_original", "worker_number"}
    assert not [word for word in (NATIONAL, "Fernandes", "ಫೆರ್ನಾಂಡಿಸ್") if word in repr(told.entries)]
    erase(told.case)
    assert found(REGION, "fernandes") == found(REGION, "narayanan") == []
    assert verify().whole


def test_a_bis_number_becomes_a_national_number_and_both_can_be_read(life):
    told = life({"worker_has_number": False}).admissible()
    told.does(ACT, told.worker, ON, has_number_now=True, new_number=BIS).does(ACT, told.worker, ON, new_number=NATIONAL)
    seen = page(told, REGION)
    assert answer(seen, "worker_number") == NATIONAL and answer(seen, "worker_has_number") is True
    assert [(one.before, one.after) for one in seen.changes if one.type == "ssn"] == [(None, BIS), (BIS, NATIONAL)]


def test_what_is_told_is_told_again_byte_by_byte(life):
    told = life().admissible()
    told.does(ACT, told.worker, ON, **NEW, new_commune="44021").does("grant_work", REGION, day(4, 1), work_authorised_until="2027-08-31")
    before = digest(dump())
    rebuild.rebuild()
    assert digest(dump()) == before


def test_every_other_file_of_the_worker_is_told_under_the_new_name_within_seconds(life):
    first, second = life().admissible(), life()
    second.worker = first.worker
    second.submit()
    first.does(ACT, first.worker, ON, **NEW)
    assert found(REGION, "fernandes") == [number_of(first.case)]
    first.works(ON)
    assert set(found(REGION, "fernandes")) == {number_of(first.case), number_of(second.case)}
    before = digest(dump())
    rebuild.rebuild()
    assert digest(dump()) == before


def test_the_commune_that_has_the_file_may_do_it_another_commune_knows_of_no_file(life):
    told = life().granted()
    told.does("issue_visa", POST, day(5, 4), visa_until="2026-11-03").does("declare_entry", told.worker, day(6, 1), entered_on="2026-06-01")
    told.does("take_over", COMMUNE, day(6, 2), code=told.code()).does(ACT, COMMUNE, day(6, 2), new_number=NATIONAL)
    assert told.entries[-1].by == COMMUNE
    with pytest.raises(NotYours):
        told.does(ACT, OTHER_COMMUNE, day(6, 2), new_number=BIS)


@pytest.mark.parametrize("by", [EMPLOYER, REGION])
def test_nobody_else_changes_the_person(life, by):
    told = life().admissible()
    with pytest.raises(NotYours):
        told.does(ACT, by, ON, **NEW)


def test_what_is_as_it_was_is_no_change_and_a_number_that_is_none_is_refused(life):
    told = life().admissible()
    for typed, name in (
        ({"new_family_name": "Narayanan"}, "nothing_changed"),
        ({}, "nothing_changed"),
        ({"new_number": "91050400178"}, "wrong_check_digits"),
    ):
        with pytest.raises(BadAnswer) as wrong:
            told.does(ACT, told.worker, ON, **typed)
        assert wrong.value.name == name
    assert told.kinds[-1] == "declared_admissible" and people.person_card(told.worker.person).latin_family == "Narayanan"


def test_a_file_that_is_over_changes_no_more(life):
    told = life().admissible().does("withdraw", EMPLOYER, day(3, 10))
    with pytest.raises(NotAllowedNow):
        told.does(ACT, told.worker, ON, **NEW)
    assert people.person_card(told.worker.person).latin_family == "Narayanan"
