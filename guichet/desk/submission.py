"""A submission: answers become facts, parties and a competent authority; what is personal goes to the vault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from guichet.casefile.life import case_of_number
from guichet.desk import paper, renewals
from guichet.desk.answers import is_given, plain
from guichet.desk.applying import applying, worker_of
from guichet.desk.bringing import digests, pieces_of
from guichet.desk.law_of import find_competent, new_rules, the_law
from guichet.engine.case_number import number_of
from guichet.engine.competence import Competence
from guichet.engine.facts import age_on
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from guichet.engine.typed_rows import main_place
from guichet.engine.words import Command
from guichet.intake import store as intake
from guichet.law.rules import Field, Rules
from guichet.vault import store as vault

Answers = Mapping[str, object]


def form_rules(procedure: str, on: date) -> Rules:
    """The form before the region is known: what finds it is in the trunk, and no question that one region alone asks is put to everybody."""
    law = the_law()
    region = law.folder.regions(procedure)[0]
    rules, whose = law.rules(procedure, region, on), law.own_lines(procedure, region)
    own = [name for name in rules.fields if whose.get(("fields", name)) == "region"]
    return replace(rules, fields={name: one for name, one in rules.fields.items() if name not in own}) if own else rules


def facts_of(rules: Rules, answers: Answers, on: date) -> dict[str, object]:
    """The facts without identity that a form gives; questions that do not apply give none. Raises BadAnswer for a day that is none."""
    facts: dict[str, object] = dict(rules.given)
    for field in rules.fields.values():
        if not field.fact or (field.when and not field.when.holds(facts.get)):
            continue
        value = answers.get(field.name)
        if is_given(value) and (fact := _derived(field, value, on)) is not None:
            facts[field.fact] = fact
    return facts


def _derived(field: Field, value: object, on: date) -> object:
    """The fact that an answer gives: itself, or what the law says is worked out from it."""
    if field.derive == "age_on_filing":
        return age_on(date.fromisoformat(str(plain(field, value, on))), on)
    return main_place(plain(field, value, on)) or None if field.derive == "main_place" else value


def asked_fields(rules: Rules, answers: Answers, on: date) -> list[Field]:
    """The questions that apply, given the answers so far."""
    facts = facts_of(rules, answers, on)
    return [field for field in rules.fields.values() if field.when is None or field.when.holds(facts.get)]


def mistakes(rules: Rules, answers: Answers, on: date) -> list[BadAnswer]:
    """Every answer that is missing or will not do, each naming its field."""
    return read(rules, answers, on)[1]


def read(rules: Rules, answers: Answers, on: date) -> tuple[dict[str, object], list[BadAnswer]]:
    """The answers to the questions that apply, as plain values, and every mistake."""
    values: dict[str, object] = {}
    found = [BadAnswer("unknown_field", {"field": name}) for name in sorted(set(answers) - set(rules.fields))]
    for field in asked_fields(rules, answers, on):
        if not is_given(answers.get(field.name)):
            found += [BadAnswer("needed", {"field": field.name})] if field.required else []
            continue
        try:
            values[field.name] = plain(field, answers[field.name], on, answers)
        except BadAnswer as wrong:
            found.append(wrong)
    return values, found


def competence_of(procedure: str, answers: Answers, on: date) -> Competence:
    """The competent authority for these answers, with the rule that found it; raises BadAnswer."""
    return find_competent(facts_of(form_rules(procedure, on), answers, on), on)


def plain_competence(found: Competence) -> dict[str, object]:
    """What the journal keeps of it: the rule, what it looked at and where it is written."""
    kept = {"authority": found.authority, "rule": found.rule, "inputs": dict(found.inputs), "source": list(found.source)}
    return kept | ({"led_by": found.led_by} if found.led_by else {})


def competence_at(region: str, facts: Mapping[str, object], on: date) -> dict[str, object]:
    """What the journal keeps when a file goes to a region: the rule, if by the facts of the file one names it; else nothing, its agent said why."""
    try:
        found = find_competent(dict(facts), on)
    except BadAnswer:
        return {}
    return {"competence": plain_competence(found)} if found.authority == region else {}


def submitted(command: Command) -> tuple[Rules, Command]:
    """The rules of a new case, and the command with facts and references in the place of what was typed. Raises BadAnswer."""
    procedure = str(command.data.get("procedure"))
    typed = dict(command.data.get("answers") or {})
    if procedure not in the_law().procedures():
        raise BadAnswer("not_a_choice", {"field": "procedure"})
    if case_of_number(number_of(command.case)) not in (None, command.case):
        raise NotYours("not_your_draft")  # an id that somebody made up to come by the number of another file
    intake.mark_submitted(command.case, number_of(command.case), command.at)  # first: from here on nobody takes anything out of the draft
    found = competence_of(procedure, typed, command.on)
    rules = new_rules(procedure, found.authority, command.on)
    paper.check_may_file(command, rules)
    worker = worker_of(command, rules.applicant)
    before = _renewed(rules, typed, command, worker)
    answers, wrong = read(rules, typed | (before.known(rules, command.on) if before else {}), command.on)
    if wrong:
        raise wrong[0]
    facts = facts_of(rules, answers, command.on) | paper.facts(command, rules)
    renewals.check_in_time(rules, facts, command.on)
    pieces = pieces_of(command.data.get("evidence"))
    _check_pieces(rules, facts, pieces)
    parties = applying(command, rules, answers, worker, found, facts)
    data = {
        "facts": facts, "answers": kept_answers(command.case, answers), "bodies": dict(parties.bodies), "persons": dict(parties.persons),
        "evidence": pieces, "digests": digests(command.case, pieces),
        "competence": plain_competence(found),
        "renews": str(before.id) if before else "", "taken_over": _taken_over(command, before, pieces), **paper.reason(command),
    }  # fmt: skip
    return rules, Command(command.id, command.case, command.seen, command.kind, command.by, command.on, command.at, data)


def _renewed(rules: Rules, typed: Answers, command: Command, worker: str) -> renewals.Running | None:
    """The file of the permit that is to be renewed, if it is one of ours: of the same applicant and the same worker."""
    field = renewals.number_field(rules)
    if field is None or field not in asked_fields(rules, typed, command.on) or not is_given(typed.get(field.name)):
        return None
    found = renewals.running(str(plain(field, typed[field.name], command.on)), rules, command.by, field.name)
    if found.worker != worker:
        raise BadAnswer("not_the_same_worker", {"field": field.name})
    renewals.check_renewable(found, rules, command.on, command.case)
    return found


def _check_pieces(rules: Rules, facts: Mapping[str, object], pieces: Mapping[str, object]) -> None:
    """Raises NotAllowedNow without a piece that is a condition of filing; what came on paper has come, whatever lies in the envelope."""
    missing = [one.name for one in rules.asks_evidence(facts.get) if one.blocks and one.name not in pieces]
    if missing and not facts.get("on_paper"):
        raise NotAllowedNow("cannot_file_without", {"evidence": missing})


def _taken_over(command: Command, before: renewals.Running | None, pieces: Mapping[str, object]) -> dict[str, str]:
    """The papers that serve again, each with the day it came to the file before."""
    told = dict(command.data.get("taken_over") or {}) if before else {}
    return {str(name): date.fromisoformat(str(day)).isoformat() for name, day in told.items() if name in pieces}


def kept_answers(case: UUID, answers: Answers) -> dict[str, str]:
    """All that was typed, as one item of the vault; the journal holds the reference and a salted digest."""
    kept = vault.keep(case, "answers", dict(answers))
    return {"ref": kept.ref, "digest": kept.digest}
