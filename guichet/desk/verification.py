"""Is this letter one of ours, and does it still stand? For whoever holds it: its code in, nothing out that the letter does not say itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guichet.delivery import codes as letters_by_code
from guichet.desk import letters_due
from guichet.desk.law_of import rules_of
from guichet.engine.corrected import UNDOES, after_corrections
from guichet.engine.facts import day_of
from guichet.engine.subjects import means
from guichet.engine.words import Entry
from guichet.journal import store as journal
from guichet.law.rules import LetterRule, Words
from guichet.vault import codes
from guichet.vault import store as vault

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, 1, I and O
LENGTH = 12  # 60 bits, which nobody without the master key can derive


@dataclass(frozen=True, slots=True)
class Verified:
    """What may be said of a letter to whoever holds its code: no name, no number of a file, no reason.

    `ended_by` is "" while the letter stands, else the event word that took its force, or "validity"; `fingerprint` is the SHA-256 of the PDF, in hex.
    """

    title: Words
    authority: Words
    language: str
    issued_on: date
    fingerprint: str
    ended_on: date | None = None
    ended_by: str = ""


def code_of(case: UUID, key: str) -> str:
    """The code of a letter, from its case and the key of its row: made twice, it is the same; in groups of four."""
    number = int.from_bytes(codes.derived(f"letter {case} {key}"), "big")
    signs = [LETTERS[number >> (5 * place) & 31] for place in range(LENGTH)]
    return " ".join("".join(signs[start : start + 4]) for start in range(0, LENGTH, 4))


def plain(code: str) -> str:
    """A code as typed, without what people put between its letters; "" for what cannot be one."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return signs if len(signs) == LENGTH and set(signs) <= set(LETTERS) else ""


def verified(code: str, today: date) -> Verified | None:
    """The letter that carries this code; None alike for a code that is wrong, was never given, or belongs to an erased file."""
    found = letters_by_code.letter_of(codes.digest(plain(code))) if plain(code) else None
    if found is None:
        return None
    entries = journal.read(found[0])
    try:
        return _said(found[0], entries, next(e for e in entries if e.kind == "letter_made" and e.data["ref"] == found[1]), today)
    except (vault.Erased, vault.NoSuchItem):
        return None


def _said(case: UUID, entries: Sequence[Entry], made: Entry, today: date) -> Verified:
    rule = next(rule for rule in rules_of(entries).letters if rule.letter == made.data["letter"])
    cause = entries[int(made.data["entry"]) - 1]
    sender = letters_due.composed(case, made.data).fields["sender"]
    content = vault.read_file(case, str(made.data["ref"])).content
    ended_on, ended_by = _ended(rule, cause, entries, today)
    return Verified(rule.title, dict(sender["name"]), str(made.data["language"]), cause.on, hashlib.sha256(content).hexdigest(), ended_on, ended_by)


def _ended(rule: LetterRule, cause: Entry, entries: Sequence[Entry], today: date) -> tuple[date | None, str]:
    """The day on which the letter lost its force, and by what: a correction of its act, an event that the law names, or the end of its document."""
    for entry in entries:
        if entry.kind in UNDOES and cause.number in (entry.data.get("falls") or ()):
            return entry.on, entry.kind
    for entry in after_corrections(entries):
        if entry.number > cause.number and any(means(pattern, entry) for pattern in rule.until):
            return entry.on, entry.kind
    until = _last_day(cause.data) if cause.kind == "document_issued" else None
    return (until, "validity") if until and until < today else (None, "")


def _last_day(issued: Mapping[str, object]) -> date | None:
    return day_of(issued.get("valid_until"))
