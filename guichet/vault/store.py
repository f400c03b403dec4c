"""The doors of the vault: keep, read and erase what is personal, encrypted under one key per case, by a few prepared statements."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NoReturn
from uuid import UUID, uuid4, uuid5

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from guichet import database, transactions
from guichet.vault import disk, held
from guichet.vault.cipher import Plain, locked, new_key, opened_key, unlocked

_KEY = 'SELECT wrapped FROM vault_key WHERE "case" = %s'
_NEW_KEY = 'INSERT INTO vault_key ("case", wrapped) VALUES (%s, %s) ON CONFLICT ("case") DO NOTHING'
_DESTROY_KEY = 'INSERT INTO vault_key ("case", wrapped) VALUES (%s, %s) ON CONFLICT ("case") DO UPDATE SET wrapped = excluded.wrapped'
_KEEP = 'INSERT INTO vault_item ("case", ref, kind, size, content) VALUES '
_READ = """SELECT k.wrapped, i.ref, i.kind, i.content FROM vault_key k
 LEFT JOIN vault_item i ON i."case" = k."case" AND i.ref IN ({refs}) WHERE k."case" = %s"""
_REFS = 'SELECT ref, kind, size, content IS NULL FROM vault_item WHERE "case" = %s'
_EMPTY = 'UPDATE vault_item SET content = %s WHERE "case" = %s AND content IS NOT NULL'
_DROP = 'DELETE FROM vault_item WHERE "case" = %s AND ref = %s'


class Erased(Exception):
    """The key of this case was destroyed: what was kept under it can never be read again, and nothing more is kept."""


class NoSuchItem(LookupError):
    """The vault keeps no such item for this case (or it is a file where none is meant, or the other way round)."""


Label = tuple[str, str, int, str]  # name, media type, size, salted digest
LABEL = "label"  # the kind of the small item that names a file


@dataclass(frozen=True, slots=True)
class Kept:
    """What the journal may know of an item: its reference, and a digest salted with bytes that only the vault knows."""

    ref: str
    digest: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was given."""

    content: bytes
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class KeptItem:
    """What may be listed without a key; `size` counts the bytes of the plain content."""

    ref: str
    kind: str
    size: int
    is_file: bool


def keep(case: UUID, kind: str, content: object) -> Kept:
    """Keep bytes, or anything that JSON can hold, under the key of a case (made on first use). Raises Erased, TypeError."""
    return keep_many(case, [(kind, content)])[0]


def keep_many(case: UUID, contents: Sequence[tuple[str, object]]) -> list[Kept]:
    """Keep several contents, each with its kind, by one statement. Raises Erased, TypeError."""
    plains = [(uuid4(), kind, _plain(content)) for kind, content in contents]
    key = _key(case)
    _insert(case, [(ref, kind, len(plain.content), locked(key, case, ref, kind, plain)) for ref, kind, plain in plains])
    return [Kept(str(ref), plain.digest) for ref, _, plain in plains]


def keep_file(case: UUID, kind: str, content: bytes, name: str, media_type: str) -> Kept:
    """Keep a file with its name and media type, on disk; its row is written after the disk has it for good. Raises Erased."""
    ref, plain = uuid4(), Plain("f", content, {"name": name, "media_type": media_type})
    label = _plain([name, media_type, len(content), plain.digest])
    key = _key(case)
    disk.write(case, ref, locked(key, case, ref, kind, plain))
    its = _label(str(ref))
    labelled = (its, LABEL, len(label.content), locked(key, case, its, LABEL, label))
    _insert(case, [(ref, kind, len(content), None), labelled])
    return Kept(str(ref), plain.digest)


def labels(case: UUID, refs: Sequence[str]) -> dict[str, Label]:
    """Name, media type, size and salted digest of files, by reference, without opening them; what is not there is left out. Raises Erased.

    An act asks twice, for the journal and for the case file: in one Transaction each is opened once.
    """
    known = transactions.opened()
    if known is None:
        return _labels(case, refs)
    found = _labels(case, [ref for ref in refs if (case, ref) not in known])
    known |= {(case, ref): label for ref, label in found.items()}
    return {ref: known[case, ref] for ref in refs if (case, ref) in known}


def _labels(case: UUID, refs: Iterable[str]) -> dict[str, Label]:
    wanted = {label: ref for ref in refs if (label := _label(ref))}
    return {wanted[its]: tuple(orjson.loads(plain.content)) for its, plain in _unlocked(case, wanted).items()}


def read(case: UUID, ref: str) -> object:
    """Return what was kept with `keep`. Raises Erased, NoSuchItem, Damaged."""
    return read_many(case, [ref])[ref]


def read_many(case: UUID, refs: Iterable[str]) -> dict[str, object]:
    """Return what was kept with `keep`, by reference, for several references at once. Raises Erased, NoSuchItem, Damaged."""
    read = {ref: _content(plain) for ref, plain in _plains(case, list(refs)).items() if plain.form != "f"}
    return {ref: read[ref] if ref in read else _missing(case, ref) for ref in refs}


def read_file(case: UUID, ref: str) -> KeptFile:
    """Return what was kept with `keep_file`. Raises Erased, NoSuchItem, Damaged; Held for a file that nobody may open."""
    reason = held.why(case, ref) if _is_ref(ref) else ""
    if reason:
        raise held.Held(reason)
    return opened(case, ref)


def opened(case: UUID, ref: str) -> KeptFile:
    """The same also for a file that is held: for the scanner alone."""
    plain = _plains(case, [ref]).get(ref)
    if plain is None or plain.form != "f":
        _missing(case, ref)
    return KeptFile(plain.content, plain.head["name"], plain.head["media_type"])


def is_as_kept(case: UUID, ref: str, digest: str) -> bool:
    """Is the item the one whose digest the journal holds? Raises Erased, NoSuchItem, Damaged."""
    plain = _plains(case, [ref]).get(ref) or _missing(case, ref)
    return plain.digest == digest


def refs(case: UUID, kind: str = "") -> list[KeptItem]:
    """Return what is (or, once erased, was) kept for a case, in the order of kind and reference; `kind` "" means every kind."""
    rows = (row for row in database.rows(_REFS, [case.hex]) if row[1] != LABEL and kind in ("", row[1]))
    items = [KeptItem(str(_uuid(ref)), its, size, bool(is_file)) for ref, its, size, is_file in rows]
    return sorted(items, key=lambda item: (item.kind, item.ref))


def drop(case: UUID, ref: str) -> None:
    """Take out one item that nothing refers to yet: a file removed from a draft. Nothing happens if it is not there."""
    for its in (UUID(ref), _label(ref)):
        database.execute(_DROP, [case.hex, its.hex])
    transaction.on_commit(partial(disk.remove, case, UUID(ref)))


def erase(case: UUID) -> None:
    """Destroy the key of a case and all that was encrypted under it, for ever; its list of kinds and sizes stays."""
    with transaction.atomic():
        database.execute(_DESTROY_KEY, [case.hex, b""])
        database.execute(_EMPTY, [b"", case.hex])
        transaction.on_commit(partial(disk.remove_all, case))


def is_erased(case: UUID) -> bool:
    """Was the key of this case destroyed?"""
    row = database.row(_KEY, [case.hex])
    return row is not None and not row[0]


def _key(case: UUID) -> AESGCM:
    """Return the key of a case, a new one for a new case; asked of the database every time, so that none outlives its erasure."""
    row = database.row(_KEY, [case.hex])
    if row is None:
        database.execute(_NEW_KEY, [case.hex, new_key(settings.VAULT_MASTER_KEY, case)])
        row = database.row(_KEY, [case.hex])  # perhaps another writer was first, and its key is the one
    if not row[0]:
        raise Erased(f"Case {case} was erased.")
    return opened_key(settings.VAULT_MASTER_KEY, case, bytes(row[0]))


def _insert(case: UUID, rows: Sequence[tuple[UUID, str, int, bytes | None]]) -> None:
    if rows:
        database.execute(_keep_statement(len(rows)), [value for ref, *rest in rows for value in (case.hex, ref.hex, *rest)])


@lru_cache(maxsize=64)
def _keep_statement(rows: int) -> str:
    return _KEEP + ", ".join(["(%s, %s, %s, %s, %s)"] * rows)


def _plains(case: UUID, refs: Sequence[str]) -> dict[str, Plain]:
    return {str(its): plain for its, plain in _unlocked(case, [_read_ref(case, ref) for ref in refs]).items()}


def _unlocked(case: UUID, wanted: Collection[UUID]) -> dict[UUID, Plain]:
    if not wanted:
        return {}
    known = {its.hex: its for its in wanted}
    found = database.rows(_READ.format(refs=", ".join(["%s"] * len(known))), [*known, case.hex])
    if not found:
        return {}
    if not found[0][0]:
        raise Erased(f"Case {case} was erased.")
    key = opened_key(settings.VAULT_MASTER_KEY, case, bytes(found[0][0]))
    rows = [(known[ref if isinstance(ref, str) else ref.hex], kind, content) for _, ref, kind, content in found if ref is not None]
    return {its: unlocked(key, case, its, kind, disk.read(case, its) if content is None else bytes(content)) for its, kind, content in rows}


def _plain(content: object) -> Plain:
    if isinstance(content, bytes):
        return Plain("b", content)
    return Plain("j", json.dumps(content, separators=(",", ":"), allow_nan=False).encode())


def _content(plain: Plain) -> object:
    return plain.content if plain.form == "b" else json.loads(plain.content.decode())


@lru_cache(maxsize=4096)
def _label(ref: str) -> UUID | None:
    try:
        return uuid5(UUID(ref), LABEL)
    except ValueError:
        return None


def _missing(case: UUID, ref: str) -> NoReturn:
    raise NoSuchItem(f"The vault keeps no such item for case {case}: {ref}.")


def _is_ref(ref: str) -> bool:
    try:
        return bool(UUID(ref))
    except ValueError:
        return False


def _read_ref(case: UUID, ref: str) -> UUID:
    try:
        return UUID(ref)
    except ValueError:
        _missing(case, ref)


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)  # PostgreSQL gives a UUID, SQLite its 32 letters
