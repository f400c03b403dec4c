"""Days that the law counts from others, and what covers the days until a decision, as the law folder tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guichet.law.conditions import Condition
from guichet.law.measures import Length, Words
from guichet.law.reading import Reading, Tree
from guichet.law.rules import Act, Phase


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that the law counts from another: the end of a cap, the first day of a window."""

    name: str
    title: Words
    start: str  # the day counted from
    length: Length
    backwards: bool = False
    first_day_counts: bool = False  # a period of three years from 1 March ends on the last of February
    when: Condition | None = None
    source: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What covers the days between the end of a document and a decision that may come later: told ahead where it is too short."""

    name: str
    title: Words
    after: str  # the last day of the document in hand
    document: str  # what covers the days after it, on request
    times: int  # how often it is issued at most
    limit: str  # the decision that may come later
    act: str  # what starts that limit
    phases: tuple[str, ...]
    source: tuple[str, ...] = ()
    doubt: str = ""


def read_days(r: Reading, tree: Tree) -> dict[str, NamedDay]:
    """The named days, by name."""
    found = {}
    for e, name, where in r.table(tree, "days", "day"):
        r.keys(e, where, ("day", "title", "counted_from", "length", "backwards", "first_day_counts", "when", "source", "doubt"))
        length = r.length(e, "length", where)[0]
        if length is not None:
            found[name] = NamedDay(
                name, r.words_in_four(e, "title", where), r.text(e, "counted_from", where), length, r.flag(e, "backwards", where, False),
                r.flag(e, "first_day_counts", where, False), r.condition(e, "when", where), r.sources(e, where), r.text(e, "doubt", where, ""),
            )  # fmt: skip
    return found


def read_covers(r: Reading, tree: Tree, phases: Mapping[str, Phase], acts: Mapping[str, Act]) -> tuple[Cover, ...]:
    """What covers the days until a decision."""
    found = []
    for e, name, where in r.table(tree, "covers", "cover"):
        r.keys(e, where, ("cover", "title", "after", "document", "times", "limit", "act", "in", "source", "doubt"))
        times = e.get("times")
        if not isinstance(times, int) or isinstance(times, bool) or times < 1:
            r.wrong(e, "times", where, f'"{times}" is not how often it is issued.', 'Write "times: 2".')
            continue
        found.append(
            Cover(
                name, r.words_in_four(e, "title", where), r.text(e, "after", where), r.text(e, "document", where), times, r.text(e, "limit", where),
                r.choice(e, "act", where, tuple(acts)), r.names(e, "in", where, tuple(phases)), r.sources(e, where), r.text(e, "doubt", where, ""),
            )  # fmt: skip
        )
    return tuple(found)
