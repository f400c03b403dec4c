"""The work of a desk: every file stands where the engine's own picture puts it, on any day, however its life went."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet import database
from guichet.casefile import reading, work_list
from guichet.casefile.work_list import GROUPS, TABS, WorkFilter, next_of
from guichet.engine.picture import Picture
from guichet.engine.stretches import picture
from tests.casefile.conftest import EMPLOYER, OFFICE, REGION, told_admissible
from tests.casefile.lives import live
from tests.casefile.test_reading import viewer

DAY = date(2026, 6, 2)
COLLEAGUE = replace(REGION, person="3c7f82f5-1933-5622-9804-c78539d7c440")


def shown(actor, day=DAY, **wanted):
    """Group -> numbers of files, over all pages of a tab."""
    found, pages = {}, 1
    while pages:
        told = reading.work_list(viewer(actor), WorkFilter(page=pages, **wanted), day)
        for line in told.lines:
            found.setdefault(line.group, []).append(line.line.number)
        pages = pages + 1 if told.lines else 0
    assert {name: len(numbers) for name, numbers in found.items()} == {name: count for name, count in told.groups.items() if count}
    return found


def stood(now: Picture, role: str, day: date, rules) -> str:
    """The group without what was answered, read from the engine's picture of that day by other words than the product's."""
    holding = [one for one in now.stretches if one.from_on <= day and (one.to_on is None or day <= one.to_on)]
    if any(one.kind == "phase" and one.value["ended"] for one in holding):
        return "ended"
    state = next((one.value["state"] for one in holding if one.kind == "holder" and one.name == role), "")
    if state == "waits":
        return "paused"
    if state != "now":
        return "elsewhere"
    limits = [one.value for one in holding if one.kind == "limit"]
    mine = [one for one in limits if one["responsible"] == role and one["state"] in ("running", "paused")]
    theirs = [one for one in limits if rules.time_limits[one["limit"]].addressee == "authority" and one["state"] in ("running", "paused")]
    ends = [date.fromisoformat(one["due_on"]) for one in (mine or theirs) if one["state"] == "running"]
    return "plain" if not ends else "urgent" if min(ends) - day <= timedelta(days=7) else "running"


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_of_the_engine_whatever_happened(seed, story):
    chance, told = Random(seed), []
    for number in range(1, 11):
        told.append(story(seed * 100 + number))
        list(live(told[-1], chance, chance.randint(0, 14)))
    last = max(max(e.on for e in one.entries) for one in told)
    for day in (last, last + timedelta(days=9), last + timedelta(days=70)):
        for actor in (REGION, OFFICE):
            expected = Counter()
            for one in told:
                now = picture(one.entries, one.rules)
                if actor.role in now.seen_by and now.bodies[actor.role] == actor.body:
                    expected[stood(now, actor.role, day, one.rules)] += 1
            found = Counter()
            for tab in ("team", "elsewhere", "ended"):
                found.update({name: len(numbers) for name, numbers in shown(actor, day, tab=tab).items()})
            answered = found.pop("answered", 0)  # answered files stand apart; to the engine they run, or run without a limit
            assert found["running"] + found["plain"] + answered == expected["running"] + expected["plain"]
            assert {name: found[name] for name in ("urgent", "paused", "elsewhere", "ended")} == {
                name: expected[name] for name in ("urgent", "paused", "elsewhere", "ended")
            }


@pytest.fixture
def desk(story):
    """Six files as the office sees them on 2 June 2026."""
    asked = told_admissible(story(4)).does("request_evidence", OFFICE, date(2026, 5, 29), asked=["passport"])
    answered = told_admissible(story(5)).does("request_evidence", OFFICE, date(2026, 5, 4), asked=["passport"])
    answered.does("answer_request", EMPLOYER, date(2026, 5, 20), evidence={"passport": [answered.file("passport")]})
    return {
        "urgent": told_admissible(story(1)),
        "running": story(2).submit(on=date(2026, 4, 20)).does("declare_admissible", REGION, date(2026, 5, 20)),
        "answered": answered,
        "paused": asked,
        "elsewhere": told_admissible(story(3)).does("grant_stay", OFFICE, date(2026, 4, 1), facts={"stay_authorised_until": "2027-06-30"}),
        "ended": told_admissible(story(6)).does("refuse_stay", OFFICE, date(2026, 4, 1), facts={"ground": "public_order"}),
    }


def test_each_file_stands_in_its_group(desk):
    found = {name: numbers for tab in ("team", "elsewhere", "ended") for name, numbers in shown(OFFICE, tab=tab).items()}
    assert found == {name: [one.number] for name, one in desk.items()}
    told = reading.work_list(viewer(OFFICE), WorkFilter(tab="team"), DAY)
    assert [line.group for line in told.lines] == ["urgent", "answered", "running", "paused"]
    assert dict(told.tabs) == {"mine": 0, "team": 4, "free": 3, "paused": 1, "elsewhere": 1, "ended": 0}


def test_every_file_of_every_group_is_on_some_page(desk, story, monkeypatch):
    for number in (8, 9):
        told_admissible(story(number))
    for size in (2, 4, 5, 6):
        monkeypatch.setattr(work_list, "PAGE", size)
        pages = [reading.work_list(viewer(OFFICE), WorkFilter(tab="team", page=page), DAY) for page in range(1, 5)]
        found = [line.line.number for page in pages for line in page.lines]
        assert len(found) == len(set(found)) == pages[0].total == 6
        assert [len(page.lines) for page in pages] == [max(0, min(size, 6 - size * page)) for page in range(4)]


def test_a_day_that_passes_moves_a_file_without_a_new_entry(desk):
    later = shown(OFFICE, date(2026, 6, 16), tab="team")
    assert desk["paused"].number not in later.get("paused", [])


def test_a_file_given_to_an_agent_is_theirs_until_it_is_given_on(desk):
    told = desk["running"].does("assign_stay", OFFICE, date(2026, 5, 21), persons={"stay_authority": OFFICE.person})
    assert shown(OFFICE, tab="mine") == {"running": [told.number]}
    assert told.number not in shown(OFFICE, tab="free").get("running", [])
    assert told.number in shown(OFFICE, tab="free", absent=(OFFICE.person,))["running"]
    told.does("assign_stay", OFFICE, date(2026, 5, 22))
    assert shown(OFFICE, tab="mine") == {}


def test_who_has_the_file_in_hand_is_known_to_the_authority_alone(story):
    told = story(7).submit().does("assign_work", REGION, date(2026, 3, 3), persons={"work_authority": REGION.person})
    kinds = {actor.role: [line.kind for line in reading.open_case(told.number, viewer(actor), DAY).history] for actor in (REGION, EMPLOYER)}
    assert kinds == {"work_authority": ["application_submitted", "assigned"], "employer": ["application_submitted"]}


def test_a_note_is_read_by_the_authority_that_wrote_it_alone(desk):
    told = desk["running"]
    told.does("write_note", OFFICE, date(2026, 5, 22), texts={"note": told.text("Ask the colleague of the other State.")})
    texts = {
        actor.role: "".join(line.text for line in reading.open_case(told.number, viewer(actor), DAY).history) for actor in (REGION, OFFICE, EMPLOYER)
    }
    assert texts == {"work_authority": "", "stay_authority": "Ask the colleague of the other State.", "employer": ""}


def test_next_is_the_most_urgent_that_nobody_has(desk):
    assert next_of(viewer(OFFICE), (), DAY).line.number == desk["urgent"].number
    desk["urgent"].does("assign_stay", OFFICE, date(2026, 3, 10), persons={"stay_authority": OFFICE.person})
    assert next_of(viewer(OFFICE), (), DAY).line.number == desk["answered"].number
    assert next_of(viewer(OFFICE), (OFFICE.person,), DAY).line.number == desk["urgent"].number


def test_filters_narrow_and_what_matches_nothing_is_empty(desk):
    assert set(shown(OFFICE, tab="team", phase="decision")) == {"urgent", "answered", "running", "paused"}
    assert shown(OFFICE, tab="team", phase="completeness") == {} and shown(OFFICE, tab="team", agent="nobody") == {}
    assert shown(OFFICE, tab="team", sort="newest").keys() == shown(OFFICE, tab="team").keys()


def test_told_anew_it_is_the_same(desk):
    def rows():
        with connection.cursor() as cursor:
            cursor.execute('SELECT * FROM casefile_work ORDER BY "case", role, from_on')
            return cursor.fetchall()

    before = rows()
    for one in desk.values():
        one.retold()
    assert rows() == before and before


def test_a_page_asks_five_questions_however_long_the_list_is(desk):
    with CaptureQueriesContext(connection) as asked:
        reading.work_list(viewer(OFFICE), WorkFilter(tab="team"), DAY)
    assert len(asked) <= 5


def test_every_group_of_a_tab_is_one_that_sql_knows():
    assert all(name in GROUPS for groups in TABS.values() for name in groups)


def test_a_page_of_one_queue_is_read_in_the_order_of_an_index(db):
    """Nothing is sorted and no table is walked to show a page of a long queue, whatever the order asked for."""
    for sort, order in work_list.SORTS.items():
        for tab in ("paused", "elsewhere", "ended"):
            where, values = work_list._where(tab, tab, viewer(OFFICE), WorkFilter(tab=tab, sort=sort), DAY)  # noqa: SLF001
            plan = plan_of(work_list._SOME.format(where=where, order=order, size=40, start=0), values)  # noqa: SLF001
            assert "index" in plan.lower() and not any(word in plan for word in ("TEMP", "SCAN casefile", "Sort", "Seq Scan")), (sort, plan)


def plan_of(statement: str, values: list[object]) -> str:
    """How the database would answer; PostgreSQL is told that a short table is no reason to walk it, SQLite needs no telling."""
    if connection.vendor == "postgresql":
        database.execute("SET LOCAL enable_seqscan = off")
        database.execute("SET LOCAL enable_bitmapscan = off")
        return "\n".join(row[0] for row in database.rows(f"EXPLAIN {statement}", values))
    return "\n".join(row[3] for row in database.rows(f"EXPLAIN QUERY PLAN {statement}", values))
