"""Whatever zone the machine believes to be in, and over the nights when the clocks change: the same dates, and each automatic act once."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from guichet.casefile.known import stretches_of
from guichet.desk import tick
from guichet.journal import store as journal
from guichet.site.clock import day_of
from tests.desk.life import EMPLOYER, OFFICE, REGION, Life

pytestmark = pytest.mark.database
ZONES = ("UTC", "Europe/Brussels", "America/Los_Angeles", "Pacific/Kiritimati")


@pytest.fixture(params=ZONES)
def host(request, monkeypatch) -> Iterator[str]:
    """A machine in another zone."""
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    if before is None:
        os.environ.pop("TZ", None)
    time.tzset()


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def does(life: Life, act: str, by, text: str, **data: object) -> date:
    """An act at an instant of the world; the day that the law counts."""
    at = instant(text)
    life.does(act, by, day_of(at), at=at, **data)
    return life.entries[-1].on


def filed(life: Life, filing: str, admissible: str) -> Life:
    at = instant(filing)
    life.does("submit_application", EMPLOYER, day_of(at), at=at, **life.application())
    does(life, "declare_admissible", REGION, admissible)
    return life


def due(life: Life, limit: str, on: date) -> str:
    found = stretches_of([life.case], ("limit",), on)[life.case]
    return str(next(one.value["due_on"] for one in found if one.value["limit"] == limit))


def knocked(life: Life, text: str) -> int:
    """How many entries a clock writes that knocks at this instant."""
    at, before = instant(text), len(life.entries)
    tick.knock([life.case], day_of(at), at)
    return len(life.entries) - before


def test_in_the_night_of_25_october_2026_a_day_has_25_hours(host, life):
    # midnight in Brussels is 22:00 UTC before that night and 23:00 UTC after it
    told = filed(life(), "2026-10-24T22:00:00", "2026-10-25T22:59:59")
    assert [entry.on.isoformat() for entry in told.entries[:2]] == ["2026-10-25", "2026-10-25"]
    # 25 October + 90 days = 23 January 2027, a Saturday: Monday 25 January
    assert due(told, "decision", date(2026, 11, 2)) == "2027-01-25"
    assert knocked(told, "2027-01-25T22:59:59") == 0, "the last day lasts until midnight in Brussels"
    assert knocked(told, "2027-01-25T23:00:00") > 0
    assert knocked(told, "2027-01-25T23:00:01") == knocked(told, "2027-02-01T05:00:00") == 0, "each automatic act once"
    passed = [entry for entry in told.entries if entry.kind in ("limit_passed", "granted") and entry.data.get("limit", "decision") == "decision"]
    assert [(entry.kind, entry.on.isoformat()) for entry in passed] == [("limit_passed", "2027-01-26"), ("granted", "2027-01-26")]


def test_both_hours_between_two_and_three_are_the_same_day(host, life):
    told = filed(life(), "2026-10-23T10:00:00", "2026-10-24T21:59:59")
    days = [does(told, "write_message", REGION, text, message="-") for text in ("2026-10-25T00:30:00", "2026-10-25T01:30:00", "2026-10-25T23:00:00")]
    assert [told.entries[1].on.isoformat(), *(one.isoformat() for one in days)] == ["2026-10-24", "2026-10-25", "2026-10-25", "2026-10-26"]


def test_in_the_night_of_28_march_2027_a_day_has_23_hours(host, life):
    told = filed(life({"first_permit_until": "2029-12-31"}), "2027-03-27T22:59:59", "2027-03-27T23:00:00")
    assert [entry.on.isoformat() for entry in told.entries[:2]] == ["2027-03-27", "2027-03-28"]
    asked = does(told, "request_evidence", OFFICE, "2027-03-28T21:59:59", asked=["means"], reason="-")
    # 28 March + 15 days = 12 April, a Monday
    assert asked == date(2027, 3, 28) and due(told, "additional_evidence", date(2027, 3, 29)) == "2027-04-12"
    assert does(told, "write_message", REGION, "2027-03-28T22:00:00", message="-") == date(2027, 3, 29)


@pytest.mark.parametrize(
    ("admissible", "on", "ends"),
    [
        ("2027-02-28T11:00:00", "2027-02-28", "2027-05-31"),  # + 90 days = 29 May 2027, a Saturday: Monday 31 May
        ("2028-02-28T22:59:59", "2028-02-28", "2028-05-29"),  # + 90 days = 28 May 2028, a Sunday: Monday 29 May
        ("2028-02-28T23:00:00", "2028-02-29", "2028-05-29"),  # + 90 days = 29 May 2028, a Monday
        ("2028-02-29T23:00:00", "2028-03-01", "2028-05-30"),  # + 90 days = 30 May 2028, a Tuesday
    ],
)
def test_the_end_of_february_is_counted_by_the_calendar(host, life, admissible, on, ends):
    told = filed(life({"first_permit_until": "2030-12-31"}), f"{admissible[:4]}-02-21T10:00:00", admissible)
    assert (told.entries[-1].on.isoformat(), due(told, "decision", date.fromisoformat(on))) == (on, ends)


def test_a_clock_that_was_off_for_a_week_writes_the_same_days(host, life):
    lives = [filed(life(), "2026-03-02T10:00:00", "2026-03-09T10:00:00") for _ in range(2)]
    for text in ("2026-06-08T22:00:00", "2026-06-09T22:00:00"):
        knocked(lives[0], text)
    knocked(lives[1], "2026-06-15T22:00:00")
    said = [[(entry.kind, entry.on) for entry in journal.read(one.case)] for one in lives]
    assert said[0] == said[1]
