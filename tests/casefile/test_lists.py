"""A list is in the order of legal risk, counts its tabs, and finds by name and number."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.casefile import reading
from guichet.casefile.views import CaseFilter
from guichet.people import store as people
from tests.casefile.conftest import EMPLOYER, OFFICE, REGION, told_admissible, told_granted
from tests.casefile.test_reading import viewer

DAY = date(2026, 6, 2)


def asked(story, number, on):
    return told_admissible(story(number)).does("request_evidence", OFFICE, on, asked=["passport"])


@pytest.fixture
def desk(story):
    """A file in each place, seen from the desk of the office on 2 June 2026."""
    return {
        "urgent": told_admissible(story(1)),
        "decided here": told_admissible(story(2)).does("grant_stay", OFFICE, date(2026, 4, 1), facts={"stay_authorised_until": "2027-06-30"}),
        "turn": story(3).submit(on=date(2026, 4, 20)).does("declare_admissible", REGION, date(2026, 5, 20)),
        "paused": asked(story, 4, date(2026, 5, 29)),
        "granted": told_granted(story(5)),
        "refused": told_admissible(story(6)).does("refuse_stay", OFFICE, date(2026, 4, 1), facts={"ground": "public_order"}),
    }


def names(desk, actor=OFFICE, **wanted):
    by_number = {one.number: name for name, one in desk.items()}
    return [by_number[line.number] for line in reading.list_cases(viewer(actor), CaseFilter(**wanted), DAY).lines]


def test_the_order_is_that_of_legal_risk(desk):
    order = names(desk)
    assert set(order[:2]) == {"urgent", "decided here"}
    assert order[2:4] == ["turn", "paused"]
    assert set(order[4:]) == {"granted", "refused"} and order[-1] == "refused"


def test_tabs_count_what_they_show(desk):
    found = reading.list_cases(viewer(OFFICE), CaseFilter(), DAY)
    assert found.counts == {"all": 6, "turn": 2, "urgent": 2, "waiting": 3, "ended": 1}
    for tab, count in found.counts.items():
        shown = reading.list_cases(viewer(OFFICE), CaseFilter(tab=tab), DAY)
        assert (shown.total, len(shown.lines)) == (count, count)
    assert set(names(desk, tab="turn")) == {"urgent", "turn"} and names(desk, tab="ended") == ["refused"]
    assert names(desk, tab="no such tab") == names(desk)


def test_a_line_shows_the_limit_that_matters_and_whose_turn_it_is(desk):
    lines = {line.number: line for line in reading.list_cases(viewer(OFFICE), CaseFilter(), DAY).lines}
    urgent, paused = lines[desk["urgent"].number], lines[desk["paused"].number]
    assert (urgent.turn, urgent.limit.name, urgent.limit.state, urgent.limit.due_on) == (True, "decision", "running", date(2026, 6, 8))
    assert urgent.limit.days_left == 6 and urgent.worker_name == "Meera Narayanan" and urgent.employer_name == "Delvaux Robotics SA"
    assert (paused.turn, paused.limit.state, paused.limit.due_on) == (False, "paused", None)
    assert [(one.role, one.state) for one in paused.holders][0] == ("employer", "now")
    theirs = {line.number: line for line in reading.list_cases(viewer(EMPLOYER), CaseFilter(), DAY).lines}[desk["paused"].number]
    assert theirs.turn and theirs.limit.name == "additional_evidence"
    assert lines[desk["granted"].number].limit is None


def test_a_day_that_passes_changes_the_list_without_a_new_entry(desk):
    later = reading.list_cases(viewer(OFFICE), CaseFilter(), date(2026, 6, 20))
    silent = next(line for line in later.lines if line.number == desk["urgent"].number)
    assert later.counts["turn"] == 4 and silent.turn and silent.phase == "silence_check"  # the limit ended: the Office attests the silence
    assert next(line for line in later.lines if line.number == desk["paused"].number).turn


def test_files_are_found_by_name_and_number(desk, story):
    people.erase(desk["turn"].worker.person)
    number = desk["urgent"].number
    assert names(desk, text=number) == ["urgent"]
    assert names(desk, text=f" {number[:4]} {number[4:8].lower()} {number[8:]} ") == ["urgent"]
    assert len(names(desk, text="NARAYANAN meera")) == 6 and len(names(desk, text="ಮೀರಾ")) == 6
    assert len(names(desk, text="delvaux")) == 6
    assert names(desk, text="narayanan smith") == names(desk, text="100%") == names(desk, text="_") == []
    assert reading.list_cases(viewer(OFFICE), CaseFilter(text="nobody"), DAY).counts["all"] == 0


def test_pages_follow_each_other_and_end(desk):
    pages = [names(desk, page=page, size=4) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [4, 2, 0] and pages[0] + pages[1] == names(desk)
    assert reading.list_cases(viewer(OFFICE), CaseFilter(page=3, size=4), DAY).total == 6
    assert len(names(desk, size=10**9)) == 6 and len(names(desk, page=0, size=0)) == 1


def test_a_list_asks_the_database_four_times_however_long_it_is(desk):
    reading.list_cases(viewer(OFFICE), CaseFilter(), DAY)  # a process reads the law of a file once
    with CaptureQueriesContext(connection) as asked_of:
        reading.list_cases(viewer(OFFICE), CaseFilter(), DAY)
    assert len(asked_of) <= 4
