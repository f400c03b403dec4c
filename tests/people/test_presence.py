"""Who has a file open is told for some minutes: a colleague by name, another body by its own; and then forgotten."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from guichet.people import demo, models, presence
from guichet.people import store as people
from tests.desk.life import COLLEAGUE, OFFICE, REGION

AT = datetime(2026, 4, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def known(db):
    demo.load()


def viewer(actor):
    return people.viewer(actor.person, actor.role, actor.body)


def test_a_colleague_is_told_by_name_and_somebody_of_another_body_by_the_body(known):
    case = uuid4()
    for one in (REGION, COLLEAGUE, OFFICE):
        presence.note(case, viewer(one), AT)
    told = presence.others(case, viewer(REGION), AT + timedelta(minutes=1))
    assert [(one.name, one.body.get("en", "")) for one in told] == [("Youssef Benali", ""), ("", "Immigration Office")]
    assert presence.others(uuid4(), viewer(REGION), AT) == []


def test_who_left_is_forgotten_after_some_minutes_and_nobody_is_there_twice(known):
    case = uuid4()
    presence.note(case, viewer(COLLEAGUE), AT)
    presence.note(case, viewer(COLLEAGUE), AT + timedelta(minutes=1))
    assert models.Presence.objects.count() == 1
    assert presence.others(case, viewer(REGION), AT + timedelta(minutes=5)) == []
    assert presence.sweep(AT + timedelta(minutes=5)) == 1 and not models.Presence.objects.exists()
