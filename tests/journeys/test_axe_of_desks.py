"""Axe on the states of the pages of commune, post and worker that a look alone does not show: errors, results, empty and filled."""

from __future__ import annotations

from datetime import date

import pytest

from guichet.engine.case_number import number_of
from tests.casefile.conftest import COMMUNE, POST
from tests.desk.life import Life
from tests.journeys.counter import asked_by, at_the_counter, somebody
from tests.portals.everywhere import by_turns
from tests.portals.filling import begin, day, fill, hidden
from tests.portals.sample_case import rules
from tests.portals.test_axe import faults, shown, tab  # noqa: F401  its open tab is used here too

DAY = date(2026, 5, 6)


@pytest.fixture
def arrived(counter, clock) -> Life:
    clock.set_today(DAY)
    one = Life().granted().does("issue_visa", POST, date(2026, 4, 20), visa_until="2026-10-01")
    one.does("take_over", COMMUNE, date(2026, 5, 4), code=one.code())
    one.does("register_arrival", COMMUNE, date(2026, 5, 4), entered_on="2026-05-02")
    one.works(DAY)
    return one


@by_turns(0)
def test_the_desk_of_a_commune_in_every_state(arrived, language, tab, shown):  # noqa: F811
    number, commune = number_of(arrived.case), at_the_counter(somebody("municipality", body=COMMUNE.body), language)
    path = f"/files/{number}/print/print_annex_49"
    states = {"list": commune.get("/people"), "empty list": commune.get("/people?list=card_to_order"), "not printed": commune.get(path)}
    commune.post(path, asked_by(commune, path))
    commune.post(path, asked_by(commune, path))
    states["printed"] = commune.get(path)
    command = hidden(commune.get("/people/arrivals").content.decode(), "command")
    states["told"] = commune.post("/people/arrivals", {"command": command, "lines": f"{arrived.code()};1/1/2026\nAAAAAAAAAA;x;y;z"})
    states["no line"] = commune.post("/people/arrivals", {"command": command, "lines": ""})
    states["wrong code"] = commune.post("/take-over", {"command": command, "code": "AAAAAAAAAA"})
    mistaken = f"/files/{number}/mistaken"
    states["mistaken"] = commune.get(mistaken)
    entry = {"entry": str(arrived.last("arrival_registered").number), "late_reason": "-"}
    states["what falls"] = commune.post(mistaken, asked_by(commune, mistaken) | entry)
    states["no reason"] = commune.post(mistaken, asked_by(commune, mistaken))
    form = asked_by(commune, f"/files/{number}/do/pass_on_after_move", moved_to="44021")
    assert commune.post(f"/files/{number}/do/pass_on_after_move", form).status_code == 302
    states["former"] = commune.get(f"/files/{number}")
    assert {name: answer.status_code for name, answer in states.items() if answer.status_code not in (200, 409, 422)} == {}
    assert {name: found for name, answer in states.items() if (found := faults(tab, answer.content.decode(), shown))} == {}


@by_turns(1)
def test_the_worker_and_the_invitation_in_every_state(arrived, employer, clock, language, tab, shown):  # noqa: F811
    worker = at_the_counter(somebody("worker", person=arrived.worker.person), language)
    employer.get(f"/?lang={language}")
    draft = begin(employer)
    states = {"worker": worker.get(f"/files/{number_of(arrived.case)}"), "nobody to invite": employer.get(f"{draft}/invitation")}
    fill(employer, draft, rules("brussels"))
    states["not sent"] = employer.get(f"{draft}/invitation")
    employer.post(f"{draft}/invitation", {"do": "send"})
    states["sent"] = employer.get(f"{draft}/invitation")
    employer.post(f"{draft}/invitation", {"do": "withdraw"})
    states["withdrawn"] = employer.get(f"{draft}/invitation")
    worker.get(f"/invitation?lang={language}")
    states["wrong code"] = worker.post("/invitation", {"code": "ABCDEFGH2345", **day("born", date(1991, 8, 14))})
    assert {name: found for name, answer in states.items() if (found := faults(tab, answer.content.decode(), shown))} == {}
