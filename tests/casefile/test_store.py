"""The views are told entry by entry, and told anew to the same content."""

from datetime import date
from random import Random
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from guichet.casefile import store
from guichet.people import store as people
from guichet.vault import store as vault
from tests.casefile.conftest import EMPLOYER, OFFICE, told_admissible, told_granted
from tests.casefile.lives import live


def dump() -> dict[str, list[str]]:
    """Every column of every view table, in an order that does not depend on the order of telling."""
    found = {}
    with connection.cursor() as cursor:
        for table in store.TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            found[table] = sorted(repr(row) for row in cursor.fetchall())
    return found


def as_told_anew(one) -> dict[str, list[str]]:
    """What a full retelling would give; the views are left as they are."""
    with transaction.atomic():
        one.retold()
        found = dump()
        transaction.set_rollback(True)
    return found


def test_a_granted_case_told_anew_is_the_same(story):
    one = told_granted(story())
    before = dump()
    assert all(before[t] for t in ("casefile_header", "casefile_access", "casefile_stretch", "casefile_entry", "casefile_file"))
    store.empty()
    assert not any(dump().values())
    one.retold()
    assert dump() == before


@pytest.mark.parametrize("seed", range(25))
def test_any_life_told_entry_by_entry_is_as_told_anew(story, seed):
    one, done = story(), []
    for what in live(one, Random(seed), steps=14):
        done.append(what)
        assert dump() == as_told_anew(one), done


def test_a_value_that_goes_on_is_one_stretch(story):
    one = told_admissible(story()).says("message_written", OFFICE, date(2026, 3, 20)).says("message_written", EMPLOYER, date(2026, 3, 21))
    with connection.cursor() as cursor:
        cursor.execute("SELECT from_on FROM casefile_stretch WHERE kind = 'limit' AND name = 'decision#1' AND state = 'running'")
        assert cursor.fetchall() == [("2026-03-09",)]
    assert dump() == as_told_anew(one)


def test_a_second_case_stays_as_it_is(story):
    told_admissible(story(1))
    before = dump()
    told_granted(story(2)).retold()
    after = dump()
    assert all(set(before[table]) <= set(after[table]) for table in store.TABLES)


def test_after_erasure_names_are_gone_and_dates_stay(story):
    one = told_granted(story())
    stretches = dump()["casefile_stretch"]
    vault.erase(one.case)
    people.erase(one.worker.person)
    one.retold()
    after = dump()
    assert after["casefile_stretch"] == stretches
    assert not [row for rows in after.values() for row in rows if "Meera" in row or "Scan of" in row or "Delvaux" in row]
    one.says("message_written", OFFICE, date(2026, 5, 1))
    assert as_told_anew(one) == dump()


def test_the_clock_finds_the_cases_in_which_something_takes_effect(story):
    one, two = told_admissible(story(1)), told_admissible(story(2))
    told_granted(story(3))
    assert store.changes_due(date(2026, 6, 8), 10) == []
    assert store.changes_due(date(2026, 6, 9), 10) == [one.case, two.case]
    assert store.changes_due(date(2026, 6, 9), 1) == [one.case]


def test_a_case_is_found_by_the_digest_of_its_code(story):
    one = told_granted(story())
    one.says("document_issued", OFFICE, date(2026, 4, 10), document="annex_46", code={"ref": "r", "digest": "d"}, code_digest="c" * 64)
    assert store.number_of(one.case) == one.number
    assert store.case_of_code("c" * 64) == one.case
    assert store.case_of_code("") is None and store.number_of(UUID(int=1)) == ""


def test_two_cases_of_one_number_are_refused(story):
    one, other = story(1), story(2)
    one.submit()
    other.case = UUID(int=one.case.int + (1 << 100))
    assert other.number == one.number
    with pytest.raises(IntegrityError), transaction.atomic():
        other.submit()
