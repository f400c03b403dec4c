"""The bytes that are hashed are the same for the same entry, and hold nothing that JSON would change on the way."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.engine.words import Actor, Entry, Event
from guichet.journal.text import NotPlain, entry_of, instant, text_of
from tests.journal.conftest import AT, case

whole_text = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | whole_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(whole_text, inner, max_size=3),
    max_leaves=10,
)


def text(data: dict[str, object]) -> str:
    return text_of(case(1), 7, Event("completed", Actor("clock"), date(2026, 3, 2), data), instant(AT), "b" * 64)


def test_an_entry_is_written_with_sorted_keys_without_spaces_and_with_its_own_letters():
    assert text({"z": 1, "a": ["é", True, None]}) == (
        '{"at":"2026-03-02T09:30:00.000000Z","by":{"body":"","person":"","role":"clock"},"case":"01990000-0000-7000-8000-000000000001",'
        '"data":{"a":["é",true,null],"z":1},"kind":"completed","law":"' + "b" * 64 + '","number":7,"on":"2026-03-02"}'
    )


@given(st.dictionaries(whole_text, plain, max_size=3))
def test_whatever_is_plain_comes_back_as_it_went_in(data):
    entry = entry_of(text(data))
    assert entry == Entry("completed", Actor("clock"), date(2026, 3, 2), data, 7, AT, "b" * 64)
    assert text(dict(entry.data)) == text(data)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.5, "completed.pay[0]: 1.5 is a float"),
        (float("nan"), "is a float"),
        (Decimal("1.50"), "Decimal is not plain JSON"),
        (date(2026, 3, 2), "date is not plain JSON"),
        ((1, 2), "tuple is not plain JSON"),
        ({1: "one"}, "the key 1 is not text"),
        ("\ud800", "surrogates"),
        (2**64, "64-bit"),
    ],
)
def test_what_is_not_plain_is_refused_and_its_place_is_named(value, words):
    with pytest.raises(NotPlain) as refusal:
        text({"pay": [value]})
    assert words in str(refusal.value)


def test_an_instant_is_written_in_utc_and_one_without_time_zone_is_refused():
    assert instant(datetime(2026, 7, 1, 1, 0, 0, 42, tzinfo=timezone(timedelta(hours=2)))) == "2026-06-30T23:00:00.000042Z"
    assert instant(datetime(2026, 7, 1, tzinfo=UTC)) == "2026-07-01T00:00:00.000000Z"
    with pytest.raises(NotPlain, match="no time zone"):
        instant(datetime(2026, 7, 1))  # noqa: DTZ001 - the point of the example
