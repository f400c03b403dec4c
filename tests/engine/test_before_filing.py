"""The check before filing: what blocks, what an authority will ask about, and a paper that grows too old before the decision."""

from dataclasses import replace
from datetime import date

import pytest

from guichet.engine.before_filing import before_filing
from guichet.engine.expected import expected_decision
from guichet.law.bundles import read_law
from guichet.law.checks import Check
from guichet.law.conditions import read_condition
from guichet.law.rules import Rules
from tests.words.source import ROOT

TODAY = date(2026, 11, 22)
FACTS = {
    "worker_age": 34, "work_as": "specialist", "posted": False, "establishment_units": "one", "lawfully_present": False,
    "passport_until": "2029-01-31", "first_permit_until": "2029-01-31", "employment_from": "2027-03-01", "employment_until": "2028-02-29",
}  # fmt: skip
WORDS = dict.fromkeys(("fr", "nl", "de", "en"), "Words")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return read_law(ROOT / "law").rules("ict-long-term-mobility", "wallonia", TODAY)


def papers(rules: Rules, **issued: date) -> dict[str, date | None]:
    """Every piece came; of some the day of issue is known."""
    return dict.fromkeys(rules.evidence) | issued


def found(rules: Rules, issued: dict[str, date], **facts: object) -> list[tuple[str, str]]:
    """The names of what is found, with the piece or the check."""
    told = before_filing(rules, FACTS | facts, papers(rules, **issued), TODAY).findings
    return [(one.name, str(one.values.get("evidence") or one.values["check"])) for one in told]


@pytest.mark.parametrize(
    ("issued_on", "told"),
    [
        (date(2026, 5, 21), ["paper_too_old"]),  # six months later is 21 November: over since yesterday
        (date(2026, 5, 22), ["paper_will_be_too_old"]),  # good today for the last time; the decision is due on 22 February 2027
        (date(2026, 8, 21), ["paper_will_be_too_old"]),
        (date(2026, 8, 22), []),  # good up to the day of the decision
        (TODAY, []),
    ],
)
def test_a_certificate_is_held_against_the_day_of_filing_and_the_expected_day_of_the_decision(issued_on: date, told: list[str], rules: Rules) -> None:
    assert expected_decision(rules, FACTS, TODAY).on == date(2027, 2, 22)
    assert [name for name, piece in found(rules, {"criminal_record": issued_on}) if piece == "criminal_record"] == told


@pytest.mark.parametrize(("until", "holds"), [("2027-02-21", False), ("2027-02-22", True)])
def test_a_passport_that_ends_before_the_decision_is_expected_is_told(until: str, holds: bool, rules: Rules) -> None:
    assert (("check_fails", "passport_on_decision") not in found(rules, {}, passport_until=until)) is holds


def test_a_missing_piece_is_advice_unless_the_law_makes_it_a_condition_of_filing(rules: Rules) -> None:
    came = papers(rules)
    del came["passport"], came["means"]
    strict = replace(rules, evidence={**rules.evidence, "means": replace(rules.evidence["means"], blocks=True)})
    told = before_filing(strict, FACTS, came, TODAY)
    assert [(one.name, one.evidence) for one in told.blocking] == [("paper_missing", "means")]
    assert ("paper_missing", "passport") in {(one.name, one.evidence) for one in told.advice}
    assert all(one.source for one in told.findings), "each with its article"


def test_answers_that_cannot_be_right_together_block(rules: Rules) -> None:
    never = Check("two_homes", WORDS, "work", ("posted",), holds=read_condition({"posted": {"is": True}}), source=("ca-2018",), blocks=True, contradiction=True)
    told = before_filing(replace(rules, checks=(*rules.checks, never)), FACTS, papers(rules), TODAY)
    assert [(one.name, one.values["check"]) for one in told.blocking] == [("contradiction", "two_homes")]
