"""JSON Schemas of the law files, drawn from the readers themselves: an editor then shows a mistake while it is typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from guichet.law.bundles import Law
from guichet.law.conditions import JOINS, TESTS, Condition
from guichet.law.folder import TABLES, in_force
from guichet.law.information import read_information
from guichet.law.laying import BEFORE
from guichet.law.overlays import KEYS as CHANGE_KEYS
from guichet.law.reading import LANGUAGES, Reading, Tree
from guichet.law.rules import Length, Pattern, Words
from guichet.law.shape import KEYS as SHAPE_KEYS
from guichet.law.shape import LISTS, MORE, OVERLAY, SHARED_TABLES, TRUNK
from guichet.law.tables import read_rules
from guichet.law.which import read_which
from guichet.law.worked import KEYS as EXAMPLE_KEYS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]
_ANY: Schema = {}
_SHARED_WITH_TABLES = {name: tables for name, tables in SHARED_TABLES.items() if name != "competence"}


class Noting(Reading):
    """A reading that notes which keys each table knows, and of what kind each value is."""

    def __init__(self, words: Collection[str]) -> None:
        super().__init__(words=words)
        self.known: dict[str, set[str]] = defaultdict(set)
        self.kinds: dict[tuple[str, str], Schema] = {}
        self.choices: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)

    def keys(self, tree: Tree, where: str, allowed: Collection[str]) -> None:
        self.known[_table(where)].update(allowed)
        super().keys(tree, where, allowed)

    def _note(self, where: str, key: str, kind: Schema) -> None:
        self.kinds[_table(where), key] = kind

    def choice(self, tree: Tree, key: str, where: str, allowed: Collection[str], default: str | None = None) -> str:
        self.choices[_table(where), key].add(frozenset(allowed))
        return super().choice(tree, key, where, allowed, default)

    def flag(self, tree: Tree, key: str, where: str, default: bool | None = None) -> bool:
        self._note(where, key, {"type": "boolean"})
        return super().flag(tree, key, where, default)

    def words_in_four(self, tree: Tree, key: str, where: str, needed: bool = True) -> Words | None:
        self._note(where, key, {"$ref": "#/$defs/words"})
        return super().words_in_four(tree, key, where, needed)

    def length(self, tree: Tree, key: str, where: str, needed: bool = True) -> tuple[Length | None, tuple[str, ...]]:
        self._note(where, key, {"$ref": "#/$defs/length"})
        return super().length(tree, key, where, needed)

    def condition(self, tree: Tree, key: str, where: str) -> Condition | None:
        self._note(where, key, {"$ref": "#/$defs/condition"})
        return super().condition(tree, key, where)

    def names(self, tree: Tree, key: str, where: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        self._note(where, key, {"$ref": "#/$defs/names"})
        return super().names(tree, key, where, allowed)

    def pattern(self, tree: Tree, key: str, where: str) -> Pattern:
        self._note(where, key, {"$ref": "#/$defs/names"})
        return super().pattern(tree, key, where)


def schemas(law: Law, words: Collection[str]) -> dict[str, Schema]:
    """The schema of each kind of file, by name: procedure, region, examples, and the files that all procedures share."""
    noted = Noting(words)
    for name in law.procedures():
        for region in law.folder.regions(name):
            read_rules(in_force(law.folder, name, region, date.max.replace(year=2100)), reading=noted)
    read_which(noted, law.folder.shared.get("which", {}), date.max)
    read_information(noted, law.folder.shared.get("information", {}), date.max)
    tables = {table: _entries(noted, table) for table in TRUNK if table in TABLES}
    changes = {verb: _list(_closed([*keys, "from", "note"])) for verb, keys in CHANGE_KEYS.items()}
    layer = {"uses": _ANY, "remove": _ANY, "replace": _ANY}
    head = {key: _ANY for key in TRUNK if key not in TABLES} | layer
    blanks = dict.fromkeys(("part", "blanks", "defaults"), _ANY) | layer
    found = {
        "procedure": _file({**head, **tables}, needed=("procedure", "application", "title")),
        "part": _file(blanks | {"add": _ANY} | {table: _with_blanks(schema) for table, schema in tables.items()}, needed=("part",)),
        "region": _file(dict.fromkeys((*OVERLAY, "uses"), _ANY) | changes, needed=("region",)),
        "examples": _whole(_list(_closed(EXAMPLE_KEYS))),
    }
    for name, names in _SHARED_WITH_TABLES.items():
        entries = {table: _entries(noted, "cited" if name == "acts" else table) for table in names}
        more = dict.fromkeys(("source", *MORE.get(name, ())), {"$ref": "#/$defs/names"})
        found[name] = _file(more | entries)
    return found


def _entries(noted: Noting, table: str) -> Schema:
    return _list(_entry(noted, table))


def _entry(noted: Noting, table: str) -> Schema:
    keys = set(SHAPE_KEYS.get(table, ())) | noted.known.get(table, set())
    if not keys:
        return {"type": "object"}
    values = {key: _value(noted, table, key) for key in sorted(keys | {"from", "last_day", "note", BEFORE})}
    return {"type": "object", "properties": values, "additionalProperties": False}


def _value(noted: Noting, table: str, key: str) -> Schema:
    if key in ("from", "last_day"):
        return {"$ref": "#/$defs/day"}
    if key == "source":
        return {"$ref": "#/$defs/names"}
    if key in LISTS.get(table, ()) and key != "holidays":
        return _list(_entry(noted, "fields" if key == "asks" else key))
    kind = noted.kinds.get((table, key), _ANY)
    always = noted.choices.get((table, key), set())
    if len(always) == 1:  # the same in every procedure: a closed list, not the names of this one
        kind = {"enum": sorted(next(iter(always)))}
    return {"anyOf": [kind, {"$ref": "#/$defs/dated"}]} if kind else kind


def _with_blanks(schema: Schema) -> Schema:
    """The same table where a blank of a part may stand for a value, or for lines of a list."""
    blank = {"type": "string", "pattern": r"^\$[a-z_]+$"}
    if schema.get("type") == "array":
        return schema | {"items": {"anyOf": [_with_blanks(schema["items"]), blank]}}
    if "properties" not in schema:
        return {"anyOf": [schema, blank]} if schema else schema
    return schema | {"properties": {key: _with_blanks(value) if value else value for key, value in schema["properties"].items()}}


def _table(where: str) -> str:
    """The table that a place lies in: "acts.withdraw.asks.reason" is a field, "letters.receipt" a letter."""
    parts = where.split(".")
    if "asks" in parts or "statuses" in parts:
        return "fields" if "asks" in parts else "statuses"
    return parts[0] if len(parts) < 3 else ".".join(parts)  # deeper: the inside of one value, of no table


def _closed(keys: Collection[str]) -> Schema:
    return {"type": "object", "properties": dict.fromkeys(keys, _ANY), "additionalProperties": False}


def _list(entry: Schema) -> Schema:
    return {"type": "array", "items": entry}


def _file(properties: Mapping[str, Schema], needed: tuple[str, ...] = ()) -> Schema:
    return _whole({"type": "object", "properties": dict(properties), "additionalProperties": False} | ({"required": list(needed)} if needed else {}))


def _whole(schema: Schema) -> Schema:
    return {"$schema": DRAFT} | schema | {"$defs": dict(_defs())}


def _defs() -> Iterator[tuple[str, Schema]]:
    yield "day", {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    yield "length", {"type": "string", "pattern": r"^[1-9][0-9]{0,3} (working days?|days?|months?)$"}
    yield "names", {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    four = {"type": "object", "properties": dict.fromkeys(LANGUAGES, {"type": "string"}), "required": list(LANGUAGES), "additionalProperties": False}
    yield "words", {"anyOf": [{"type": "string"}, four]}
    yield "dated", {"type": "array", "items": {"type": "object", "required": ["from", "is", "source"]}}
    test = {"type": "object", "propertyNames": {"enum": list(TESTS)}, "minProperties": 1, "maxProperties": 1}
    joined = {"anyOf": [{"$ref": "#/$defs/condition"}, {"type": "array", "items": {"$ref": "#/$defs/condition"}}]}
    yield "condition", {
        "type": "object", "minProperties": 1, "maxProperties": 1,
        "properties": dict.fromkeys(JOINS, joined), "additionalProperties": test,
    }  # fmt: skip
