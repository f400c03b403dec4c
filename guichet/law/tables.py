"""From the tree in force to the frozen Rules, table by table; and the one text that names them."""

from __future__ import annotations

import hashlib
import json

from guichet.law.checks import read_blocks, read_checks
from guichet.law.corrections import LAID, corrected_in
from guichet.law.course_tables import read_acts, read_follows, read_moves, read_phases, read_sees, read_tracks
from guichet.law.covers import read_covers, read_days
from guichet.law.fees import read_fees
from guichet.law.form_tables import read_evidence, read_fields, read_sections
from guichet.law.letter_tables import read_channels, read_letters
from guichet.law.limit_tables import read_rights, read_time_limits
from guichet.law.loader import plain
from guichet.law.promises import read_explanations, read_promises
from guichet.law.queues import read_queues
from guichet.law.reading import Reading, Tree
from guichet.law.rules import Rules
from guichet.law.shared_tables import read_calendar, read_cited, read_documents, read_doubts, read_names, read_roles
from guichet.law.thresholds import read_thresholds

UNNAMED = "-"  # the digest of rules that are only looked at: making their text takes longer than reading them


def read_rules(tree: Tree, words: frozenset[str] = frozenset(), reading: Reading | None = None, digest: str = "") -> tuple[Rules, Reading]:
    """The Rules of a tree in force, and the Reading with the mistakes found on the way. The digest names the whole text, worked out if not given."""
    r = reading or Reading(words=words)
    trunk, shared = tree["procedure"], tree["shared"]
    head = {
        "procedure": r.text(trunk, "procedure", "file"),
        "application": r.text(trunk, "application", "file", "first"),
        "based_on": r.text(trunk, "based_on", "file", ""),
        "region": str(tree["region"]),
        "governing_on": r.day(tree, "day", "file"),
        "digest": digest or digest_of(text_of(tree)),
        "title": r.words_in_four(trunk, "title", "file"),
        "applicant": r.text(trunk, "applicant", "file"),
        "given": dict(trunk.get("given") or {}),
        "resident": r.flag(trunk, "resident", "file", False),
    }
    fees = read_fees(r, trunk, shared.get("fees") or {})
    common = _shared(r, shared)
    common["roles"] = read_roles(r, trunk, common["roles"])
    return Rules(**head, **_of_procedure(r, trunk), **common, fees=fees, corrected=corrected_in(r, tree)), r


def _of_procedure(r: Reading, trunk: Tree) -> dict[str, object]:
    """The tables of the procedure itself, under the names of Rules."""
    sections, phases, evidence = read_sections(r, trunk), read_phases(r, trunk), read_evidence(r, trunk)
    acts, fields = read_acts(r, trunk, phases), read_fields(r, trunk, sections)
    return {
        "sections": sections,
        "fields": fields,
        "evidence": evidence,
        "phases": phases,
        "acts": acts,
        "tracks": read_tracks(r, trunk),
        "moves": read_moves(r, trunk, phases),
        "follows": read_follows(r, trunk),
        "letters": read_letters(r, trunk, fields),
        "time_limits": read_time_limits(r, trunk),
        "rights": read_rights(r, trunk),
        "sees": read_sees(r, trunk, sections),
        "queues": read_queues(r, trunk, phases, acts),
        "promises": read_promises(r, trunk),
        "explanations": read_explanations(r, trunk),
        "checks": read_checks(r, trunk),
        "text_blocks": read_blocks(r, trunk, evidence),
        "channels": read_channels(r, trunk),
        "days": read_days(r, trunk),
        "covers": read_covers(r, trunk, phases, acts),
    }


def _shared(r: Reading, shared: Tree) -> dict[str, object]:
    """The tables that all procedures share, under the names of Rules."""
    return {
        "calendar": read_calendar(r, shared["calendar"]),
        "documents": read_documents(r, shared["documents"]),
        "doubts": read_doubts(r, shared["doubts"]),
        "cited": read_cited(r, shared["acts"]),
        "authorities": read_names(r, shared["authorities"], "authorities", "authority"),
        "roles": read_names(r, shared["authorities"], "roles", "role"),
        "thresholds": read_thresholds(r, shared),
    }


def text_of(tree: Tree) -> str:
    """The canonical text of a tree in force: sorted, without spaces; kept in the database by its digest for ever."""
    kept = {name: tree[name] for name in ("procedure", "shared", "region", "day", LAID) if name in tree}
    return json.dumps(plain(kept), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """The name of a bundle: SHA-256 of its canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()
