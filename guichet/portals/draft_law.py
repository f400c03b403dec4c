"""The law as one draft meets it: which questions and documents fit its answers so far, what is missing, which region decides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.conf import settings

from guichet.desk.renewals import known_fields
from guichet.desk.submission import competence_of, facts_of, form_rules
from guichet.engine.facts import asking
from guichet.engine.picture import Why
from guichet.engine.refusals import BadAnswer
from guichet.intake import store as intake
from guichet.intake.store import Draft, GivenFile
from guichet.law.bundles import read_law
from guichet.law.rules import Evidence
from guichet.people.store import Viewer
from guichet.portals.draft_questions import DraftQuestions
from guichet.portals.law_names import LawNames, names_of
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


@dataclass(frozen=True, kw_only=True)
class DraftLaw(DraftQuestions):
    """A draft beside the rules it is judged by: its questions, and the documents that they call for."""

    names: LawNames
    files: Mapping[str, list[GivenFile]]  # the viewer's own files, by piece of evidence
    came_names: frozenset[str]  # the pieces of which something came, whoever gave it
    region: str  # "" while it cannot be told
    why: tuple[Why, ...]
    viewer_role: str = ""
    on_paper: bool = False  # entered by an authority for somebody who applied on paper
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

    @property
    def minutes_left(self) -> int:
        """About how long the open questions and documents of the applicant take; tests/portals/test_filling_time.py holds it against a count."""
        documents = [one for one in self.evidence_of(self.rules.applicant) if not self.came(one.name)]
        return math.ceil((SECONDS_A_QUESTION * len(self.missing_answers()) + SECONDS_A_DOCUMENT * len(documents)) / 60)

    def needed(self) -> list[Evidence]:
        """The evidence that the law asks of these answers."""
        return self.rules.asks_evidence(asking(self.facts))

    def evidence_of(self, role: str) -> list[Evidence]:
        """What this role gives."""
        return [one for one in self.needed() if one.given_by == role]

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



def law_of_draft(draft: Draft, viewer: Viewer, on: date) -> DraftLaw:
    """Rules for a draft on a day: those of the competent region once the answers tell it, else of the form as any region asks it."""
    held = intake.contents(draft)
    region, why = _region(draft.procedure, held.answers, on)
    rules = read_law(settings.LAW_FOLDER).rules(draft.procedure, region, on) if region else form_rules(draft.procedure, on)
    own = {name: [file for file in files if file.given_by == viewer.role] for name, files in held.evidence.items()}
    known = known_fields(rules) & held.answers.keys() if draft.renews else frozenset()
    came, taken = papers(rules, held, on)
    by_hand = draft.role != rules.applicant
    asked = {"rules": rules, "answers": held.answers, "on": on, "known": frozenset(known), "origins": draft.origins}
    found = {"region": region, "why": why, "names": names_of(rules), "viewer_role": viewer.role, "on_paper": by_hand}
    return DraftLaw(**asked, **found, files=own, came_names=came, taken=taken)


def _region(procedure: str, answers: Mapping[str, object], on: date) -> tuple[str, tuple[Why, ...]]:
    try:
        found = competence_of(procedure, answers, on)
    except BadAnswer:
        return "", ()
    rules = [rule for rule in (found.led_by, found.rule) if rule]
    return found.authority, tuple(Why("competence_rule", {"rule": rule, **found.inputs}, found.source if rule == rules[-1] else ()) for rule in rules)
