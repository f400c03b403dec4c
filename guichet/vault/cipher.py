"""How an item is locked: AES-256-GCM under the key of its case, bound to its place, with a salt of its own inside.

The plain text of an item is: 32 random bytes of salt, one letter for its form (j JSON, b bytes, f file), for a file the length of its
head (four bytes, big end first) and the head (JSON: name and media type), then the content.
"""

import base64
import json
import os
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
SALT = 32


class Damaged(Exception):
    """What was kept cannot be read: it was changed, its file is gone, or the master key is another one."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What is inside one item."""

    form: str
    content: bytes
    head: dict[str, str] = field(default_factory=dict)
    salt: bytes = field(default_factory=lambda: os.urandom(SALT))

    @property
    def digest(self) -> str:
        """The commitment that the journal may hold: it tells nothing without the salt, which dies with the key."""
        return sha256(self.salt + self.content).hexdigest()


def new_key(master: str, case: UUID) -> bytes:
    """Return a new data key for a case, wrapped by the master key (32 bytes in URL-safe base64)."""
    return _lock(_master(master), case.bytes, AESGCM.generate_key(256))


def opened_key(master: str, case: UUID, wrapped: bytes) -> AESGCM:
    """Return the data key of a case, ready to use. Raises Damaged."""
    try:
        return AESGCM(_unlock(_master(master), case.bytes, wrapped))
    except InvalidTag as error:
        raise Damaged(f"The key of case {case} does not open. Is GUICHET_VAULT_KEY the one it was made with?") from error


def locked(key: AESGCM, case: UUID, ref: UUID, kind: str, plain: Plain) -> bytes:
    """Return an item as it is kept: nonce and ciphertext, bound to its case, its reference and its kind."""
    head = b""
    if plain.form == "f":
        said = json.dumps(plain.head).encode()
        head = len(said).to_bytes(4, "big") + said
    return _lock(key, case.bytes + ref.bytes + kind.encode(), b"".join((plain.salt, plain.form.encode(), head, plain.content)))


def unlocked(key: AESGCM, case: UUID, ref: UUID, kind: str, sealed: bytes) -> Plain:
    """Return what is inside an item. Raises Damaged when one bit of it, or its place, is not what it was."""
    try:
        text = _unlock(key, case.bytes + ref.bytes + kind.encode(), sealed)
    except InvalidTag as error:
        raise Damaged(f"Item {ref} of case {case} was changed since it was kept.") from error
    salt, form, start, head = text[:SALT], chr(text[SALT]), SALT + 1, {}
    if form == "f":
        end = start + 4 + int.from_bytes(text[start : start + 4], "big")
        head, start = json.loads(text[start + 4 : end]), end
    return Plain(form, text[start:], head, salt)


def locked_words(master: str, use: str, text: str) -> bytes:
    """Return a short text locked under the master key, bound to its use; for what lives no longer than a session."""
    return _lock(_master(master), f"words for {use}".encode(), text.encode("utf-8", "surrogatepass"))


def unlocked_words(master: str, use: str, kept: bytes) -> str:
    """Return the text locked for this use. Raises InvalidTag."""
    return _unlock(_master(master), f"words for {use}".encode(), kept).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=2)
def _master(master: str) -> AESGCM:
    key = base64.urlsafe_b64decode(master)
    if len(key) != 32:
        raise ValueError("GUICHET_VAULT_KEY is missing or is not 32 bytes in base64. Make one and keep a copy: without it the vault stays shut.")
    return AESGCM(key)


def _lock(key: AESGCM, bound: bytes, plain: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + key.encrypt(nonce, plain, bound)


def _unlock(key: AESGCM, bound: bytes, sealed: bytes) -> bytes:
    if len(sealed) < NONCE + 16:
        raise InvalidTag
    return key.decrypt(sealed[:NONCE], sealed[NONCE:], bound)
