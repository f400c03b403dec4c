"""Is this file the actor's? The role must be held today, for the body (or by the person) that the file names."""

from __future__ import annotations

from datetime import date

from guichet.engine.case import Case
from guichet.engine.refusals import NotYours
from guichet.engine.words import Actor
from guichet.law.rules import Act
from guichet.people import store as people


def check_role_held(actor: Actor, act: str, today: date) -> None:
    """Raises NotYours unless the person holds the role for the body on the day on which they say so."""
    if not people.holds(actor, today):
        raise NotYours("no_such_act", {"act": act, "role": actor.role})


def check_file_is_theirs(case: Case, act: Act, actor: Actor) -> None:
    """Raises NotYours, as if there were no such file, for a body or a person that the file does not name, or that does not see it yet.

    An act that asks the code of a document is open to whoever has the code: by it a body takes a file over.
    """
    if any(field.type == "code" for field in act.asks):
        return
    named = case.bodies.get(actor.role) if actor.body else case.persons.get(actor.role)
    if actor.role not in case.seen_by or not named or named != (actor.body or actor.person):
        raise NotYours("no_such_case", {})
