"""What the tables of the case file hold for a picture and for entries: plain rows, the same for the same journal, vault and people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

import orjson

from guichet.casefile.earlier import earlier_evidence
from guichet.casefile.models import LAST
from guichet.casefile.seam import LAST_DAY, VALUE, Line
from guichet.engine.case_number import number_of
from guichet.engine.facts import iso, moment
from guichet.engine.names import folded
from guichet.engine.picture import Picture
from guichet.engine.words import Entry
from guichet.law.rules import Rules

Row = tuple[object, ...]
Value = Mapping[str, object]
_ENDED = '"state":"ended"'
STRETCH = ("case", "kind", "name", "from_on", "to_on", "value", "state", "due_on", "who", "addressee")
ENTRY = ("case", "number", "kind", "on", "at", "role", "body", "person", "data", "closed")
LETTER = ("case", "ref", "number", "letter", "language", "on", "digest", "recipients")
FILE = ("case", "ref", "number", "place", "evidence", "name", "media_type", "size")
CODE = ("case", "digest")
ACCESS = ("case", "role", "body")
HEADER = ("last", "last_on", "facts", "bodies", "evidence", "days", "access", "work", "next_change_on")  # what an entry changes; the indexed one last
FIRST = ("procedure", "application", "region", "law", "filed_on", "worker", "employer", "renews")  # told with the case
NAMES = ("case", "number", "worker_name", "employer_name", "search")


def as_json(value: object) -> str:
    """A plain value as canonical JSON: keys in order, no spaces."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def header(entries: Sequence[Entry], picture: Picture, rules: Rules, *told: str) -> Row:
    """The columns of HEADER: where the case stands at its last entry; `told` are the texts of its days, its access and its work."""
    next_on = iso(picture.next_change_on) if picture.next_change_on else None
    evidence = {**picture.evidence, **earlier_evidence(entries, rules)}
    last_on = iso(max([one.on for one in entries]))
    return entries[-1].number, last_on, as_json(dict(picture.facts)), as_json(dict(picture.bodies)), as_json(evidence), *told, next_on


def first(entries: Sequence[Entry], picture: Picture, rules: Rules) -> Row:
    """The columns of FIRST: what stays as it is while the law of the case does."""
    worker, employer = picture.persons.get("worker", ""), picture.bodies.get(rules.applicant, "")
    renews = UUID(str(entries[0].data["renews"])).hex if entries[0].data.get("renews") else ""
    return rules.procedure, rules.application, rules.region, entries[-1].law, iso(entries[0].on), worker, employer, renews


def names(case: UUID, worker_name: str, employer_name: str, worker_names: str) -> Row:
    """The columns of NAMES; `worker_names` is every way of writing the worker's name, for the search."""
    number = number_of(case)
    return case.hex, number, worker_name, employer_name, folded(f"{number} {worker_names} {employer_name}")


def access(picture: Picture) -> list[tuple[str, str]]:
    """Role and holder of everybody who sees the case by now, in the order of roles."""
    found = ((role, picture.bodies.get(role) or person_key(picture.persons.get(role, ""))) for role in picture.seen_by)
    return sorted((role, body) for role, body in found if body)


def person_key(person: str) -> str:
    """How somebody who stands for nobody else is named in the table of access."""
    return f"person:{person}" if person else ""


def listed(lines: Sequence[Line], last_on: str) -> dict[Row, Line]:
    """The lines that a list may ask for after an entry of this day, by their key.

    No list asks for rights, acts, days ahead that nothing covers, and limits that have ended.
    """
    return {
        line[:LAST_DAY]: line
        for line in lines
        if line[0] in _SHORT and line[LAST_DAY] >= last_on and (line[0] != "limit" or _ENDED not in line[VALUE])
    }


def stretch(line: Line, rules: Rules) -> Row:
    """One row of STRETCH without its case: what a list asks of a line; of a phase alone it reads the value."""
    kind, name, first_day, last_day, value, _ = line
    return kind, name, first_day, last_day, value if kind == "phase" else "", *_SHORT[kind](orjson.loads(value), name, rules)


def entry(case: UUID, one: Entry, closed: str) -> Row:
    """One row of ENTRY; `closed` is the text of the lines that lie before it."""
    by = one.by
    return case.hex, one.number, one.kind, iso(one.on), moment(one.at), by.role, by.body, by.person, as_json(dict(one.data)), closed


def letters(case: UUID, entries: Sequence[Entry]) -> list[Row]:
    """The rows of LETTER that these entries tell."""
    return [_letter(case, one) for one in entries if one.kind == "letter_made" and one.data.get("ref")]


def _letter(case: UUID, one: Entry) -> Row:
    letter, language, digest = (str(one.data.get(name, "")) for name in ("letter", "language", "digest"))
    recipients = as_json(list(one.data.get("recipients") or ()))
    return case.hex, UUID(str(one.data["ref"])).hex, one.number, letter, language, one.on.isoformat(), digest, recipients


def files(entries: Sequence[Entry]) -> Iterator[tuple[int, int, str, str]]:
    """Number of the entry, place in it, piece of evidence and reference of every file that these entries tell."""
    for one in entries:
        pieces = one.data.get("evidence")
        if isinstance(pieces, dict):
            found = ((name, ref) for name in sorted(pieces) for ref in pieces[name])
            yield from ((one.number, place, name, str(ref)) for place, (name, ref) in enumerate(found))


def codes(case: UUID, entries: Sequence[Entry]) -> list[Row]:
    """The rows of CODE that these entries tell."""
    return [(case.hex, str(e.data["code_digest"])) for e in entries if e.data.get("code_digest")]


def _limit(value: Value, name: str, rules: Rules) -> tuple[str, str, str, str]:
    limit = rules.time_limits.get(str(value["limit"]))
    return str(value["state"]), str(value.get("due_on") or ""), str(value["responsible"]), limit.addressee if limit else ""


def _holder(value: Value, name: str, rules: Rules) -> tuple[str, str, str, str]:
    return str(value["state"]), "", name, ""


def _phase(value: Value, name: str, rules: Rules) -> tuple[str, str, str, str]:
    return "ended" if value["ended"] else "open", "", "", ""


def _document(value: Value, name: str, rules: Rules) -> tuple[str, str, str, str]:
    return str(value["state"]), str(value.get("valid_until") or LAST), "", ""


_SHORT = {"limit": _limit, "holder": _holder, "phase": _phase, "document": _document}
