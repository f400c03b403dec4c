"""Which fields a letter names: nothing more of a file is frozen for a letter than it can say."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.law.letters import letter_path, read_letter


def named_by(letter: str, language: str) -> frozenset[str]:
    """The fields that a letter of the law folder names; empty when the folder does not hold it, and then the worker says so."""
    return _named_by(letter_path(Path(settings.LAW_FOLDER), letter, language))


@lru_cache(maxsize=256)
def _named_by(path: Path) -> frozenset[str]:
    return frozenset(read_letter(path).all_fields) if path.is_file() else frozenset()
