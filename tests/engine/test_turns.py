"""A comparison of days turns on exactly the days that the index of the rules names."""

from datetime import date, timedelta

import pytest

from guichet.engine.saying import _turns
from guichet.law.conditions import Condition

NAMED = date(2026, 6, 15)
DAYS = [NAMED + timedelta(n) for n in range(-60, 61)]


@pytest.mark.parametrize("ahead", [True, False], ids=["from today to it", "from it to today"])
@pytest.mark.parametrize("word", ["is", "at_least", "at_most", "before"])
@pytest.mark.parametrize("number", [-7, -1, 0, 1, 20])
def test_the_answer_changes_on_the_days_named_and_on_no_other(ahead, word, number):
    condition = Condition(word, name="x", value=number)
    answers = {day: condition.holds(lambda _, d=day: (NAMED - d).days if ahead else (d - NAMED).days) for day in DAYS}
    changes = {day for before, day in zip(DAYS, DAYS[1:], strict=False) if answers[before] != answers[day]}
    assert changes == {NAMED + timedelta(n) for _, n in _turns(ahead, "x", word, number)}
