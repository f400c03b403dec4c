"""The bytes that are hashed: one canonical text for one entry, and the entry read back from it."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

import orjson

from guichet.engine.facts import iso, moment
from guichet.engine.words import Actor, Entry, Event


class NotPlain(TypeError):
    """What was to be remembered is not plain JSON of text, whole numbers, true, false, nothing, lists and dicts."""


def text_of(case: UUID, number: int, event: Event, at: str, law: str) -> str:
    """Return the canonical text of an entry: sorted keys, no spaces, days ISO, the instant as `instant` writes it. Raises NotPlain."""
    data = dict(event.data)
    refuse_unplain(data, event.kind)
    by = event.by
    facts = {
        "at": at,
        "by": {"body": by.body, "person": by.person, "role": by.role},
        "case": str(case),
        "data": data,
        "kind": event.kind,
        "law": law,
        "number": number,
        "on": iso(event.on),
    }
    return canonical(facts)


def canonical(value: Mapping[str, object]) -> str:
    """Return plain values as canonical JSON that can be written as UTF-8. Raises NotPlain for half a character or a number beyond 64 bits."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except orjson.JSONEncodeError as error:
        raise NotPlain(f"This cannot be written as canonical JSON: {error}. Keep such text in the vault.") from error


def instant(at: datetime) -> str:
    """Return an aware instant in UTC with six digits and Z. Raises NotPlain when it has no time zone."""
    if at.tzinfo is None:
        raise NotPlain(f"The instant {at} has no time zone. Give an aware datetime.")
    return moment(at)


def entry_of(text: str, digest: str = "", command: str = "") -> Entry:
    """Read an entry back from its text; `digest` and `command` are those kept with it."""
    told = orjson.loads(text)
    by = told["by"]
    by, on, at = _actor(by["role"], by["body"], by["person"]), date.fromisoformat(told["on"]), datetime.fromisoformat(told["at"])
    return Entry._make((told["kind"], by, on, told["data"], told["number"], at, told["law"], digest, command))


@lru_cache(maxsize=1024)
def _actor(role: str, body: str, person: str) -> Actor:
    return Actor(role, body, person)


def refuse_unplain(value: object, where: str) -> None:
    """Raise NotPlain, naming the place, at the first value that would not come back from JSON as it went in."""
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return
    if kind is dict:
        for key, inner in value.items():
            if type(key) is not str:
                raise NotPlain(f"{where}: the key {key!r} is not text.")
            refuse_unplain(inner, f"{where}.{key}")
    elif kind is list:
        for place, inner in enumerate(value):
            refuse_unplain(inner, f"{where}[{place}]")
    elif kind is float:
        raise NotPlain(f'{where}: {value!r} is a float, and the journal takes none. Write money and decimals as text ("5600.00").')
    else:
        raise NotPlain(f"{where}: {kind.__name__} is not plain JSON. Write days as ISO text, UUIDs and decimals as text, tuples as lists.")
