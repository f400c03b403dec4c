"""Who gets a letter in one case: the mailbox of each recipient that the law names."""

from __future__ import annotations

from guichet.engine.case import Case
from guichet.engine.look import Look
from guichet.engine.messages import recipient_key
from guichet.law.rules import Recipient
from guichet.people import store as people

_BY_FACT = {"municipality": ("municipality", "residence_municipality"), "first_state": ("state", "first_state")}

_KINDS = {"inspector": "inspection", "social_security": "social_security"}  # roles that one body of this kind holds for every file


def addressee(case: Case, recipient: Recipient) -> str:
    """The mailbox of a recipient; "" where the law does not mean this case, or nobody holds the role in it yet."""
    if recipient.when is not None and not (case.last_on and recipient.when.holds(Look(case, case.last_on))):
        return ""
    role = recipient.role
    if role in case.persons:
        return recipient_key(role, "", case.persons[role])
    body = case.bodies.get(role) or _expected(case, role) or _only(role)
    return recipient_key(role, body) if body else ""


def _expected(case: Case, role: str) -> str:
    """Before a municipality takes the file over it is the one where the worker will live; a State abroad is known by the answers alone."""
    kind, fact = _BY_FACT.get(role, ("", ""))
    return f"{kind}:{case.facts[fact]}" if case.facts.get(fact) else ""


def _only(role: str) -> str:
    """A role that one body holds for everybody."""
    return people.only_body(_KINDS[role]) if role in _KINDS else ""
