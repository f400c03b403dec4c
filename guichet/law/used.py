"""What of the files that all procedures share one procedure really uses: its documents, doubts and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from guichet.law.rules import Rules
from guichet.law.shared_tables import ActOfLaw, Document, Doubt

SHARED = ("documents", "doubts", "cited", "authorities", "roles")


@dataclass(frozen=True, slots=True)
class Used:
    """Each by name, in the order of its file."""

    documents: Mapping[str, Document]
    doubts: Mapping[str, Doubt]
    cited: Mapping[str, ActOfLaw]


_KNOWN: dict[str, Used] = {}


def used_of(rules: Rules) -> Used:
    """What the lines of these rules name, and what those documents and doubts name in turn; found once for each digest."""
    if rules.digest not in _KNOWN:
        _KNOWN[rules.digest] = _found(rules)
    return _KNOWN[rules.digest]


def _found(rules: Rules) -> Used:
    found: dict[str, set[str]] = defaultdict(set)
    for part in fields(rules):
        if part.name not in SHARED:
            _gather(part.name, getattr(rules, part.name), found)
    everything = set().union(*found.values())
    documents = {name: one for name, one in rules.documents.items() if name in everything}
    for document in documents.values():
        _gather("", document, found)
    named = found["doubt"] | found["length_doubt"]
    doubts = {name: one for name, one in rules.doubts.items() if name in named}
    for doubt in doubts.values():
        _gather("", doubt, found)
    acts = {source.partition(" ")[0] for source in found["source"] | found["length_source"]}
    return Used(documents, doubts, {name: one for name, one in rules.cited.items() if name in acts})


def _gather(name: str, value: object, found: dict[str, set[str]]) -> None:
    """Notes every text under the name of the field that holds it."""
    if isinstance(value, str):
        found[name].add(value)
        return
    for inner_name, inner in _inside(name, value):
        _gather(inner_name, inner, found)


def _inside(name: str, value: object) -> Iterator[tuple[str, object]]:
    if is_dataclass(value):
        yield from ((part.name, getattr(value, part.name)) for part in fields(value))
    elif isinstance(value, Mapping):
        yield from ((name, inner) for inner in value.values())
    elif isinstance(value, (tuple, list, set, frozenset)):
        yield from ((name, inner) for inner in value)
