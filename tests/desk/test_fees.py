"""A contribution through the door: due, paid later, declared inadmissible for want of it; its reference names nobody."""

from __future__ import annotations

from decimal import Decimal

import pytest
from stdnum.be import ogm_vcs

from guichet.casefile import reading
from guichet.engine.case_number import number_of
from guichet.engine.fees import reference
from guichet.engine.refusals import BadAnswer, NotAllowedNow
from guichet.people import store as people
from tests.desk.life import EMPLOYER, POST, REGION, day
from tests.desk.life import Life as AnyLife


def fee_seen_by(life: AnyLife, actor: object, on: object) -> object:
    viewer = people.viewer(actor.person, actor.role, actor.body, on)
    return reading.open_case(number_of(life.case), viewer, on).fees[0]


def test_a_payment_recognised_later_takes_the_place_of_the_proof(life):
    file = life().submit(without=["fee"])
    due = fee_seen_by(file, EMPLOYER, day(3, 3))
    assert (due.state, due.amount, due.paid_to) == ("due", Decimal(152), "stay_authority")
    assert "declare_inadmissible_for_fee" in file.may("work_authority", day(3, 3))
    assert "declare_admissible" not in file.may("work_authority", day(3, 3))
    with pytest.raises(BadAnswer, match="day_in_the_future"):
        file.does("record_fee_payment", REGION, day(3, 4), fee_amount="152,00", fee_paid_on="2026-03-05")
    file.does("record_fee_payment", REGION, day(3, 5), fee_amount="152,00", fee_paid_on="2026-03-04")
    assert fee_seen_by(file, EMPLOYER, day(3, 5)).state == "paid"
    assert "declare_inadmissible_for_fee" not in file.may("work_authority", day(3, 5))
    file.does("declare_admissible", REGION, day(3, 5))


def test_for_want_of_it_the_region_declares_the_file_inadmissible(life):
    file = life().submit(without=["fee"])
    file.does("declare_inadmissible_for_fee", REGION, day(3, 10), ground="fee_not_paid", reason="Nothing came.")
    assert file.phase(day(3, 10)) == "inadmissible"
    paid = life().submit()
    with pytest.raises(NotAllowedNow):
        paid.does("declare_inadmissible_for_fee", REGION, day(3, 10), ground="fee_not_paid", reason="Nothing came.")


def test_an_exemption_is_recorded_with_its_ground(life):
    file = life().submit(without=["fee"]).does("record_fee_exemption", REGION, day(3, 4), exemption_ground="stateless", reason="See the passport.")
    seen = fee_seen_by(file, EMPLOYER, day(3, 4))
    assert (seen.state, seen.ground["en"]) == ("exempt", "the person is stateless")


def test_who_does_not_see_the_evidence_does_not_see_the_contribution(life):
    file = life().granted()
    viewer = people.viewer(POST.person, POST.role, POST.body, day(4, 11))
    assert reading.open_case(number_of(file.case), viewer, day(4, 11)).fees == ()


def test_the_reference_follows_from_the_number_alone_and_can_be_checked():
    one, other = reference("A1B2C3D4E5"), reference("A1B2C3D4E6")
    assert one == reference("A1B2C3D4E5") != other
    assert ogm_vcs.is_valid(one) and one.startswith("+++") and one.endswith("+++")
