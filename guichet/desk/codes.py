"""The code on a decision that grants: with it a municipality takes the file over. It lies in the vault; a blinded digest finds the case."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from uuid import UUID

from guichet.engine.words import Entry, Event
from guichet.law.rules import Rules
from guichet.vault import codes as blinded
from guichet.vault import store as vault

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, 1, I and O: 32 of them, so that every byte gives each as often
LENGTH = 10  # 50 random bits


def added(case: UUID, rules: Rules, events: Sequence[Event]) -> list[Event]:
    """The same events; a document that carries a code gets a new one, by reference."""
    return [_with_code(case, e) if _carries(rules, e) else e for e in events]


def of_case(case: UUID, entries: Sequence[Entry]) -> str | None:
    """The code in force of a case, from the vault; None before there is one."""
    found = next((e.data["code"] for e in reversed(entries) if "code" in e.data), None)
    return str(vault.read(case, found["ref"])) if found else None


def _carries(rules: Rules, event: Event) -> bool:
    return event.kind == "document_issued" and rules.documents[str(event.data["document"])].carries_code


def _with_code(case: UUID, event: Event) -> Event:
    code = "".join(LETTERS[byte % len(LETTERS)] for byte in secrets.token_bytes(LENGTH))
    kept = vault.keep(case, "code", code)
    data = {"code": {"ref": kept.ref, "digest": kept.digest}, "code_digest": blinded.digest(code)}
    return event._replace(data=dict(event.data) | data)
