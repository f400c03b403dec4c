"""From the tree in force to the frozen Rules, table by table; and the one text that names them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

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
    sections, phases = _table(r, trunk, "sections", read_sections), _table(r, trunk, "phases", read_phases)
    evidence, acts = _table(r, trunk, "evidence", read_evidence), _table(r, trunk, "acts", read_acts, phases)
    fields = _table(r, trunk, "fields", read_fields, sections, rests_on=("sections", "given"))
    return {
        "sections": sections,
        "fields": fields,
        "evidence": evidence,
        "phases": phases,
        "acts": acts,
        "tracks": _table(r, trunk, "tracks", read_tracks),
        "moves": _table(r, trunk, "moves", read_moves, phases),
        "follows": _table(r, trunk, "follows", read_follows),
        "letters": _table(r, trunk, "letters", read_letters, fields),
        "time_limits": _table(r, trunk, "time_limits", read_time_limits),
        "rights": _table(r, trunk, "rights", read_rights),
        "sees": _table(r, trunk, "sees", read_sees, sections),
        "queues": _table(r, trunk, "queues", read_queues, phases, acts),
        "promises": _table(r, trunk, "promises", read_promises),
        "explanations": _table(r, trunk, "explanations", read_explanations),
        "checks": _table(r, trunk, "checks", read_checks),
        "text_blocks": _table(r, trunk, "text_blocks", read_blocks, evidence),
        "channels": _table(r, trunk, "channels", read_channels),
        "days": _table(r, trunk, "days", read_days),
        "covers": _table(r, trunk, "covers", read_covers, phases, acts),
    }


def _shared(r: Reading, shared: Tree) -> dict[str, object]:
    """The tables that all procedures share, under the names of Rules."""
    names = shared["authorities"]
    return {
        "calendar": _once(r, shared["calendar"], lambda: read_calendar(r, shared["calendar"])),
        "documents": _table(r, shared["documents"], "documents", read_documents),
        "doubts": _table(r, shared["doubts"], "doubts", read_doubts),
        "cited": _table(r, shared["acts"], "acts", read_cited),
        "authorities": _once(r, ("authorities", names), lambda: read_names(r, names, "authorities", "authority")),
        "roles": _once(r, ("roles", names), lambda: read_names(r, names, "roles", "role")),
        "thresholds": read_thresholds(r, shared),
    }


def _table(r: Reading, tree: Tree, table: str, read: Callable[..., object], *beside: object, rests_on: tuple[str, ...] = ()) -> object:
    """A table of a tree, with what other tables a line may name; `rests_on`: of which it says more than that."""
    if not r.shared:
        return read(r, tree, *beside)
    return r.shared.table(tree, table, lambda some: read(r, some, *beside), (read.__name__, *map(tree.get, rests_on)))


def _once(r: Reading, written: object, read: Callable[[], object]) -> object:
    return r.shared.once(written, read) if r.shared else read()


def text_of(tree: Tree) -> str:
    """The canonical text of a tree in force: sorted, without spaces; kept in the database by its digest for ever."""
    kept = {name: tree[name] for name in ("procedure", "shared", "region", "day", LAID) if name in tree}
    return json.dumps(plain(kept), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """The name of a bundle: SHA-256 of its canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()
