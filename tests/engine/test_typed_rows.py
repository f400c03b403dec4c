"""Hours a week and places of work: what people type, what is kept, and by which name it is refused."""

from datetime import date

import pytest

from guichet.engine.answers import read_answer
from guichet.engine.refusals import BadAnswer
from guichet.engine.typed_rows import main_place
from tests.engine.test_answers import TODAY, field, refusal


@pytest.mark.parametrize(("typed", "hours"), [("38", "38"), ("37,5", "37.5"), ("37.50", "37.5"), ("37:30", "37.5"), ("19h45", "19.75"), ("", "")])
def test_hours_a_week_are_read_as_people_write_them(typed: str, hours: str) -> None:
    assert read_answer(field("hours", required=False), typed, TODAY) == (hours or None)


@pytest.mark.parametrize(("typed", "why"), [("169", "too_large"), ("0", "too_small"), ("38,2555", "too_many_decimals"), ("full time", "not_a_number"), ("-1", "negative")])
def test_a_week_has_no_such_hours(typed: str, why: str) -> None:
    assert refusal("hours", typed)[0] == why


def find_place(kind: str, typed: str, on: date) -> str:
    return {"Gent": "44021", "44021": "44021", "Liège": "62063", "62063": "62063"}.get(typed, "")


@pytest.mark.parametrize(
    ("rows", "kept", "main"),
    [
        ([["Gent", ""]], [["44021", "100"]], "44021"),
        ([["Liège", "40 %"], ["", ""], ["Gent", "60"]], [["44021", "60"], ["62063", "40"]], "44021"),
        ([["Liège", "50"], ["Gent", "50"]], [["44021", "50"], ["62063", "50"]], ""),
    ],
)
def test_places_of_work_have_shares_and_the_largest_is_the_main_one(rows: list[list[str]], kept: list[list[str]], main: str) -> None:
    assert read_answer(field("workplaces"), rows, TODAY, find_place) == kept
    assert read_answer(field("workplaces"), kept, TODAY, find_place) == kept, "reading again changes nothing"
    assert main_place(kept) == main


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([["Gent", "50"]], ("shares_not_whole", {"sum": 50})),
        ([["Gent", "60"], ["Liège", "60"]], ("shares_not_whole", {"sum": 120})),
        ([["Gent", "50"], ["44021", "50"]], ("place_twice", {"row": 2})),
        ([["Gent", "half"]], ("share_unreadable", {"row": 1})),
        ([["Nowhere", "100"]], ("no_such_place", {"row": 1})),
        ([["", "100"]], ("no_such_place", {"row": 1})),
        ([], ("needed", {})),
    ],
)
def test_what_is_wrong_with_places_of_work_names_its_row(rows: list[list[str]], why: tuple[str, dict]) -> None:
    with pytest.raises(BadAnswer) as bad:
        read_answer(field("workplaces"), rows, TODAY, find_place)
    assert (bad.value.name, {key: value for key, value in bad.value.values.items() if key != "field"}) == why
