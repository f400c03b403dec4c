"""A code that must be found again without being kept in the clear: blinded under the master key."""

from __future__ import annotations

import base64
import hmac

from django.conf import settings


def digest(code: str) -> str:
    """HMAC-SHA256 of a code under the master key of the vault, in hex; spaces and case do not matter."""
    key = base64.urlsafe_b64decode(settings.VAULT_MASTER_KEY or "")
    return hmac.new(b"guichet code" + key, code.replace(" ", "").upper().encode(), "sha256").hexdigest()
