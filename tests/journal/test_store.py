"""Entries are numbered, chained and read back; who comes second with the same number has lost."""

from datetime import date
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import connection, transaction

from guichet.engine.words import Event
from guichet.journal import store
from guichet.journal.models import JournalEntry
from tests.journal.conftest import AGENT, AT, case, told

pytestmark = pytest.mark.django_db


def test_what_is_appended_is_what_is_read():
    written = store.append(case(1), 0, [told("application_submitted", region="brussels"), told("completed")], AT, "a" * 64)
    written += store.append(case(1), 2, [told("declared_admissible", date(2026, 3, 9))], AT, "b" * 64)
    assert store.read(case(1)) == written
    assert [entry.number for entry in written] == [1, 2, 3]
    assert written[0].data == {"region": "brussels"} and written[0].by == AGENT and written[2].law == "b" * 64


def test_a_case_without_entries_is_empty():
    assert store.read(case(1)) == [] and store.head(case(1)) == (0, store.START)
    assert store.append(case(1), 0, [], AT, "a" * 64) == []


def test_each_digest_is_that_of_the_digest_before_and_the_text():
    store.append(case(1), 0, [told("application_submitted"), told("completed")], AT, "a" * 64)
    store.append(case(1), 2, [told("withdrawn")], AT, "a" * 64)
    digest = bytes(32)
    for row in JournalEntry.objects.filter(case=case(1)).order_by("number"):
        digest = sha256(digest + row.text.encode()).digest()
        assert row.digest == digest.hex()
    assert store.head(case(1)) == (3, digest.hex())


def test_models_and_store_mean_the_same_case():
    store.append(case(1), 0, [told("application_submitted")], AT, "a" * 64)
    row = JournalEntry.objects.get(case=case(1), number=1)
    assert (row.case, row.kind, row.by, row.on, row.at) == (
        case(1), "application_submitted", f"work_authority|authority:brussels|{AGENT.person}", "2026-03-02", "2026-03-02T09:30:00.000000Z",
    )


def test_the_second_of_two_writers_of_the_same_number_loses_and_changes_nothing():
    store.append(case(1), 0, [told("application_submitted")], AT, "a" * 64)
    with pytest.raises(store.LostRace) as lost, transaction.atomic():
        store.append(case(1), 0, [told("withdrawn")], AT, "a" * 64)
    assert (lost.value.case, lost.value.number) == (case(1), 1)
    assert [entry.kind for entry in store.read(case(1))] == ["application_submitted"]


def test_an_entry_cannot_leave_a_gap():
    store.append(case(1), 0, [told("application_submitted")], AT, "a" * 64)
    with pytest.raises(store.NoSuchEntry):
        store.append(case(1), 5, [told("withdrawn")], AT, "a" * 64)


def test_a_word_that_is_not_on_the_closed_list_is_refused():
    with pytest.raises(store.UnknownWord, match="application_lost"):
        store.append(case(1), 0, [Event("application_lost", AGENT, date(2026, 3, 2))], AT, "a" * 64)


def test_cases_come_in_the_order_of_their_ids_over_many_pages(monkeypatch):
    monkeypatch.setattr(store, "PAGE", 2)
    made = sorted(uuid4() for _ in range(5))
    for one in reversed(made):
        store.append(one, 0, [told("application_submitted"), told("completed")], AT, "a" * 64)
    assert list(store.cases()) == made


def test_a_law_bundle_is_kept_once_under_the_digest_of_its_text():
    text = '{"title":"Détachement"}'
    digest = sha256(text.encode()).hexdigest()
    store.keep_bundle(digest, text)
    store.keep_bundle(digest, text)
    assert store.bundle(digest) == text
    with pytest.raises(ValueError, match="does not have the digest"):
        store.keep_bundle(digest, "{}")
    with pytest.raises(store.NoSuchBundle):
        store.bundle("c" * 64)


def test_an_append_and_a_read_are_few_statements(django_assert_num_queries):
    with django_assert_num_queries(1):
        store.append(case(1), 0, [told("application_submitted"), told("completed")], AT, "a" * 64)
    with django_assert_num_queries(2):
        store.append(case(1), 2, [told("withdrawn")], AT, "a" * 64)
    with django_assert_num_queries(1):
        store.read(case(1))
    assert connection.vendor in ("sqlite", "postgresql")
