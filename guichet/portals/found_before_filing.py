"""What the check before filing found in a draft, in words: what must be mended first, and what an authority will ask about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guichet.engine.before_filing import BeforeFiling, Finding, before_filing
from guichet.portals.compared_pay import needed_text
from guichet.portals.draft_law import DraftLaw
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import Speech

PAPERS = ("paper_missing", "paper_too_old", "paper_will_be_too_old")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found, as a page shows it: the sentence, the answers beside it, the first question to correct."""

    finding: Finding
    text: str
    answers: list[tuple[str, str]]
    needed: str  # of an amount: both figures
    question: tuple[str, str] | None  # section and question
    evidence: str  # or the piece to give


def found_in(law: DraftLaw) -> BeforeFiling:
    """The check of a draft as this viewer may know it: the day of issue of a piece that others gave is not looked at."""
    return before_filing(law.rules, law.facts, papers_of(law), law.on)


def papers_of(law: DraftLaw) -> Mapping[str, date | None]:
    """The pieces that came, each with the day that stands on it where the viewer's role said so."""
    said = {name: next((file.issued_on for file in files if file.issued_on), None) for name, files in law.files.items()}
    return {name: said.get(name) for name in law.came_names}


def in_words(found: BeforeFiling, law: DraftLaw, spoken: Speech) -> dict[str, object]:
    """`blocking` and `advice` in words, `missing` pieces apart; `expected` is the day by which a decision may be expected."""
    told = [_found(one, law, spoken) for one in found.findings]
    return {
        "blocking": [one for one in told if one.finding.blocks],
        "advice": [one for one in told if not one.finding.blocks and one.finding.name != "paper_missing"],
        "missing": [one for one in told if not one.finding.blocks and one.finding.name == "paper_missing"],
        "expected": found.expected,
    }


def _found(one: Finding, law: DraftLaw, spoken: Speech) -> Found:
    text = sentence_of(one.name, one.values, spoken, law.names)
    if one.verdict is None:
        return Found(one, text, [], "", None, one.evidence)
    unknown = one.name == one.verdict.reason
    text = spoken.say("{name}: {value}", name=spoken.law(one.verdict.check.title), value=text) if unknown else text
    needed = "" if unknown else needed_text(one.verdict, spoken)
    facts = [*one.verdict.values, *(one.verdict.check.holds.names() if one.verdict.check.holds else ())]
    asked = next((field for fact in facts for field in law.open_questions if field.fact == fact), None)
    return Found(one, text, law.said_of(one.verdict, spoken), needed, (asked.section, asked.name) if asked else None, "")
