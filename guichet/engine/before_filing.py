"""The check before filing: what is missing or will not do, each with its source. Advice, but for what the law makes a condition of filing.

One place for the page of the applicant, the desks and machines: names and values, never sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from guichet.engine.checks import Verdict, verdicts
from guichet.engine.counting import after
from guichet.engine.expected import Expected, expected_decision
from guichet.law.rules import Evidence, Rules

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: its name in the catalogue, what it is about, and whether nothing is filed while it stands."""

    name: str  # check_fails, contradiction, paper_missing, paper_too_old, paper_will_be_too_old, or why no amount is known
    blocks: bool
    values: Mapping[str, object] = field(default_factory=dict)
    source: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    verdict: Verdict | None = None  # of a check: the answers looked at, and the amount
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class BeforeFiling:
    """Everything found on a day, what blocks first; and the day by which a decision may be expected."""

    findings: tuple[Finding, ...]
    expected: Expected | None

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What must be mended first."""
        return tuple(one for one in self.findings if one.blocks)

    @property
    def advice(self) -> tuple[Finding, ...]:
        """What an authority will ask about; it may be filed all the same."""
        return tuple(one for one in self.findings if not one.blocks)


def before_filing(rules: Rules, facts: Facts, papers: Mapping[str, date | None], on: date) -> BeforeFiling:
    """What would be found if it were filed on a day. `papers`: the pieces that came, each with its day of issue where that is known."""
    expected = expected_decision(rules, dict(facts), on)
    found = [one for verdict in verdicts(rules, facts, on, on) if (one := _of_check(verdict))]
    for piece in rules.asks_evidence(facts.get):
        found += _of_paper(piece, papers, rules, on, expected)
    return BeforeFiling(tuple(sorted(found, key=lambda one: not one.blocks)), expected)


def _of_check(verdict: Verdict) -> Finding | None:
    check = verdict.check
    if verdict.answer == "no":
        name = "contradiction" if check.contradiction else "check_fails"
        return Finding(name, check.blocks, {"check": check.name}, verdict.source, verdict.doubts, verdict)
    if verdict.reason and verdict.year:  # no amount is known for that year: nobody may take another one for it
        return Finding(verdict.reason, False, {"check": check.name, "year": verdict.year}, verdict.source, verdict.doubts, verdict)
    return None


def _of_paper(piece: Evidence, papers: Mapping[str, date | None], rules: Rules, on: date, expected: Expected | None) -> list[Finding]:
    doubts = (piece.doubt,) if piece.doubt else ()
    if piece.name not in papers:
        return [Finding("paper_missing", piece.blocks, {"evidence": piece.name}, piece.source, doubts, evidence=piece.name)]
    issued_on = papers[piece.name]
    if issued_on is None or piece.maximum_age is None:
        return []
    good_until = after(issued_on, piece.maximum_age, rules.calendar)
    values = {"evidence": piece.name, "issued_on": issued_on, "good_until": good_until}
    if good_until < on:
        return [Finding("paper_too_old", piece.blocks, values, piece.source, doubts, evidence=piece.name)]
    if expected and good_until < expected.on:
        values["on"] = expected.on
        return [Finding("paper_will_be_too_old", False, values, piece.source, doubts, evidence=piece.name)]
    return []
