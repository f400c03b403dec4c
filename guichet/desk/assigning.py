"""Who of an authority gets a file in hand: the act that the law of the file has for it, as one command like any other."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from guichet.desk.handle import Answer, handle
from guichet.desk.law_of import rules_of
from guichet.engine.refusals import NotYours
from guichet.engine.words import Actor, Command
from guichet.journal import store as journal
from guichet.law.rules import Act, Field, Rules


def assign(identity: UUID, case: UUID, seen: int, by: Actor, person: str, on: date, at: datetime) -> Answer:
    """Gives a file to a person of the actor's own body; "" gives it back. `seen` is the last entry that the actor was shown.

    Raises NotYours, NotAllowedNow, BadAnswer (not a colleague) or Overtaken (somebody else was given the file meanwhile).
    """
    entries = journal.read(case)
    found = act_of(rules_of(entries), by.role) if entries else None
    if found is None:
        raise NotYours("no_such_case", {})
    act, field = found
    return handle(Command(identity, case, seen, act.name, by, on, at, {field.name: person} if person else {}))


def act_of(rules: Rules, role: str) -> tuple[Act, Field] | None:
    """The act by which this role gives a file to one of its agents, and the field that names the agent."""
    fields = ((act, field) for act in rules.acts.values() if role in act.by for field in act.asks if field.type == "colleague")
    return next(fields, None)
