"""Axe on what waits: a late commune, a prepared decision, a saved text, somebody else in the file, a search in a document, an e-Box that asks."""

from __future__ import annotations

from datetime import date

from guichet.engine.case_number import number_of
from tests.casefile.conftest import COMMUNE, POST
from tests.desk.life import EMPLOYER, OFFICE, OFFICE_COLLEAGUE, Life
from tests.journeys.counter import asked_by, at_the_counter, somebody
from tests.portals.everywhere import by_turns
from tests.portals.test_axe import faults, shown, tab  # noqa: F401  its open tab is used here too


def are_whole(states, tab, shown) -> bool:  # noqa: F811
    assert {name: answer.status_code for name, answer in states.items() if answer.status_code != 200} == {}
    assert {name: found for name, answer in states.items() if (found := faults(tab, answer.content.decode(), shown))} == {}
    return True


@by_turns(3)
def test_a_commune_that_is_late(counter, clock, language, tab, shown):  # noqa: F811
    one = Life().granted().does("issue_visa", POST, date(2026, 4, 20), visa_until="2026-10-01")
    one.does("take_over", COMMUNE, date(2026, 5, 4), code=one.code()).does("register_arrival", COMMUNE, date(2026, 5, 4), entered_on="2026-05-02")
    clock.set_today(date(2026, 7, 6))
    commune = at_the_counter(somebody("municipality", body=COMMUNE.body), language)
    states = {"file": commune.get(f"/files/{number_of(one.case)}"), "list": commune.get("/files?tab=urgent"), "go": commune.get("/go")}
    assert "g-state--late" in states["file"].content.decode() and "g-state--late" in states["list"].content.decode()
    assert are_whole(states, tab, shown)


@by_turns(4)
def test_a_file_on_which_two_agents_work(counter, clock, language, tab, shown):  # noqa: F811
    clock.set_today(date(2026, 4, 7))
    one = Life().admissible()
    path = f"/files/{number_of(one.case)}"
    first, second = at_the_counter(OFFICE, language), at_the_counter(OFFICE_COLLEAGUE, language)
    first.post(f"{path}/here")
    first.post(f"{path}/do/refuse_stay", asked_by(first, f"{path}/do/refuse_stay", ground="public_order", reason="x", prepare="yes"))
    second.post(f"/saved{path}/messages", asked_by(second, f"{path}/messages", message="x"))
    states = {"file": second.get(path), "release": second.get(f"{path}/do/refuse_stay"), "mine": first.get(path), "saved": second.get(f"{path}/messages")}
    states["go"] = second.get(f"/go?file={number_of(one.case)}")
    assert are_whole(states, tab, shown)


@by_turns(5)
def test_a_mailbox_that_asks_something(counter, clock, language, tab, shown):  # noqa: F811
    one = Life().admissible().does("request_evidence", OFFICE, date(2026, 4, 7), asked=["health_insurance"], reason="x")
    one.works(date(2026, 4, 7))
    clock.set_today(date(2026, 4, 8))
    company = at_the_counter(somebody("employer", body=EMPLOYER.body), language)
    states = {show: company.get(f"/e-box?show={show}") for show in ("all", "asks", "unread")}
    assert are_whole(states, tab, shown)
