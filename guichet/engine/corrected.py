"""The entries of a case as corrections leave them: the journal keeps every one, the fold leaves out those that fell (T11)."""

from __future__ import annotations

from collections.abc import Iterable

from guichet.engine.words import Event

UNDOES = frozenset({"corrected", "annulled"})  # words whose `falls` names entries that no longer stand


def after_corrections(entries: Iterable[Event]) -> list[Event]:
    """The entries that still stand. `corrected` names in `falls` the numbers of those that do not; it stands itself."""
    kept = list(entries)
    numbers = fallen(kept)
    return [entry for entry in kept if entry.number not in numbers] if numbers else kept


def fallen(entries: Iterable[Event]) -> set[int]:
    """The numbers of the entries that these undo."""
    return {int(number) for entry in entries if entry.kind in UNDOES for number in entry.data.get("falls") or ()}
