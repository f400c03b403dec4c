"""What the law folder may say and only the engine knows: handed in by the caller, since the law imports nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from guichet.law.rules import Rules


def _anything(*_: object) -> bool:
    return True


def _no_closed_list(*_: object) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Without an engine everything is taken for known; with one, a word that it does not know is a mistake."""

    words: frozenset[str] = frozenset()  # the event words
    facts: Mapping[str, str] = field(default_factory=dict)  # fact -> what it means
    carries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # event word -> what an act that says it must fix under `with`
    decides: Mapping[str, str] = field(default_factory=dict)  # event word -> what its letter decides: "yes" or "negative"
    is_name: Callable[[str, Rules], bool] = _anything  # may a condition ask this?
    is_day: Callable[[str, Rules], bool] = _anything  # does it name a day?
    is_subject: Callable[[str, str, Rules], bool] = _anything  # may an event of this word be about this?
    values: Callable[[str, Rules], Collection[object] | None] = _no_closed_list  # what may this name be compared with? None: anything
    is_undated: Callable[[str], bool] = _anything  # has this name a value where no day is meant?
