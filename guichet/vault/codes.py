"""What must be recognised without being kept in the clear: blinded under the master key."""

from __future__ import annotations

import base64
import hmac

from django.conf import settings


def digest(code: str) -> str:
    """The blinded digest of a code, in hex; spaces and case do not matter."""
    return _hmac("code", code.replace(" ", "").upper())


def blinded(text: str) -> str:
    """The blinded digest of a text, in hex: the same text is recognised, and nobody without the key can try texts out."""
    return _hmac("text", text)


def _hmac(use: str, text: str) -> str:
    key = base64.urlsafe_b64decode(settings.VAULT_MASTER_KEY or "")
    return hmac.new(f"guichet {use}".encode() + key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
