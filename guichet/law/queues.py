"""The lists of a desk as the law folder tells them: which files wait there, and which act comes next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from guichet.law.reading import Reading, Tree
from guichet.law.rules import Length, Words

KEYS = ("queue", "role", "title", "in", "act", "limit", "while", "document", "within", "without", "source")


@dataclass(frozen=True, slots=True)
class Queue:
    """One list of a role: files in these phases; with `limit` only those where it has passed (or is running), with `document` those where it ends
    `within` a time, `without` those in which nobody was given this document."""

    name: str
    role: str
    title: Words
    phases: tuple[str, ...]
    acts: tuple[str, ...] = ()  # what is offered on the row
    limit: str = ""
    limit_is: str = "passed"  # or "running"
    document: str = ""
    within: Length | None = None
    without: str = ""
    source: tuple[str, ...] = ()


def read_queues(r: Reading, tree: Tree, phases: Collection[str], acts: Collection[str]) -> tuple[Queue, ...]:
    """The lists in the order in which a desk shows them."""
    found = []
    for e, name, where in r.table(tree, "queues", "queue"):
        r.keys(e, where, KEYS)
        if bool(e.get("document")) != bool(e.get("within")):
            r.wrong(e, "within", where, "a document and how soon it ends belong together.", 'Write "document: ..." and "within: 14 days".')
        found.append(
            Queue(
                name,
                r.text(e, "role", where),
                r.words_in_four(e, "title", where),
                r.names(e, "in", where, tuple(phases)),
                r.names(e, "act", where, tuple(acts)),
                r.text(e, "limit", where, ""),
                r.choice(e, "while", where, ("passed", "running"), "passed"),
                r.text(e, "document", where, ""),
                r.length(e, "within", where, needed=False)[0],
                r.text(e, "without", where, ""),
                r.sources(e, where),
            )
        )
    return tuple(found)
