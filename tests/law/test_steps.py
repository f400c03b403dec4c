"""The steps of a procedure are read from its law: where each phase leads, on which condition, under which limits."""

from datetime import date
from pathlib import Path

import pytest

from guichet.law.bundles import read_law
from guichet.law.rules import Rules
from guichet.law.steps import Step, depths, steps

FOLDER = Path(__file__).resolve().parents[2] / "law"


def every_law() -> list[Rules]:
    law = read_law(FOLDER)
    return [law.rules(name, law.folder.regions(name)[0], date(2026, 4, 7)) for name in law.procedures()]


def named(found: tuple[Step, ...]) -> dict[str, Step]:
    return {step.phase.name: step for step in found}


@pytest.mark.parametrize("rules", every_law(), ids=lambda rules: rules.procedure)
def test_every_step_is_reached_and_every_way_leads_to_a_step(rules: Rules) -> None:
    found = steps(rules)
    reached = {found[0].phase.name} | {way.to for step in found for way in step.ways}
    after_the_end = {move.to for move in rules.moves if move.after.word in ("revoked", "ended")}  # a life may go on when the way is over
    assert reached <= set(named(found)) <= reached | after_the_end
    assert all(bool(step.ways) != step.phase.ended for step in found)


@pytest.mark.parametrize("rules", every_law(), ids=lambda rules: rules.procedure)
def test_a_step_lies_below_those_that_lead_to_it(rules: Rules) -> None:
    found, order = steps(rules), [step.phase.name for step in steps(rules)]
    deep = depths(found)
    forward = [(step.phase.name, way.to) for step in found for way in step.ways if order.index(way.to) > order.index(step.phase.name)]
    assert forward and all(deep[one] < deep[other] for one, other in forward)


def test_a_decision_has_its_limit_and_a_way_for_each_answer() -> None:
    first = next(rules for rules in every_law() if rules.procedure == "ict-long-term-mobility")
    decision = named(steps(first))["decision"]
    assert "decision" in [limit.name for limit in decision.limits]
    assert {way.after.word for way in decision.ways} >= {"granted", "refused"}
    assert {way.to: way.when.name for way in decision.ways if way.when} == {"visa": "lawfully_present", "arrival": "lawfully_present"}
