"""The rules of time against a slow count day by day, on days that nobody chose."""

from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from guichet.engine.counting import Pause, count
from guichet.law.bundles import read_law
from guichet.law.rules import Length, Pattern, TimeLimit
from tests.engine.slow_count import SlowLimit, slow_backwards, slow_count

LAW = Path(__file__).parents[2] / "law"
DAYS = st.dates(date(2019, 6, 1), date(2036, 12, 31))
LENGTHS = st.tuples(st.integers(1, 100), st.just("days")) | st.tuples(st.integers(1, 25), st.just("working days")) | st.tuples(
    st.integers(1, 7), st.just("months")
)
FIRST_DAYS = st.sampled_from([0, 0, 1, 3])
LIMITS = st.builds(lambda length, rolls, saturday, first: SlowLimit(*length, rolls, saturday, first), LENGTHS, st.booleans(), st.booleans(), FIRST_DAYS)
REQUESTS = st.lists(st.tuples(st.integers(0, 130), st.integers(0, 30)), max_size=4)


@lru_cache(maxsize=1)
def calendar():
    return read_law(LAW).rules("ict-long-term-mobility", "brussels", date(2026, 1, 1)).calendar


def fast(limit: SlowLimit, **more: object) -> TimeLimit:
    first = Length(limit.first_day, "working days") if limit.first_day else None
    return TimeLimit(
        name="x", title={}, starts=Pattern("x"), length=Length(limit.number, limit.unit), addressee="authority", rolls=limit.rolls,
        length_source=(), first_day=first, saturday_counts=limit.saturday, **more,
    )  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(LIMITS, DAYS, REQUESTS)
@example(SlowLimit(90, "days"), date(2026, 3, 2), [(45, 18)])  # asked on 16 April, nobody answers
@example(SlowLimit(90, "days"), date(2026, 3, 2), [(89, 9)])
@example(SlowLimit(90, "days"), date(2026, 3, 2), [(90, 8)])
@example(SlowLimit(90, "days"), date(2026, 3, 2), [(91, 4)])
@example(SlowLimit(90, "days"), date(2026, 3, 3), [(91, 4)])
@example(SlowLimit(2, "days"), date(2026, 12, 24), [])
@example(SlowLimit(1, "months"), date(2028, 1, 31), [(5, 3), (6, 10)])
@example(SlowLimit(10, "working days"), date(2026, 2, 2), [(14, 5)])
def test_the_engine_counts_as_the_slow_count_does(limit, start, requests):
    days = [(start + timedelta(a), start + timedelta(a + n)) for a, n in requests]
    found = count(fast(limit), start, calendar(), [Pause(a, b, True) for a, b in days])
    slow = slow_count(limit, start, calendar().holidays, days)
    assert (found.unrolled_on, found.due_on, found.safe_on) == (slow.unrolled_on, slow.due_on, slow.safe_on)
    assert tuple(left for _, left in found.pauses) == slow.days_left


@settings(max_examples=150, deadline=None)
@given(LENGTHS, DAYS, st.lists(LENGTHS, min_size=1, max_size=2))
def test_an_extension_of_the_same_kind_is_counted_in_one_step(length, start, more):
    slow = slow_count(SlowLimit(*length, more=tuple(more)), start, calendar().holidays)
    found = count(fast(SlowLimit(*length)), start, calendar(), (), [Length(*m) for m in more])
    assert (found.unrolled_on, found.due_on) == (slow.unrolled_on, slow.due_on)


@settings(max_examples=150, deadline=None)
@given(LENGTHS, DAYS)
def test_a_limit_counted_backwards_never_rolls_forward(length, end):
    day, safe = slow_backwards(*length, end, calendar().holidays)
    found = count(fast(SlowLimit(*length), backwards=True), end, calendar())
    assert (found.unrolled_on, found.due_on, found.safe_on) == (day, day, safe)


@settings(max_examples=150, deadline=None)
@given(LIMITS, DAYS, REQUESTS, st.tuples(st.integers(0, 130), st.integers(0, 30)))
def test_one_more_request_never_makes_a_limit_shorter(limit, start, requests, one_more):
    def due(rows):
        return count(fast(limit), start, calendar(), [Pause(start + timedelta(a), start + timedelta(a + n), True) for a, n in rows]).unrolled_on

    assert due([*requests, one_more]) >= due(requests)


@settings(max_examples=100, deadline=None)
@given(LIMITS, DAYS)
def test_the_last_safe_day_is_a_working_day_and_never_after_the_end(limit, start):
    found = count(fast(limit), start, calendar())
    assert calendar().is_working_day(found.safe_on, limit.saturday)
    assert found.safe_on <= found.unrolled_on <= found.due_on
    assert not limit.rolls or calendar().is_working_day(found.due_on, limit.saturday)
