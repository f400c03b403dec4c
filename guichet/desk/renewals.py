"""Which permit a renewal asks for: found among the applicant's own files, with all that its file knows already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guichet.casefile.life import case_of_number, renewals_of
from guichet.desk.law_of import rules_of
from guichet.engine.answers import Plain
from guichet.engine.case import Case, fold
from guichet.engine.case_number import number_of
from guichet.engine.checks import verdicts
from guichet.engine.corrected import after_corrections
from guichet.engine.look import Look
from guichet.engine.refusals import BadAnswer, NotAllowedNow
from guichet.engine.words import Actor, Entry
from guichet.journal import store as journal
from guichet.law.rules import Evidence, Field, Rules
from guichet.vault import store as vault

OVER = ("ended", "revoked")  # of a track: what rested on its yes is no more
GIVEN = ("application_submitted", "evidence_received")


@dataclass(frozen=True, slots=True)
class Running:
    """The file of a running permit, as a renewal under `rules` looks at it on a day."""

    id: UUID
    case: Case
    entries: Sequence[Entry]

    @property
    def worker(self) -> str:
        """The reference of the worker."""
        return self.case.persons.get("worker", "")

    def has_permit(self, rules: Rules, on: date) -> bool:
        """Does it know every day that a renewal must know of the running permit? Only a card that was handed over has an end."""
        known = self.known(rules, on)
        return all(field.name in known for field in rules.fields.values() if field.known_from and field.required)

    def is_over(self) -> bool:
        """Was one of its decisions ended or taken back, and not restored since?"""
        return any(track.outcome in OVER for track in self.case.tracks.values())

    def known(self, rules: Rules, on: date) -> dict[str, Plain]:
        """The answers of a renewal that nobody is asked: the number of this file and days that it knows."""
        look = Look(self.case, on)
        found: dict[str, Plain] = {}
        for field in rules.fields.values():
            if field.type == "case_number":
                found |= {field.name: number_of(self.id)} | _so_that_asked(field, rules)
            days = (look.day_named(name) for name in field.known_from)
            first = next((day for day in days if day), None)
            found |= {field.name: first.isoformat()} if first else {}
        return found

    def answers(self, rules: Rules, on: date) -> dict[str, Plain]:
        """Every answer of this file that a renewal may begin with, as it stands now. Raises Erased."""
        kept = next(one.data["answers"]["ref"] for one in reversed(self.entries) if one.data.get("answers"))
        typed = dict(vault.read(self.id, str(kept)))
        changed = {name for one in self.entries if one.kind != "application_submitted" for name in dict(one.data.get("facts") or {})}
        for field in self.case.rules.fields.values():
            if field.fact in changed and not field.derive:
                typed[field.name] = self.case.facts[field.fact]
        taken = {name: typed[name] for name, field in rules.fields.items() if name in typed and not field.asked_anew}
        return taken | self.known(rules, on)

    def pieces(self, rules: Rules, role: str) -> dict[str, list[tuple[str, date]]]:
        """The files of this role that may serve again, with the day they came; whether they do is asked of the answers."""
        found: dict[str, list[tuple[str, date]]] = {}
        for one in after_corrections(self.entries):
            for name, refs in dict(one.data.get("evidence") or {}).items() if one.kind in GIVEN else ():
                piece = rules.evidence.get(name)
                if piece and piece.given_by == role and may_serve(piece):
                    found[name] = [(str(ref), one.on) for ref in refs]  # what came last took the place of what came before
        return found


def running(number: str, rules: Rules, by: Actor, field: str = "") -> Running:
    """The file of this number, if it holds a permit of this applicant that a renewal under these rules can renew now.

    `field` is where the number was typed. Raises BadAnswer; it says the same of a file that is not there and of another's.
    """
    case_id = case_of_number(number)
    found = _opened(case_id) if case_id else None
    named = found and (found.case.bodies.get(by.role) if by.body else found.case.persons.get(by.role))
    if found is None or named != (by.body or by.person) or found.case.rules.procedure not in (rules.based_on, rules.procedure):
        raise BadAnswer("no_such_permit", {"field": field})
    return found


def check_renewable(found: Running, rules: Rules, on: date, own: UUID | None = None) -> None:
    """Raises NotAllowedNow: without a card that still stands there is nothing to renew, and one permit has one renewal at a time.

    `own` is the renewal that asks.
    """
    if not found.has_permit(rules, on):
        raise NotAllowedNow("no_permit_yet", {})
    if found.is_over():
        raise NotAllowedNow("permit_over", {})
    for other in renewals_of(found.id, found.worker):
        later = _opened(other) if other != own else None
        if later and not later.case.ended():
            raise NotAllowedNow("renewal_pending", {"number": number_of(other)})
        if later and later.has_permit(rules, on):
            raise NotAllowedNow("renewed_since", {"number": number_of(other)})


def check_in_time(rules: Rules, facts: Mapping[str, object], on: date) -> None:
    """Raises NotAllowedNow for an application before its time: a check of the law that blocks does not hold."""
    if not any(check.blocks for check in rules.checks):
        return
    for one in verdicts(rules, facts, on, on):
        if one.check.blocks and one.answer == "no":
            opens = max((str(one.values[name]) for name in rules.days if name in one.values), default="")
            early = opens > on.isoformat()
            raise NotAllowedNow("too_early" if early else "check_blocks", {"check": one.check.name} | ({"on": opens} if early else {}))


def may_serve(piece: Evidence) -> bool:
    """Does the law let papers of the file before serve a renewal at all? It says under which condition, or how old they may be."""
    return piece.serves_again is not None or piece.maximum_age is not None


def number_field(rules: Rules) -> Field | None:
    """The question for the file of the running permit; None in the form of a first application."""
    return next((field for field in rules.fields.values() if field.type == "case_number"), None)


def known_fields(rules: Rules) -> set[str]:
    """The questions that the file of a running permit answers by itself."""
    number = number_field(rules)
    known = {field.name for field in rules.fields.values() if field.known_from}
    return known | ({number.name, *_so_that_asked(number, rules)} if number else set())


def _so_that_asked(field: Field, rules: Rules) -> dict[str, Plain]:
    """The answers that call for a question: who gives its answer has given these."""
    by_fact = {one.fact: one.name for one in rules.fields.values() if one.fact}
    leaves = field.when.leaves() if field.when else ()
    return {by_fact[leaf.name]: leaf.value for leaf in leaves if leaf.word == "is" and leaf.name in by_fact}


def _opened(case_id: UUID) -> Running | None:
    entries = journal.read(case_id)
    return Running(case_id, fold(entries, rules_of(entries)), entries) if entries else None
