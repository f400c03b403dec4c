"""Heads of a desk: named by a head, from a day to a day, with a history; the last one stays; the first is named by whoever runs Guichet."""

from datetime import date

import pytest

from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from guichet.people.heads import end_head, headings, heads_of, is_head, name_head, person_at
from tests.desk.life import COLLEAGUE, OFFICE, REGION

DAY, LATER = date(2026, 5, 25), date(2026, 6, 25)
DESK = (REGION.role, REGION.body)


@pytest.fixture
def desk(db, settings):
    from guichet.people import demo

    demo.load()


def test_a_head_names_another_and_the_history_says_who_and_when(desk):
    name_head(REGION, COLLEAGUE.person, DAY)
    assert is_head(COLLEAGUE, DAY) and not is_head(COLLEAGUE, date(2026, 5, 24))
    end_head(COLLEAGUE, REGION.person, LATER)
    assert [ref for ref, _ in heads_of(*DESK, LATER)] == [COLLEAGUE.person]
    assert {ref for ref, _ in heads_of(*DESK, DAY)} == {REGION.person, COLLEAGUE.person}
    now, before = headings(*DESK)
    assert (now.person, now.from_on, bool(now.named_by)) == (COLLEAGUE.person, DAY, True)
    assert (before.person, before.ended_on, bool(before.ended_by)) == (REGION.person, LATER, True)


def test_nobody_else_names_a_head_and_nobody_from_another_desk_becomes_one(desk):
    with pytest.raises(NotYours):
        name_head(COLLEAGUE, COLLEAGUE.person, DAY)
    for stranger in (OFFICE.person, "", "nobody"):
        with pytest.raises(BadAnswer):
            name_head(REGION, stranger, DAY)
    assert [ref for ref, _ in heads_of(*DESK, DAY)] == [REGION.person]


def test_the_last_head_stays_and_who_was_head_may_be_named_again(desk):
    with pytest.raises(NotAllowedNow):
        end_head(REGION, REGION.person, DAY)
    name_head(REGION, COLLEAGUE.person, DAY)
    end_head(REGION, COLLEAGUE.person, DAY)
    name_head(REGION, COLLEAGUE.person, LATER)
    assert is_head(COLLEAGUE, LATER) and len(headings(*DESK)) == 3


def test_whoever_runs_guichet_finds_a_person_of_the_desk_by_address(desk):
    from guichet.people import store as people

    address = people.person_card(COLLEAGUE.person).email
    assert person_at(DESK, address.upper(), DAY) == person_at(DESK, COLLEAGUE.person, DAY) == COLLEAGUE.person
    assert person_at(("stay_authority", "authority:stay"), address, DAY) == person_at(DESK, "nobody@example.org", DAY) == ""
