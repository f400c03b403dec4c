"""A hundred files given at once, a hundred arrivals from a list: each its own command, few statements for each, and nothing half done."""

from datetime import date
from uuid import uuid4, uuid5

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.desk.assigning import assign
from guichet.desk.lines import Line, do_line
from guichet.engine.refusals import Refusal
from tests.desk.life import COLLEAGUE, COMMUNE, POST, REGION, at, day

pytestmark = [pytest.mark.database, pytest.mark.thorough]
MANY = 100
ON = day(3, 10)


def test_a_hundred_files_are_given_each_by_its_own_command_with_few_statements(life):
    lives = [life().submit() for _ in range(MANY)]
    stale = lives[::10]  # a colleague was faster in every tenth
    for one in stale:
        assign(uuid4(), one.case, one.entries[-1].number, REGION, REGION.person, ON, at(ON))
    batch, refused, counts = uuid4(), 0, []
    for one in lives:
        with CaptureQueriesContext(connection) as asked:
            try:
                assign(uuid5(batch, str(one.case)), one.case, 1, COLLEAGUE, COLLEAGUE.person, ON, at(ON, 11))
            except Refusal:
                refused += 1
        counts.append(len(asked))
    assert refused == len(stale), "each that could not be given says so, the others are given"
    assert sum(one.kinds.count("assigned") for one in lives) == MANY
    print("statements for a file:", sum(counts) / MANY)
    assert sum(counts) / MANY <= 18, "statements for a file"


def test_a_hundred_arrivals_of_a_list_are_done_line_by_line(life):
    lives = [life().granted().does("issue_visa", POST, date(2026, 4, 20), visa_until="2026-10-01") for _ in range(MANY)]
    batch, counts, done = uuid4(), [], 0
    for place, one in enumerate(lives):
        typed = "2026-05-04" if place % 10 else "2027-01-01"  # every tenth line has a day that lies ahead
        with CaptureQueriesContext(connection) as asked:
            try:
                do_line(batch, Line("code", one.code(), {"entered_on": typed}), "take_over", "register_arrival", COMMUNE, at(day(5, 6)))
                done += 1
            except Refusal:
                pass
        counts.append(len(asked))
    assert done == MANY - MANY // 10
    assert all("assigned" not in one.kinds for one in lives[::10]), "a line that cannot be done takes nothing over"
    assert sum(one.kinds.count("arrival_registered") for one in lives) == done
    print("statements for a line:", sum(counts) / MANY)
    assert sum(counts) / MANY <= 40, "statements for a line, which is two commands"
