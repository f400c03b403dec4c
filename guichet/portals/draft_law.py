"""The law as one draft meets it: which questions and documents fit its answers so far, what is missing, which region decides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.conf import settings

from guichet.desk import paper
from guichet.desk.renewals import known_fields
from guichet.desk.submission import asked_fields, competence_of, facts_of, form_rules
from guichet.engine.checks import Verdict
from guichet.engine.facts import asking
from guichet.engine.picture import Why
from guichet.engine.refusals import BadAnswer
from guichet.intake import store as intake
from guichet.intake.store import Draft, GivenFile, Origin
from guichet.law.bundles import read_law
from guichet.law.rules import Evidence, Field, Rules
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.portals.because import origin_text
from guichet.portals.choices import text_of
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.speech import Speech
from guichet.portals.taken_over import papers

SECONDS_A_QUESTION, SECONDS_A_DOCUMENT = 25, 60


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the task list: a section of the form, or the documents of one role."""

    name: str
    title: Mapping[str, str]
    filled_by: str
    mine: bool
    missing: int  # questions or documents still open
    begun: bool
    known: int = 0  # answers that nobody was asked


@dataclass(frozen=True)
class DraftLaw:
    """A draft's answers beside the rules they are judged by."""

    rules: Rules
    names: LawNames
    answers: Mapping[str, object]
    files: Mapping[str, list[GivenFile]]  # the viewer's own files, by piece of evidence
    came_names: frozenset[str]  # the pieces of which something came, whoever gave it
    on: date
    region: str  # "" while it cannot be told
    why: tuple[Why, ...]
    viewer_role: str = ""
    on_paper: bool = False  # entered by an authority for somebody who applied on paper
    known: frozenset[str] = frozenset()  # questions that the file of the running permit answers: shown, not asked
    origins: Mapping[str, Origin] = field(default_factory=dict)  # by question, where an answer was taken over from
    taken: Mapping[str, date] = field(default_factory=dict)  # pieces that are there because they came to that file, with the day

    @property
    def role(self) -> str:
        """Whose part of the form the viewer fills in: their own, or the applicant's where it came on paper."""
        return self.rules.applicant if self.on_paper and self.viewer_role != "worker" else self.viewer_role

    @cached_property
    def facts(self) -> dict[str, object]:
        """What a rule may look at, as the answers tell it."""
        return facts_of(self.rules, self.answers, self.on) | ({"on_paper": True} if self.on_paper else {})

    @property
    def own(self) -> Mapping[tuple[str, str], str]:
        """What only the competent region, or only this kind of application, asks."""
        return read_law(settings.LAW_FOLDER).own_lines(self.rules.procedure, self.region)

    @property
    def mine(self) -> list[Evidence]:
        """What the viewer gives; who enters an application for another also what came with it, but nothing that is secret from them."""
        roles = {self.role, self.viewer_role}
        return [one for one in self.needed() if one.given_by in roles and self.viewer_role not in one.secret_from]

    @property
    def others(self) -> list[Evidence]:
        """What others give: the viewer sees whether it came, when the law lets them know no more."""
        mine = {one.name for one in self.mine}
        return [one for one in self.needed() if one.name not in mine]

    def every_field(self, section: str) -> list[Field]:
        """All fields of a section, whatever was answered."""
        return [one for one in self.rules.fields.values() if one.section == section]

    @property
    def open_questions(self) -> list[Field]:
        """All questions that the answers so far call for."""
        return asked_fields(self.rules, self.answers, self.on)

    def open_fields(self, section: str) -> list[Field]:
        """The fields of a section that the answers so far call for."""
        return [one for one in self.open_questions if one.section == section]

    def pages(self, section: str) -> list[list[Field]]:
        """The fields that are called for, page by page: what the law file asks together stands together."""
        pages: list[list[Field]] = []
        for one in (one for one in self.open_fields(section) if one.name not in self.known):
            if pages and one.same_page:
                pages[-1].append(one)
            else:
                pages.append([one])
        return pages

    def page_of(self, section: str, question: str = "") -> list[Field]:
        """The page with this question; without one the first page that still lacks an answer, else the first of all."""
        pages = self.pages(section)
        wanted = {question} if question else {one.name for one in self.unanswered(section)}
        return next((page for page in pages if any(one.name in wanted for one in page)), pages[0] if pages else [])

    def said_of(self, verdict: Verdict, spoken: Speech) -> list[tuple[str, str]]:
        """The answers that a check looked at: question and answer in words."""
        asked = [one for one in self.rules.fields.values() if one.fact in verdict.values and one.name in self.answers]
        return [(spoken.law(one.title), text_of(one, self.answers[one.name], self.rules, self.on, spoken)) for one in asked]

    @property
    def minutes_left(self) -> int:
        """About how long the open questions and documents of the applicant take; tests/portals/test_filling_time.py holds it against a count."""
        documents = [one for one in self.evidence_of(self.rules.applicant) if not self.came(one.name)]
        return math.ceil((SECONDS_A_QUESTION * len(self.missing_answers()) + SECONDS_A_DOCUMENT * len(documents)) / 60)

    def unanswered(self, section: str) -> list[Field]:
        """Fields that are called for, needed and not answered."""
        return [one for one in self.open_fields(section) if one.required and self.answers.get(one.name) is None]

    def with_answers(self, more: Mapping[str, object]) -> DraftLaw:
        """The same draft with these answers; one that is no longer called for is dropped."""
        answers = {**self.answers, **more}
        called = {one.name for one in asked_fields(self.rules, answers, self.on)}
        return replace(self, answers={name: value for name, value in answers.items() if name in called and value is not None})

    def needed(self) -> list[Evidence]:
        """The evidence that the law asks of these answers."""
        return self.rules.asks_evidence(asking(self.facts))

    def evidence_of(self, role: str) -> list[Evidence]:
        """What this role gives."""
        return [one for one in self.needed() if one.given_by == role]

    @property
    def worker(self) -> str:
        """The name in Latin letters as far as it was given: what the fields of that type hold, in the order of the form."""
        return ", ".join(str(self.answers[one.name]) for one in self.rules.fields.values() if one.type == "latin_name" and self.answers.get(one.name))

    def came(self, evidence: str) -> bool:
        """Did at least one file of this piece come?"""
        return evidence in self.came_names

    def parts(self, role: str) -> list[Part]:
        """The task list of one role: its sections, its documents, and what others still give."""
        found = [
            Part(
                name,
                one.title,
                one.filled_by,
                one.filled_by == role,
                len(self.unanswered(name)),
                any(f.name in self.answers for f in self.every_field(name)),
                sum(f.name in self.origins for f in self.open_fields(name)),
            )
            for name, one in self.rules.sections.items()
        ]
        return [part for part in found if part.mine]

    def missing_pieces(self) -> list[Evidence]:
        """Evidence that did not come yet, whoever gives it."""
        return [one for one in self.needed() if not self.came(one.name)]

    def missing_answers(self) -> list[Field]:
        """Questions without an answer, in all parts."""
        return [one for section in self.rules.sections for one in self.unanswered(section)]

    def answers_by_section(self, spoken: Speech, on: date) -> list[dict[str, object]]:
        """Every question that is called for with its answer in words, part by part."""
        return [
            {
                "name": name,
                "title": section.title,
                "filled_by": section.filled_by,
                "lines": [self._line(one, spoken, on) for one in self.open_fields(name)],
            }
            for name, section in self.rules.sections.items()
        ]

    def _line(self, one: Field, spoken: Speech, on: date) -> dict[str, object]:
        text = text_of(one, self.answers.get(one.name), self.rules, on, spoken)
        return {"field": one, "text": text, "origin": origin_text(self.origins.get(one.name), spoken)}


def law_of_draft(draft: Draft, viewer: Viewer, on: date) -> DraftLaw:
    """Rules for a draft on a day: those of the competent region once the answers tell it, else of the form as any region asks it."""
    held = intake.contents(draft)
    region, why = _region(draft.procedure, held.answers, on)
    rules = read_law(settings.LAW_FOLDER).rules(draft.procedure, region, on) if region else form_rules(draft.procedure, on)
    own = {name: [file for file in files if file.given_by == viewer.role] for name, files in held.evidence.items()}
    known = known_fields(rules) & held.answers.keys() if draft.renews else frozenset()
    came, taken = papers(rules, held, on)
    by_hand = draft.role != rules.applicant
    return DraftLaw(rules, names_of(rules), held.answers, own, came, on, region, why, viewer.role, by_hand, frozenset(known), draft.origins, taken)


def _region(procedure: str, answers: Mapping[str, object], on: date) -> tuple[str, tuple[Why, ...]]:
    try:
        found = competence_of(procedure, answers, on)
    except BadAnswer:
        return "", ()
    rules = [rule for rule in (found.led_by, found.rule) if rule]
    return found.authority, tuple(Why("competence_rule", {"rule": rule, **found.inputs}, found.source if rule == rules[-1] else ()) for rule in rules)


def drafts_of(viewer: Viewer, on: date) -> list[dict[str, object]]:
    """What the viewer has begun or is asked to complete: the draft, the worker as far as known, and what it is for; few questions for any number."""
    begun = intake.drafts(viewer)
    workers = people.names_of({one.worker for one in begun})
    return [{"draft": one, "worker": workers.get(one.worker, ""), "title": form_rules(one.procedure, on).title} for one in begun]


def procedures(role: str, on: date) -> list[Rules]:
    """What this role may apply for on a day."""
    return [rules for rules in _all_procedures(on) if rules.applicant == role]


def procedures_on_paper(role: str, on: date) -> list[Rules]:
    """The applications that this role may enter for somebody who sent them on paper."""
    return [rules for rules in _all_procedures(on) if paper.act_of(rules, role)]


def _all_procedures(on: date) -> list[Rules]:
    law = read_law(settings.LAW_FOLDER)
    return law.of_all(on)
