"""Who gets a letter in one case: the mailbox of each recipient that the law names."""

from __future__ import annotations

from guichet.engine.case import Case
from guichet.engine.messages import recipient_key
from guichet.law.rules import Recipient


def addressee(case: Case, recipient: Recipient) -> str:
    """The mailbox of a recipient; "" where the law does not mean this case, or nobody holds the role in it yet."""
    if recipient.when is not None and not recipient.when.holds(case.fact):
        return ""
    role = recipient.role
    if role in case.persons:
        return recipient_key(role, "", case.persons[role])
    body = case.bodies.get(role) or _expected(case, role)
    return recipient_key(role, body) if body else ""


def _expected(case: Case, role: str) -> str:
    """Before a municipality takes the file over it is the one where the worker will live."""
    nis = case.facts.get("residence_municipality") if role == "municipality" else None
    return f"municipality:{nis}" if nis else ""
