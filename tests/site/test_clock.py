"""The one clock: Brussels days, moved in whole days, refused in production."""

from datetime import UTC, date, datetime, timedelta

import pytest

from guichet.site.clock import ClockIsReal


def test_now_is_an_aware_instant_in_utc(clock):
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_day_forward_is_tomorrow_for_every_process(clock):
    before = clock.today()
    assert clock.forward(1) == before + timedelta(days=1)
    assert clock.forward(2) == before + timedelta(days=3)


def test_the_clock_can_be_put_on_a_day(clock):
    clock.set_today(date(2026, 4, 16))
    assert clock.today() == date(2026, 4, 16)


def test_half_past_eleven_at_night_in_july_belongs_to_that_day_in_brussels(clock):
    assert clock.day_of(datetime(2026, 7, 1, 21, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert clock.day_of(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)


def test_in_production_the_clock_is_real(clock, settings):
    clock.forward(5)
    settings.TESTING = settings.DEMO = False
    assert clock.days_moved() == 0
    with pytest.raises(ClockIsReal):
        clock.forward(1)
    settings.TESTING = True
