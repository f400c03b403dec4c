"""What a form brings is gathered by input name, and shown again as it was typed."""

from datetime import date

import pytest

from guichet.law.rules import Field
from guichet.portals.answers import as_typed, names_in_form, read
from guichet.portals.speech import LANGUAGES

WORDS = dict.fromkeys(LANGUAGES, "A question")
TODAY = date(2026, 4, 7)
DAY = Field("start", "day", WORDS)
STAYS = Field("stays", "stays", WORDS, required=False)
YES = Field("posted", "yes_no", WORDS)
REGION = Field("to", "region", WORDS)


def test_a_day_of_three_parts_is_one_answer() -> None:
    answers = read([DAY], {"start-day": "1", "start-month": "sept.", "start-year": "2026"}, TODAY, ())
    assert answers.values == {"start": "2026-09-01"}
    assert answers.mistakes == ()


@pytest.mark.parametrize(
    ("day", "month", "year", "name", "at"),
    [
        ("31", "9", "2026", "no_such_day", "start-day"),
        ("1", "13", "2026", "no_such_month", "start-month"),
        ("1", "9", "26", "year_needs_four_digits", "start-year"),
        ("1", "", "2026", "day_incomplete", "start-day"),
        ("", "", "", "needed", "start-day"),
    ],
)
def test_a_mistake_leads_to_the_part_that_is_wrong_and_keeps_what_was_typed(day: str, month: str, year: str, name: str, at: str) -> None:
    answers = read([DAY], {"start-day": day, "start-month": month, "start-year": year}, TODAY, ())
    assert [(mistake.name, mistake.at, mistake.field) for mistake in answers.mistakes] == [(name, at, "start")]
    assert answers.typed["start-day"] == day


def test_rows_of_stays_become_pairs_of_days_and_come_back() -> None:
    posted = {"stays-1-from-day": "1", "stays-1-from-month": "2", "stays-1-from-year": "2026", "stays-1-to-day": "9", "stays-1-to-month": "2", "stays-1-to-year": "2026"}
    answers = read([STAYS], posted, TODAY, ())
    assert answers.values == {"stays": [["2026-02-01", "2026-02-09"]]}
    again = as_typed([STAYS], answers.values)
    assert (again["stays-0-from-day"], again["stays-0-to-month"]) == ("1", "2")


def test_a_row_with_one_day_is_pointed_at() -> None:
    answers = read([STAYS], {"stays-0-from-day": "1", "stays-0-from-month": "2", "stays-0-from-year": "2026"}, TODAY, ())
    assert (answers.mistakes[0].name, answers.mistakes[0].at) == ("stay_incomplete", "stays-0-from-day")


def test_yes_and_no_survive_the_way_there_and_back() -> None:
    assert as_typed([YES], read([YES], {"posted": "no"}, TODAY, ()).values) == {"posted": "no"}


def test_a_region_is_one_of_those_the_law_names() -> None:
    assert read([REGION], {"to": "here"}, TODAY, ["here"]).values == {"to": "here"}
    assert read([REGION], {"to": "elsewhere"}, TODAY, ["here"]).mistakes[0].name == "not_a_choice"


def test_the_inputs_of_a_form_are_known_by_name() -> None:
    assert names_in_form([DAY, YES]) == {"start-day", "start-month", "start-year", "posted"}
