"""The lists of a commune and a post: who waits where, what is due first, and the same counts as the engine's."""

from datetime import date, timedelta
from random import Random

import pytest

from guichet.casefile import reading
from guichet.casefile.queues import ALL, queues_of
from guichet.engine.counting import after
from guichet.engine.stretches import picture
from tests.casefile.conftest import COMMUNE, EMPLOYER, POST, law, told_admissible, told_granted
from tests.casefile.lives import live
from tests.casefile.test_reading import viewer

DAY = date(2026, 4, 30)


def told_arrived(story):
    """Entered on 20 April, registered on the 24th: annex 49 runs from then."""
    told_travelling(story).does("take_over", COMMUNE, date(2026, 4, 24), bodies={"municipality": COMMUNE.body})
    return story.does("register_arrival", COMMUNE, date(2026, 4, 24), facts={"entered_on": "2026-04-20"})


def told_travelling(story):
    told_granted(story).does("issue_visa", POST, date(2026, 4, 14), facts={"visa_until": "2026-09-30"})
    return story.does("declare_entry", EMPLOYER, date(2026, 4, 20), facts={"entered_on": "2026-04-20"})


def told_registered(story):
    return told_arrived(story).does("confirm_residence", COMMUNE, date(2026, 4, 28)).does("enter_in_register", COMMUNE, date(2026, 4, 29))


@pytest.fixture
def desk(story):
    """A file in each place."""
    return {
        "granted": told_granted(story(1)),
        "entered": told_travelling(story(2)),
        "arrived": told_arrived(story(3)),
        "registered": told_registered(story(4)),
        "ordered": told_registered(story(5)).does("order_card", COMMUNE, date(2026, 4, 30)),
        "pending": told_admissible(story(6)),
    }


def listed(desk, wanted=ALL, day=DAY, actor=COMMUNE):
    by_number = {one.number: name for name, one in desk.items()}
    found = reading.list_queues(viewer(actor), [law()], wanted, 1, day)
    return [by_number[line.number] for line in found.lines], found


def test_each_file_stands_in_the_lists_of_its_phase(desk):
    names, found = listed(desk)
    assert found.counts == {ALL: 5, "late_to_present": 0, "not_yet_presented": 2, "annex_49_ends": 0, "residence_check_open": 1,
                            "register_to_enter": 0, "card_to_order": 1, "card_to_hand_over": 1, "to_strike_off": 0, "annex_51_to_issue": 0}  # fmt: skip
    assert names[0] == "entered" and names[-1] == "granted"
    for queue, count in found.counts.items():
        assert len(listed(desk, queue)[0]) == count


def test_a_file_that_is_only_expected_cannot_be_opened_and_offers_nothing(desk):
    lines = {line.number: line for line in listed(desk)[1].lines}
    expected, arrived = lines[desk["entered"].number], lines[desk["arrived"].number]
    assert (expected.opens, expected.worker_name, expected.limit.due_on) == (False, "Meera Narayanan", date(2026, 4, 30))
    assert reading.open_case(expected.number, viewer(COMMUNE), DAY) is None
    assert (arrived.opens, arrived.acts[0][0], arrived.queue) == (True, "confirm_residence", "residence_check_open") and expected.acts == ()
    assert arrived.document_title["en"].startswith("annex 49") and arrived.since == date(2026, 4, 24)


def test_who_does_not_come_in_time_is_late_and_who_is_not_granted_is_not_known(desk):
    names, found = listed(desk, "late_to_present", date(2026, 5, 4))
    assert names == ["entered"] and found.counts["not_yet_presented"] == 2
    assert "pending" not in listed(desk)[0] and "entered" not in listed(desk, "late_to_present", date(2026, 4, 30))[0]


def test_annex_49_is_listed_before_it_ends_and_no_more_once_it_is_renewed(desk):
    last = date(2026, 6, 8)  # 24 April + 45 days
    assert listed(desk, "annex_49_ends", last - timedelta(days=15))[0] == []
    soon = last - timedelta(days=10)
    names, found = listed(desk, "annex_49_ends", soon)
    assert set(names) == {"arrived", "registered", "ordered"} and found.lines[0].acts[0][0] == "renew_annex_49"
    assert {"arrived", "registered", "ordered"} <= set(listed(desk, "annex_49_ends", last + timedelta(days=9))[0])
    desk["arrived"].does("renew_annex_49", COMMUNE, soon)
    assert set(listed(desk, "annex_49_ends", soon)[0]) == {"registered", "ordered"}


def test_a_post_sees_what_waits_for_a_visa(desk):
    names, found = listed(desk, actor=POST)
    assert found.counts == {ALL: 1, "visa_to_decide": 1, "visa_issued": 0} and names == ["granted"]
    assert ([name for name, _ in found.lines[0].acts], found.lines[0].due_on) == (["issue_visa", "refuse_visa"], None)


@pytest.mark.parametrize("seed", range(12))
def test_the_counts_are_those_of_the_engine(story, seed):
    stories = [story(number) for number in range(1, 5)]
    for number, one in enumerate(stories):
        list(live(one, Random(f"{seed}-{number}"), 22))
    day = max(one.entries[-1].on for one in stories) + timedelta(days=seed)
    for actor in (COMMUNE, POST):
        found = reading.list_queues(viewer(actor), [law()], ALL, 1, day)
        expected = {name: sum(_stands(one, some[0], actor, day) for one in stories) for name, some in queues_of(actor.role, [law()]).items()}
        assert {name: count for name, count in found.counts.items() if name != ALL} == expected


def _stands(story, queue, actor, day):
    """The same question, put to the engine's picture."""
    now = picture(story.entries, story.rules)
    holds = [one for one in now.stretches if one.from_on <= day and (one.to_on is None or one.to_on >= day)]
    sees = actor.role in now.seen_by and now.bodies.get(actor.role) == actor.body
    sees = sees or (actor == COMMUNE and "expected_municipality" in now.seen_by and now.bodies.get("expected_municipality") == actor.body)
    if not sees or next(one.value["phase"] for one in holds if one.kind == "phase") not in queue.phases:
        return False
    if queue.limit and not any(one.kind == "limit" and one.value["limit"] == queue.limit and one.value["state"] == "passed" for one in holds):
        return False
    if not queue.document:
        return True
    ends = [one.value["valid_until"] for one in now.stretches if one.kind == "document" and one.value["document"] == queue.document]
    return bool(ends) and max(ends) <= after(day, queue.within, story.rules.calendar).isoformat()
