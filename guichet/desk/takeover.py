"""The code with which a municipality takes a file over: typed as it stands on the decision, or shown by the QR of that decision."""

from __future__ import annotations

from guichet.delivery import codes as letters_by_code
from guichet.desk import codes
from guichet.desk.law_of import rules_of
from guichet.desk.verification import plain
from guichet.journal import store as journal
from guichet.vault import codes as blinded
from guichet.vault import store as vault


def takeover_code(shown: str) -> str:
    """The code meant: of a decision whose QR was shown, the one printed on it; else what was shown, as it is."""
    found = letters_by_code.letter_of(blinded.digest(plain(shown))) if plain(shown) else None
    if found is None:
        return shown
    case, ref = found
    entries = journal.read(case)
    letter = next((e.data["letter"] for e in entries if e.kind == "letter_made" and e.data["ref"] == ref), "")
    document = rules_of(entries).documents.get(str(letter))
    try:
        return (codes.of_case(case, entries) or shown) if document and document.carries_code else shown
    except (vault.Erased, vault.NoSuchItem):
        return shown
