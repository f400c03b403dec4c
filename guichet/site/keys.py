"""Keys kept for the demo and the tests: made once, written where only their owner reads them."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def kept_key(folder: Path, name: str) -> str:
    """Return the key of that name: 32 random bytes as URL-safe base64, made on first use in a file of mode 0600."""
    return kept_text(folder, name, lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii"))


def kept_text(folder: Path, name: str, made: Callable[[], str]) -> str:
    """Return the secret text of that name, `made` on first use in a file of mode 0600."""
    path = Path(folder) / name
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _make(path, made())


def _make(path: Path, key: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(key + "\n")
    try:
        os.link(draft, path)  # the first of two processes wins; the other reads its key
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
    finally:
        draft.unlink()
    return key
