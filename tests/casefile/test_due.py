"""What comes next for a desk stands first: on the file itself, on its row, and in the counts, as the lists of the law tell it."""

from datetime import date

import pytest

from guichet.casefile import reading
from guichet.casefile.views import CaseFilter
from tests.casefile.conftest import COMMUNE, OFFICE, POST, law, told_granted
from tests.casefile.test_queues import told_arrived, told_travelling
from tests.casefile.test_reading import viewer

ENDS = date(2026, 6, 8)  # 24 April + 45 days


def listed(day, **wanted):
    return reading.list_cases(viewer(COMMUNE), CaseFilter(**wanted), day, [law()])


def test_a_file_whose_annex_49_has_ended_offers_its_renewal_first_and_is_urgent_on_its_row(story):
    late, calm = told_arrived(story(1)), told_arrived(story(2))
    calm.does("renew_annex_49", COMMUNE, date(2026, 6, 5))
    day = date(2026, 6, 23)
    due = reading.open_case(late.number, viewer(COMMUNE), day).due
    assert (due.queue, due.acts, due.due_on) == ("annex_49_ends", ("renew_annex_49",), ENDS)
    found = listed(day)
    assert [line.number for line in found.lines] == [late.number, calm.number] and found.counts["urgent"] == 1
    assert found.lines[0].due.due_on == ENDS and found.lines[1].due.due_on is None
    assert [line.number for line in listed(day, tab="urgent").lines] == [late.number]


@pytest.mark.parametrize(("day", "queue", "due_on"), [(date(2026, 5, 20), "residence_check_open", None), (date(2026, 5, 26), "annex_49_ends", ENDS)])
def test_the_act_of_the_first_list_in_the_order_of_the_law_is_due(story, day, queue, due_on):
    one = told_arrived(story(1))
    due = reading.open_case(one.number, viewer(COMMUNE), day).due
    assert (due.queue, due.due_on) == (queue, due_on)
    assert listed(day).counts["urgent"] == 0


def test_who_is_late_to_present_is_due_by_the_limit_and_a_desk_without_lists_has_nothing_due(story):
    granted, travelling = told_granted(story(1)), told_travelling(story(2))
    assert reading.open_case(granted.number, viewer(POST), date(2026, 4, 10)).due.acts == ("issue_visa", "refuse_visa")
    assert reading.open_case(travelling.number, viewer(OFFICE), date(2026, 5, 20)).due is None
