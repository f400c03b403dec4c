"""Who applies: a body (an employer) or a person for themselves (a worker, a host family); and whom the application is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guichet.desk import paper
from guichet.engine.competence import Competence
from guichet.engine.refusals import BadAnswer
from guichet.engine.words import Actor, Command
from guichet.law.rules import Rules
from guichet.people import store as people

WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Applying:
    """The parties as the first entry names them: bodies and persons by role. An applicant without a body is a person of the file."""

    bodies: Mapping[str, str]
    persons: Mapping[str, str]


def worker_of(command: Command, procedure_applicant: str) -> str:
    """Whom the application is about. Whoever applies as the worker applies for themselves and for nobody else. Raises BadAnswer."""
    own = command.by.role == WORKER == procedure_applicant
    worker = command.by.person if own else str(command.data.get(WORKER))
    if not people.holds(Actor(WORKER, "", worker), command.on):
        raise BadAnswer("needed", {"field": WORKER})
    return worker


def applying(command: Command, rules: Rules, answers: Mapping[str, object], worker: str, found: Competence, facts: Mapping[str, object]) -> Applying:
    """Everybody whom the file concerns from its first day on; raises BadAnswer for a company that nobody knows."""
    bodies = {"work_authority": f"authority:{found.authority}", "stay_authority": "authority:stay"}
    persons = {WORKER: worker}
    if facts.get("post"):
        bodies["post"] = f"post:{facts['post']}"
    if rules.applicant == command.by.role and not command.by.body:
        return Applying(bodies, {rules.applicant: command.by.person} | persons)
    if rules.applicant == WORKER:  # what came on paper from the worker
        return Applying(bodies, persons)
    return Applying({rules.applicant: paper.applicant(command, rules, answers)} | bodies, persons)
