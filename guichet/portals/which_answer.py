"""What the answers of a visitor lead to: the procedure, who decides and why, what it asks, or what needs no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest

from guichet.casefile.fees import FeeView, fee_view
from guichet.desk.law_of import find_competent, the_law
from guichet.desk.submission import form_rules
from guichet.engine.competence import Competence
from guichet.engine.expected import expected_decision
from guichet.engine.fees import standings
from guichet.engine.personal_list import personal_list
from guichet.engine.picture import Why
from guichet.engine.refusals import BadAnswer
from guichet.law.competence import applying, authority_at
from guichet.law.information import Information
from guichet.law.mistakes import NoLawInForce
from guichet.law.rules import Rules, TimeLimit
from guichet.law.which import Lead
from guichet.people import places
from guichet.portals.commune import merged_sentence
from guichet.portals.deadlines import length_text
from guichet.portals.footnotes import Footnotes
from guichet.portals.frame import speech_of
from guichet.portals.identity import uuid7
from guichet.portals.jinja import address
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.personal_documents import lines_of
from guichet.portals.visitor import visitor
from guichet.portals.which_law import Given, cited_in, information_on, is_third_country
from guichet.portals.which_pay import pay_lines
from guichet.site import clock

REGION = "work_authority"  # the role that a region holds
UNTIL_THE_DECISION = ("application_submitted", "declared_incomplete", "declared_admissible", "evidence_requested")


@dataclass(frozen=True)
class Found:
    """The line of the law that fits, and the law of the procedure it names; `rules` is None where that is not here or not in force."""

    given: Given
    lead: Lead
    on: date
    names: LawNames
    rules: Rules | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    competence: Competence | None = None
    starts_on: date | None = None  # of a procedure that is not in force yet

    @property
    def region(self) -> str:
        """The region that decides, "" where the answers do not tell."""
        return self.competence.authority if self.competence else ""

    @property
    def why(self) -> tuple[Why, ...]:
        """The rules that found the region, each by its title."""
        found = self.competence
        rules = [rule for rule in (found.led_by, found.rule) if rule] if found else []
        return tuple(Why("competence_rule", {"rule": rule}, found.source if rule == rules[-1] else ()) for rule in rules)

    @cached_property
    def free(self) -> list[Information]:
        """What needs no permit, or no admission to work, where the answers say the work is done; without a place, everywhere."""
        place = self.given.which.place(self.given.answers, is_third_country)
        region = self.region or _region_at(place, self.on)
        told = [one for one in information_on(settings.LAW_FOLDER, self.on).values() if one.frees_from and one.name != self.lead.information]
        return [one for one in told if not region or not one.regions or region in one.regions]

    def decider(self, role: str) -> object:
        """Who decides a question, by name where the answers tell which region it is."""
        return self.names.title("region", self.region) if role == REGION and self.region else self.names.title("role", role)

    @property
    def limits(self) -> list[TimeLimit]:
        """The time limits from the filing to the decision."""
        return [one for one in self.rules.time_limits.values() if one.starts.word in UNTIL_THE_DECISION and not one.reminder] if self.rules else []


def found_by(given: Given, on: date, procedure: str = "") -> Found | None:
    """What complete answers lead to on a day, or the other procedure that was chosen; None where no line of the law knows them together."""
    lead = given.which.lead(given.known())
    lead = lead.instead(procedure) if lead and procedure else lead
    if lead is None:
        return None
    found = Found(given, lead, on, cited_in(settings.LAW_FOLDER))
    law = the_law()
    if not lead.procedure or not law.folder.regions(lead.procedure):
        return found
    try:
        form = form_rules(lead.procedure, on)
    except NoLawInForce:
        return replace(found, starts_on=law.folder.trunks[lead.procedure].get("in_force_from"))
    facts = dict(form.given) | _facts(given, form, on)
    competence = _competent(facts, on)
    rules = law.rules(lead.procedure, competence.authority, on) if competence else form
    return replace(found, rules=rules, facts=facts, competence=competence, names=_joined(names_of(rules), found.names))


def values_of(request: HttpRequest, given: Given, procedure: str = "") -> dict[str, object]:
    """Everything that the page of the answer shows."""
    spoken, on, viewer = speech_of(request), clock.today(), visitor(request)
    found = found_by(given, on, procedure)
    place = given.which.place(given.answers, is_third_country)
    here = address("which-other-answer", procedure) if procedure else address("which-answer")
    values = {
        "footnotes": Footnotes(), "found": found, "here": here, "chosen": procedure, "information": information_on(settings.LAW_FOLDER, on),
        "merged": merged_sentence(place, on, spoken) if place else "",
    }  # fmt: skip
    if found is None:
        return values
    values |= {"first": given.which.lead(given.known()).procedure, "also": [(one, _title(one.procedure, on)) for one in found.lead.also]}
    if found.rules is None:
        return values
    rules, facts = found.rules, found.facts
    pieces = personal_list(rules, facts, on, the_law().own_lines(rules.procedure, found.region))
    return values | {
        "lines": lines_of(pieces, rules, found.names, on, spoken), "expected": expected_decision(rules, dict(facts), on),
        "pay": pay_lines(rules, facts, on), "fees": _fees(found), "length": lambda length: length_text(str(length), spoken),
        "deciders": list(dict.fromkeys(spoken.law(found.decider(one.decided_by)) for one in rules.tracks.values())),
        "may_begin": viewer is not None and viewer.role == rules.applicant, "command": uuid7(clock.now()),
    }  # fmt: skip


def _fees(found: Found) -> tuple[FeeView, ...]:
    """What must be paid if it were filed today; there is no number yet, so no reference."""
    owed = standings(found.rules, found.facts.get, found.on)
    return tuple(fee_view(one, found.rules, "", found.on) for one in owed)


def _facts(given: Given, form: Rules, on: date) -> dict[str, object]:
    """The facts that were answered; the commune under the fact that the table of competence asks for."""
    facts = given.which.facts(given.answers, is_third_country)
    rules = applying(the_law().folder.shared["competence"], {**form.given, **facts}, on)
    place = given.which.place(given.answers, is_third_country)
    now = places.municipality(place, on) if place else None
    return facts | ({str(rules[-1]["place"]): now.nis} if rules and now else {})


def _competent(facts: Mapping[str, object], on: date) -> Competence | None:
    try:
        return find_competent(dict(facts), on)
    except BadAnswer:
        return None


def _region_at(place: str, on: date) -> str:
    found = places.municipality(place, on) if place else None
    return authority_at(the_law().folder.shared["competence"], found.nis, found.territory, on) if found else ""


def _title(procedure: str, on: date) -> object:
    """The title of another procedure that the answers may lead to; None where it is not here."""
    try:
        return form_rules(procedure, on).title if the_law().folder.regions(procedure) else None
    except NoLawInForce:
        return None


def _joined(names: LawNames, more: LawNames) -> LawNames:
    return LawNames({**more.titles, **names.titles}, {**more.cited, **names.cited}, {**more.doubts, **names.doubts})
