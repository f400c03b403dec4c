"""An application that came on paper: an authority enters it for the applicant, on the day it was received; then it is a file like any other."""

from __future__ import annotations

from collections.abc import Mapping

from guichet.desk.law_of import the_law
from guichet.engine.refusals import BadAnswer, NotYours
from guichet.engine.words import Command
from guichet.law.rules import Act, Rules
from guichet.people import store as people
from guichet.vault import store as vault

SUBMIT, FILED = "submit_application", "application_submitted"


def files(command: Command) -> bool:
    """Is this an act that files an application, by the law of its procedure in any region, whoever does it?"""
    law, procedure = the_law(), str(command.data.get("procedure"))
    if procedure not in law.procedures():
        return command.kind == SUBMIT  # refused later, with the question that has no such answer
    act = law.rules(procedure, law.folder.regions(procedure)[0], command.on).acts.get(command.kind)
    return act is not None and act.says == FILED


def act_of(rules: Rules, role: str) -> Act | None:
    """The act by which somebody other than the applicant enters an application; None where it comes through the shop alone."""
    return next((act for act in rules.acts.values() if act.says == FILED and role in act.by and role != rules.applicant), None)


def check_may_file(command: Command, rules: Rules) -> None:
    """Raises NotYours unless the law of the file lets this role file it."""
    if _act(command, rules) is None:
        raise NotYours("no_such_act", {"act": command.kind, "role": command.by.role})


def facts(command: Command, rules: Rules) -> dict[str, object]:
    """What the way by which it came tells a rule."""
    return {} if command.by.role == rules.applicant else {"on_paper": True}


def applicant(command: Command, rules: Rules, answers: Mapping[str, object]) -> str:
    """The body that applies: the actor's own, or the company whose number stands on the paper; a new one needs its name. Raises BadAnswer."""
    if command.by.role == rules.applicant:
        return command.by.body
    number = next((str(answers[one.name]) for one in rules.fields.values() if one.type == "enterprise_number" and answers.get(one.name)), "")
    known = people.company_of(number)
    if known:
        return known
    field = next(one for one in rules.acts[command.kind].asks if one.type == "text")
    name = str(command.data.get(field.name) or "").strip()
    if not number or not name:
        raise BadAnswer("company_not_known", {"field": field.name})
    return people.add_company(name, number)


def reason(command: Command) -> dict[str, object]:
    """Why the day is an earlier one, kept in the vault; nothing where none was given."""
    text = command.data.get("late_reason")
    if not text:
        return {}
    kept = vault.keep(command.case, "text", str(text))
    return {"late_reason": {"ref": kept.ref, "digest": kept.digest}}


def _act(command: Command, rules: Rules) -> Act | None:
    act = rules.acts.get(command.kind)
    return act if act and act.says == FILED and command.by.role in act.by else None
