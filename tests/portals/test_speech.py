"""Days, sums and names read as each language writes them."""

from datetime import UTC, date, datetime

import pytest

from guichet.portals.deadlines import length_text
from guichet.portals.law_names import LawNames
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import speech


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [
        ("fr", "1er avril 2026", "jeudi 16 avril 2026"),
        ("nl", "1 april 2026", "donderdag 16 april 2026"),
        ("de", "1. April 2026", "Donnerstag, 16. April 2026"),
        ("en", "1 April 2026", "Thursday 16 April 2026"),
    ],
)
def test_a_day_is_written_as_in_the_language(language: str, first: str, other: str) -> None:
    assert speech(language).day(date(2026, 4, 1)) == first
    assert speech(language).weekday("2026-04-16") == other


def test_the_eleventh_and_the_twenty_first_are_no_first() -> None:
    assert speech("fr").day("2026-04-11") == "11 avril 2026"
    assert speech("fr").weekday("2026-04-21") == "mardi 21 avril 2026"


def test_an_instant_is_told_in_brussels() -> None:
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert speech("fr").instant(at) == "2 juillet 2026, 0 h 30"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Le 31 septembre 2026 n’existe pas\u00a0: septembre a 30 jours"),
        ("nl", "31 september 2026 bestaat niet: september heeft 30 dagen"),
        ("de", "Den 31. September 2026 gibt es nicht: Der September hat 30 Tage"),
        ("en", "31 September 2026 does not exist: September has 30 days"),
    ],
)
def test_an_impossible_day_is_refused_in_a_sentence(language: str, sentence: str) -> None:
    assert sentence_of("no_such_day", {"day": 31, "month": 9, "year": 2026, "days": 30}, speech(language), LawNames()) == sentence


def test_lengths_are_counted_as_the_language_counts() -> None:
    assert length_text("1 days", speech("fr")) == "1 jour"
    assert length_text("8 working days", speech("nl")) == "8 werkdagen"
    assert length_text("2 months", speech("de")) == "2 Monate"


def test_money_has_the_marks_of_the_language() -> None:
    assert speech("en").money("5600.50") == "€5,600.50"
    assert speech("de").money("5600.50").replace("\xa0", " ") == "5.600,50 €"


def test_an_unknown_name_is_shown_and_breaks_nothing() -> None:
    assert sentence_of("never_heard", {"n": 3}, speech("en"), LawNames()) == "never heard: 3"
