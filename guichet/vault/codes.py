"""What must be recognised, or carried for a moment, without being kept in the clear: blinded or sealed under the master key."""

from __future__ import annotations

import base64
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
    digest = _begun(use, settings.VAULT_MASTER_KEY or "").copy()
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _begun(use: str, master: str) -> hmac.HMAC:
    """The key is worked in once: every act asks for a digest, and that is most of it."""
    return hmac.new(f"guichet {use}".encode() + base64.urlsafe_b64decode(master), digestmod="sha256")
