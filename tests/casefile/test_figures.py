"""The public figures count steps of all files together, and tell nothing from which one file could be seen."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.casefile import figures, store
from tests.casefile.conftest import OFFICE, REGION, told_granted

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def steps() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT step, who, outcome, hours, waited, questions FROM casefile_step ORDER BY number")
        return cursor.fetchall()


def told(number: int, hours: int, who: str = "authority:brussels", step: str = "track", outcome: str = "track_decided") -> None:
    store._insert("casefile_step", store.steps.STEP, [(f"{number:032x}", 1, step, who, outcome, "2026-03-01", hours, 0, 2)])


def test_each_step_of_a_granted_file_is_one_row_of_its_authority(story):
    told_granted(story())
    found = steps()
    assert [row[0] for row in found if row[0] in ("track", "decision")] == ["track", "track", "decision"]
    assert {row[1] for row in found if row[0] == "track"} == {REGION.body, OFFICE.body}
    assert found[0][0] == "completeness" and found[0][3] > 0


def test_nobody_is_in_the_rows(story):
    one = told_granted(story())
    assert not [row for row in steps() for value in row if str(value) in (one.worker.person, REGION.person, OFFICE.person)]


def test_half_and_most_are_ranks_of_what_was_counted(db):
    for n in range(1, 101):
        told(n, n)
    (pace,) = figures.figures(FIRST, LAST).paces
    assert (pace.files, pace.half, pace.most) == (100, 50, 80)


@pytest.mark.parametrize(("files", "shown"), [(figures.ENOUGH - 1, False), (figures.ENOUGH, True)])
def test_no_percentile_is_told_of_few_files(db, files, shown):
    for n in range(1, files + 1):
        told(n, n)
    (pace,) = figures.figures(FIRST, LAST).paces
    assert (pace.half is not None) is shown
    assert (figures.usual("track", "authority:brussels", FIRST, LAST).most is not None) is shown


@pytest.mark.parametrize(("number", "told_as"), [(0, 0), (1, None), (4, None), (5, 5), (9, 5), (23, 20)])
def test_a_count_is_told_in_fives_and_not_below_five(number, told_as):
    assert figures.count("x", number).number == told_as


def test_what_ended_on_other_days_does_not_count(db):
    told(1, 5)
    assert figures.figures(LAST - timedelta(days=9), LAST).paces == ()


def test_questions_are_told_per_decided_file(db):
    for n in range(20):
        told(n, 9, step="decision", outcome="silence" if n % 2 else "granted")
    found = figures.figures(FIRST, LAST)
    assert found.questions == 2.0
    assert {one.name: one.number for one in found.outcomes} == {"granted": 10, "silence": 10}


def test_all_figures_are_four_questions_to_the_database(db):
    with CaptureQueriesContext(connection) as asked:
        figures.figures(FIRST, LAST)
    assert len(asked) == 4
