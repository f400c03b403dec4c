"""The hot path of the journal: read, append and head of one case, by a few prepared statements, the same on both databases."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, connection

from guichet import database
from guichet.engine.facts import iso
from guichet.engine.words import EVENT_WORDS, Entry, Event
from guichet.journal.text import entry_of, instant, text_of

START = "0" * 64  # the digest before the first entry of every case
PAGE = 1000

_READ = 'SELECT text, digest, command FROM journal_entry WHERE "case" = %s ORDER BY number'
_DIGEST = 'SELECT digest FROM journal_entry WHERE "case" = %s AND number = %s'
_HEAD = 'SELECT number, digest FROM journal_entry WHERE "case" = %s ORDER BY number DESC LIMIT 1'
_APPEND = 'INSERT INTO journal_entry ("case", number, kind, "by", "on", "at", text, digest, command, mark) VALUES '
_MARK = 'SELECT mark FROM journal_entry WHERE "case" = %s AND command = %s'
_CASES = 'SELECT "case" FROM journal_entry WHERE number = 1 AND "case" > %s ORDER BY "case" LIMIT %s'
_HAS_BUNDLE = "SELECT 1 FROM journal_bundle WHERE digest = %s"
_KEEP_BUNDLE = "INSERT INTO journal_bundle (digest, text) VALUES (%s, %s) ON CONFLICT (digest) DO NOTHING"


Asked = tuple[str, str]  # the id of a command, as 32 letters, and the blinded digest of its words
NOBODY: Asked = ("", "")


class LostRace(Exception):
    """Another entry already has this number in this case: read again, decide again."""

    def __init__(self, case: UUID, number: int) -> None:
        super().__init__(f"Entry {number} of case {case} is already taken.")
        self.case, self.number = case, number


class NoSuchEntry(LookupError):
    """The journal has no entry of this number to go on from."""


class UnknownWord(ValueError):
    """The event is not one of the closed list of words (guichet/engine/words.py)."""


class NoSuchBundle(LookupError):
    """The journal keeps no law bundle of this digest."""


def read(case: UUID) -> list[Entry]:
    """Return all entries of a case in the order of their numbers; [] for a case that has none."""
    return [entry_of(*row) for row in database.rows(_READ, [case.hex])]


def append(case: UUID, last: int, events: Sequence[Event], at: datetime, law: str, digest_of_last: str = "", asked: Asked = NOBODY) -> list[Entry]:
    """Remember what happened after entry `last` of a case (0: none yet), and return it as entries last+1, last+2 ...

    Whoever has read that entry gives its digest; else it is looked up.
    `at` is the aware instant of the act, `law` the digest of the bundle it was decided under, `asked` the command that is done. Raises
    LostRace when the number is taken (on PostgreSQL the transaction is then lost), NoSuchEntry when `last` is not there, NotPlain and
    UnknownWord for what may not be remembered.
    """
    if not events:
        return []
    moment = instant(at)
    digest = bytes.fromhex(digest_of_last) if digest_of_last else _digest(case, last)
    entries: list[Entry] = []
    values: list[object] = []
    for number, event in enumerate(events, last + 1):
        text = text_of(case, number, _known(event), moment, law)
        digest = sha256(digest + text.encode()).digest()
        values += (case.hex, number, event.kind, said_by(event), iso(event.on), moment, text, digest.hex(), *asked)
        entries.append(Entry(event.kind, event.by, event.on, dict(event.data), number, at, law, digest.hex(), asked[0]))
    try:
        database.execute(_insert(len(entries)), values)
    except IntegrityError as error:
        raise LostRace(case, last + 1) from error
    return entries


def mark_of(case: UUID, command: UUID) -> str | None:
    """The blinded digest of the words of a command that left entries in this case; None where it left none."""
    row = database.row(_MARK, [case.hex, command.hex])
    return row[0] if row else None


def hold() -> None:
    """Until the transaction of the caller ends nobody else appends. SQLite has one writer anyway: there the transaction itself holds."""
    if connection.vendor == "postgresql":
        database.execute("LOCK TABLE journal_entry IN SHARE MODE")


def head(case: UUID) -> tuple[int, str]:
    """Return the number and the digest of the last entry of a case; (0, START) for a case that has none."""
    return database.row(_HEAD, [case.hex]) or (0, START)


def cases() -> Iterator[UUID]:
    """Yield every case of the journal, in the order of their ids; no statement stays open between two pages of them."""
    last = UUID(int=0)
    while True:
        page = [uuid_of(value) for (value,) in database.rows(_CASES, [last.hex, PAGE])]
        yield from page
        if len(page) < PAGE:
            return
        last = page[-1]


def keep_bundle(digest: str, text: str) -> None:
    """Keep the text of a law bundle for ever under its digest, the SHA-256 of its UTF-8 bytes in hex; kept already: nothing happens."""
    if sha256(text.encode()).hexdigest() != digest:
        raise ValueError(f"The law bundle does not have the digest {digest}. Give the SHA-256 of its text.")
    if not has_bundle(digest):
        database.execute(_KEEP_BUNDLE, [digest, text])


def has_bundle(digest: str) -> bool:
    """Is a law bundle of this digest kept?"""
    return database.row(_HAS_BUNDLE, [digest]) is not None


def bundle(digest: str) -> str:
    """Return the text of a law bundle. Raises NoSuchBundle."""
    row = database.row("SELECT text FROM journal_bundle WHERE digest = %s", [digest])
    if row is None:
        raise NoSuchBundle(digest)
    return row[0]


def uuid_of(value: UUID | str) -> UUID:
    """Return the UUID that a database gave: PostgreSQL gives a UUID, SQLite its 32 letters; both take the 32 letters as a parameter."""
    return value if isinstance(value, UUID) else UUID(value)


def said_by(event: Event) -> str:
    """Return who acted as the column `by` shows it: role|body|person."""
    return f"{event.by.role}|{event.by.body}|{event.by.person}"


def _known(event: Event) -> Event:
    if event.kind not in EVENT_WORDS:
        raise UnknownWord(f"{event.kind!r} is not an event word. The words are closed: guichet/engine/words.py lists them.")
    return event


def _digest(case: UUID, number: int) -> bytes:
    if number == 0:
        return bytes.fromhex(START)
    row = database.row(_DIGEST, [case.hex, number])
    if row is None:
        raise NoSuchEntry(f"Case {case} has no entry {number}.")
    return bytes.fromhex(row[0])


@lru_cache(maxsize=64)
def _insert(rows: int) -> str:
    return _APPEND + ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"] * rows)
