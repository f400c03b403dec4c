"""Axe on the pages of a renewal in every state: offered, late, refused, begun, read over, pending with days that nothing covers."""

from __future__ import annotations

from datetime import date

from guichet.engine.case_number import number_of
from tests.desk.life import EMPLOYER, REGION
from tests.desk.renewal import OnPaper, Renewal, with_card
from tests.journeys.counter import at_the_counter, somebody
from tests.portals.everywhere import by_turns
from tests.portals.filling import hidden
from tests.portals.test_axe import faults, shown, tab  # noqa: F401  its open tab is used here too

IN_TIME, LATE, PENDING = date(2027, 5, 31), date(2027, 7, 20), date(2027, 8, 5)


@by_turns(2)
def test_a_renewal_in_every_state(counter, clock, language, tab, shown):  # noqa: F811
    clock.set_today(IN_TIME)
    permit = with_card(OnPaper())
    number = number_of(permit.case)
    employer, worker = (at_the_counter(one, language) for one in (EMPLOYER, permit.worker))
    states = {"offered": employer.get(f"/files/{number}/renew"), "file": employer.get(f"/files/{number}"), "worker": worker.get(f"/files/{number}")}
    clock.set_today(LATE)
    states["late"] = employer.get(f"/files/{number}/renew")
    draft = employer.post(f"/files/{number}/renew", {"command": hidden(states["late"].content.decode(), "command")}).headers["Location"]
    states |= {page: employer.get(f"{draft}{page}") for page in ("", "/documents", "/check")}
    renewal = Renewal(permit).filed(LATE).does("declare_admissible", REGION, PENDING)
    clock.set_today(PENDING)
    states["pending"] = employer.get(f"/files/{number_of(renewal.case)}")
    states["refused"] = employer.get(f"/files/{number}/renew")
    states["before"] = worker.get(f"/files/{number}")
    states["agent"] = at_the_counter(somebody("stay_authority"), language).get(f"/files/{number_of(renewal.case)}")
    assert {name: answer.status_code for name, answer in states.items() if answer.status_code != 200} == {}
    assert {name: found for name, answer in states.items() if (found := faults(tab, answer.content.decode(), shown))} == {}
