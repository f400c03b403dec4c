"""What can be wrong with the fields handed to a letter: names and values, never sentences."""

from __future__ import annotations


class LetterRefused(Exception):
    """The fields do not make this letter; `values` says why."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(f"{name}: {values}")
        self.name = name
        self.values = values


class NoSuchLetter(LetterRefused):
    """The law folder has no such letter in that language."""


class MissingField(LetterRefused):
    """A required field is missing or empty."""


class BadField(LetterRefused):
    """A field has a value that cannot be printed: not a day, not an amount, an appeal against somebody who did not refuse."""
