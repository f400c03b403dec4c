"""Which file of a permit speaks on a day: a permit and its renewals are one chain of files, and the last that was filed by then counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Link:
    """One file of a worker: which permit it asks to renew (None: it is a first one), and the day it was filed."""

    case: UUID
    renews: UUID | None
    filed_on: date


def chain_of(case: UUID, links: Mapping[UUID, Link], day: date) -> tuple[UUID, ...]:
    """The files of one life from the first to the one that counts on a day; of several renewals of one permit the one filed last.

    A file that was filed after the day, or that is not among the links, ends the chain. A file always belongs to its own life.
    """
    found = [_first(case, links)]
    while True:
        following = [one for one in links.values() if one.renews == found[-1] and one.filed_on <= day and one.case not in found]
        if not following:
            return tuple(found)
        found.append(max(following, key=lambda one: (one.filed_on, one.case)).case)


def answering(chain: Sequence[UUID], rests_before: Callable[[UUID], bool]) -> UUID:
    """The file of a chain whose answer counts: the last, or, where that one rests on a document of the file before, the one that issued it."""
    for case in reversed(chain):
        if not rests_before(case):
            return case
    return chain[0]


def _first(case: UUID, links: Mapping[UUID, Link]) -> UUID:
    seen = [case]
    while (link := links.get(seen[-1])) and link.renews in links and link.renews not in seen:
        seen.append(link.renews)
    return seen[-1]
