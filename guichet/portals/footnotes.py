"""The sources of a long page as numbers: each act has one, in the order in which the page cites it, and stands once in a list at the end."""

from __future__ import annotations

from guichet.law.shared_tables import ActOfLaw


class Footnotes:
    """What one page has cited so far; it fills while the page is written."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.acts: list[ActOfLaw] = []

    def number(self, act: ActOfLaw) -> int:
        """The number of an act on this page, the next one if it was not cited yet."""
        if act.name not in self._numbers:
            self.acts.append(act)
            self._numbers[act.name] = len(self.acts)
        return self._numbers[act.name]
