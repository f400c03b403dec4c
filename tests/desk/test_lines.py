"""A list of arrivals: each line takes the file over and registers, both or neither; sent twice, it is done once."""

from datetime import date
from uuid import uuid4

import pytest

from guichet.desk.lines import Line, do_line
from guichet.engine.refusals import Refusal
from tests.casefile.conftest import COMMUNE, POST
from tests.desk.life import at

DAY = date(2026, 5, 6)
TAKE, REGISTER = "take_over", "register_arrival"


def travelling(life):
    return life().granted().does("issue_visa", POST, date(2026, 4, 20), visa_until="2026-10-01")


def line(one, day="2026-05-04"):
    return Line("code", f" {one.code().lower()[:5]} {one.code()[5:]}", {"entered_on": day} if day else {})


def told(one):
    return [kind for kind in one.kinds if kind in ("assigned", "arrival_registered", "document_issued")][1:]


def test_a_line_takes_the_file_over_and_registers(life):
    one, batch = travelling(life), uuid4()
    assert do_line(batch, line(one), TAKE, REGISTER, COMMUNE, at(DAY)) == one.case
    assert told(one)[-3:] == ["assigned", "arrival_registered", "document_issued"]
    before = len(one.entries)
    do_line(batch, line(one), TAKE, REGISTER, COMMUNE, at(DAY))
    assert len(one.entries) == before


def test_what_cannot_be_registered_is_not_taken_over_either(life):
    one = travelling(life)
    for wrong, name in (("2026-05-07", "day_in_the_future"), ("31/9/2026", "no_such_day"), ("", "needed")):
        with pytest.raises(Refusal) as refused:
            do_line(uuid4(), line(one, wrong), TAKE, REGISTER, COMMUNE, at(DAY))
        assert refused.value.name == name
    assert "assigned" not in told(one)


def test_who_has_the_file_already_only_registers(life):
    one = travelling(life)
    one.does(TAKE, COMMUNE, date(2026, 5, 5), code=one.code())
    do_line(uuid4(), line(one, "4 mai 2026"), TAKE, REGISTER, COMMUNE, at(DAY))
    assert told(one).count("assigned") == 1 and "arrival_registered" in told(one)


def test_another_list_says_that_it_is_done_already(life):
    one = travelling(life)
    do_line(uuid4(), line(one), TAKE, REGISTER, COMMUNE, at(DAY))
    with pytest.raises(Refusal) as refused:
        do_line(uuid4(), line(one), TAKE, REGISTER, COMMUNE, at(DAY))
    assert refused.value.name == "not_in_this_phase"
    with pytest.raises(Refusal) as refused:
        do_line(uuid4(), Line("code", "ABCDEFGH23", {}), TAKE, REGISTER, COMMUNE, at(DAY))
    assert refused.value.name == "code_unknown"
