"""The keys that authorities sign the law with: the public halves in one file outside the law folder, each private half with its authority."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key

from guichet.law.loader import Lines, Listed, read_tree
from guichet.law.mistakes import Mistake
from guichet.law.signed_lists import name_of_key

NEEDED = {"authority", "public", "from"}
CURE = 'Write "- {authority: ..., public: ..., from: 2026-01-01}" as `guichet law key` prints it.'


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The public half of a key, whose it is, and on which days it may sign (both included)."""

    authority: str
    public: Ed25519PublicKey
    first_day: date
    last_day: date

    @property
    def name(self) -> str:
        """The name by which a list says its key."""
        return name_of_key(self.public)


class NoKey(Exception):
    """A private key cannot be read or made; the text says why and what to do."""


def read_keys(path: Path) -> tuple[list[SigningKey], list[Mistake]]:
    """The keys of a file, and what is wrong with it. A file with a mistake gives no key at all: nothing is trusted by halves."""
    tree, mistakes = read_tree(path, path.name)
    entries = tree.get("keys") if isinstance(tree, Lines) else None
    if not mistakes and (not isinstance(entries, Listed) or not entries):
        mistakes = [Mistake(path.name, 1, "keys", "it names no key.", f'Write "keys:" and below it. {CURE}')]
    found = []
    for entry in entries if not mistakes else ():
        try:
            found.append(_key(entry))
        except (ValueError, TypeError):
            mistakes.append(Mistake(path.name, getattr(entry, "line", 1), "keys", "this is not the key of an authority.", CURE))
    mistakes += _shared_by_two(found, path.name)
    return ([] if mistakes else found), mistakes


def _shared_by_two(found: list[SigningKey], file: str) -> Iterator[Mistake]:
    """A key that two authorities would sign with: one hand would hold both pens."""
    whose: dict[str, str] = {}
    for key in found:
        first = whose.setdefault(key.name, key.authority)
        if first != key.authority:
            what = f"{first} and {key.authority} have the same key {key.name}."
            yield Mistake(file, 1, "keys", what, f"{key.authority} makes its own: guichet law key --as {key.authority} --key FILE")


def _key(entry: object) -> SigningKey:
    """Raises ValueError or TypeError for what is no entry of a key."""
    if not isinstance(entry, Lines) or not set(entry) >= NEEDED or not set(entry) <= NEEDED | {"last_day"}:
        raise ValueError
    days = (entry["from"], entry.get("last_day", date.max))
    if not all(isinstance(day, date) for day in days) or not isinstance(entry["authority"], str):
        raise ValueError
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(entry["public"], validate=True))
    except binascii.Error as error:
        raise ValueError from error
    return SigningKey(entry["authority"], public, *days)


def read_private(path: Path) -> Ed25519PrivateKey:
    """The private key in a file (PEM, without password); raises NoKey."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise NoKey(f"{path} holds no key that can be read. Make one with: guichet law key --as AUTHORITY --key FILE") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(f"{path} holds a key of another kind. The law is signed with Ed25519: guichet law key --as AUTHORITY --key FILE")
    return key


def make_key(path: Path, authority: str, on: date) -> Iterator[str]:
    """Writes a new private key that only its owner can read, and tells the lines to add to the file of keys; raises NoKey."""
    key = Ed25519PrivateKey.generate()
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    except OSError as error:
        raise NoKey(f"{path} cannot be written ({error.strerror}). Name a file that is not there yet.") from error
    public = base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
    yield f'  - {{authority: "{authority}", public: "{public}", from: {on}}}'
