"""Each kind of application, first or renewal, goes through the door of the desk, whoever applies: filed, complete, decided, granted, by its own law."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guichet.desk.law_of import the_law
from guichet.desk.submission import facts_of
from guichet.engine.words import Actor
from guichet.law.bundles import read_law
from guichet.law.rules import Rules
from tests.desk.life import ANSWERS, EMPLOYER, FILED, OFFICE, POST, REGION, Life, day
from tests.journeys.counter import somebody

LAW = read_law(Path(__file__).parents[2] / "law")
KINDS = [rules.procedure for rules in LAW.of_all(FILED) if "grant_work" in rules.acts]
SAID = {"day": "2026-08-03", "yes_no": False, "municipality": "21004", "country": "FRA", "money": "5600.00", "hours": "38.00", "whole": 5}
UNTIL = "2027-06-30"


def answered(rules: Rules) -> dict[str, object]:
    """An answer to every question that must be answered: that of the usual file, else the first option or a plain value."""
    found: dict[str, object] = {}
    for name, field in rules.fields.items():
        if field.required and (field.when is None or field.when.holds(facts_of(rules, found, FILED).get)):
            options = [one.value for one in field.options]
            usual = ANSWERS.get(name)
            found[name] = usual if usual is not None and (not options or usual in options) else options[0] if options else SAID.get(field.type, usual)
    return found


@pytest.mark.parametrize("procedure", KINDS)
def test_an_application_is_filed_decided_and_granted(procedure: str, known_people: None) -> None:
    rules = the_law().rules(procedure, "brussels", FILED)
    life = Life()
    life.answers = answered(rules)
    asked = rules.asks_evidence(facts_of(rules, life.answers, FILED).get)
    evidence = {one.name: [life.file(one.name)] for one in asked}
    applicant = EMPLOYER if rules.applicant == "employer" else somebody(rules.applicant).actor
    if rules.applicant == "worker":
        life.worker = applicant
    life.does(
        "submit_application", applicant, FILED,
        procedure=procedure, application=rules.application, worker=life.worker.person, answers=life.answers, evidence=evidence,
    )  # fmt: skip
    if "declare_admissible" in rules.acts:
        life.does("declare_admissible", REGION, day(3, 9))
    decided(life, rules, "grant_work", REGION, day(3, 16))
    for act, by in (("grant_stay", OFFICE), ("grant_visa", POST)):
        decided(life, rules, act, by, day(3, 17))
    life.works(day(3, 18))
    assert "granted" in life.kinds and "notified" in life.kinds and life.phase(day(3, 18)) in {"visa", "travel", "arrival", "authorised", "card_renewal"}
    assert life.entries[0].data["competence"]
    assert {rules.applicant, "worker"} <= {role for role, _ in life.seen_by()}


def decided(life: Life, rules: Rules, act: str, by: Actor, on: date) -> None:
    """A yes with the days that its act asks, if this law has such an act."""
    if act in rules.acts:
        life.does(act, by, on, **{field.name: UNTIL for field in rules.acts[act].asks if field.type == "day"})
