"""What must be recognised, or carried for a moment, without being kept in the clear: blinded or sealed under the master key."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from django.conf import settings

from guichet.vault.cipher import locked_words, unlocked_words


def digest(code: str) -> str:
    """The blinded digest of a code, in hex; spaces and case do not matter."""
    return _hmac("code", code.replace(" ", "").upper())


def blinded(text: str) -> str:
    """The blinded digest of a text, in hex: the same text is recognised, and nobody without the key can try texts out."""
    return _hmac("text", text)


def mark_of(text: str) -> str:
    """The blinded digest of what only the next days will compare, in hex: BLAKE2b with a key (RFC 7693), in a third of the time of the others."""
    key = _key("mark", settings.VAULT_MASTER_KEY or "")  # at most 64 bytes
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=key, digest_size=32).hexdigest()


def sealed(use: str, text: str) -> str:
    """A text that a session may carry for a moment: only the vault opens it, and only for the same use."""
    return base64.urlsafe_b64encode(locked_words(settings.VAULT_MASTER_KEY, use, text)).decode()


def unsealed(use: str, kept: str) -> str:
    """What was sealed for this use; "" for nothing, and for what cannot be opened."""
    try:
        return unlocked_words(settings.VAULT_MASTER_KEY, use, base64.urlsafe_b64decode(kept))
    except (ValueError, InvalidTag):
        return ""


def derived(text: str) -> bytes:
    """32 bytes that belong to a text: always the same, and nobody without the key can make them."""
    return bytes.fromhex(_hmac("derived", text))


def _hmac(use: str, text: str) -> str:
    return hmac.digest(_key(use, settings.VAULT_MASTER_KEY or ""), text.encode("utf-8", "surrogatepass"), "sha256").hex()


@lru_cache(maxsize=8)
def _key(use: str, master: str) -> bytes:
    return f"guichet {use}".encode() + base64.urlsafe_b64decode(master)
