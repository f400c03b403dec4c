"""Where two tellings of a case meet: one value is one line, with the reasons it began with."""

from datetime import date

from guichet.casefile.seam import joined

SINCE, LAST = date(2026, 3, 10), "9999-12-31"


def test_a_value_that_goes_on_keeps_the_day_and_the_reasons_it_began_with():
    before = [("right", "work", "2026-03-02", LAST, {"answer": "yes"}, ["the day it began"])]
    now = [("right", "work", "2026-03-10", "2026-05-30", {"answer": "yes"}, ["a reason found later"])]
    assert joined(before, now, SINCE) == [("right", "work", "2026-03-02", "2026-05-30", {"answer": "yes"}, ["the day it began"])]


def test_another_value_ends_the_one_before_on_the_eve():
    before = [("right", "work", "2026-03-02", LAST, {"answer": "yes"}, [])]
    now = [("right", "work", "2026-03-10", LAST, {"answer": "no"}, [])]
    assert joined(before, now, SINCE) == [("right", "work", "2026-03-02", "2026-03-09", {"answer": "yes"}, []), *now]


def test_what_ended_before_stays_and_what_was_told_ahead_is_told_anew():
    before = [("right", "work", "2026-01-01", "2026-02-01", {"answer": "no"}, []), ("right", "work", "2026-04-01", LAST, {"answer": "yes"}, [])]
    now = [("right", "work", "2026-03-10", LAST, {"answer": "no"}, [])]
    assert joined(before, now, SINCE) == [before[0], *now]
