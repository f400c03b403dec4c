"""What a party has promised by applying, and what each letter means in plain words: the parts of the law file that are for the worker."""

from __future__ import annotations

from dataclasses import dataclass

from guichet.law.conditions import Condition, read_condition
from guichet.law.reading import Reading, Tree
from guichet.law.rules import Words


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that a role has to do: kept when the condition holds; while it does not, not kept once `limit` has passed, or at once without one.

    With `announced_by`, the act that would tell: nobody can know whether it is kept, so a page says what was told, and when.
    """

    name: str
    by: str
    title: Words
    when: Condition
    limit: str = ""
    source: tuple[str, ...] = ()
    doubt: str = ""
    announced_by: str = ""


def read_promises(r: Reading, tree: Tree) -> tuple[Promise, ...]:
    """What is promised, in the order in which a page tells it."""
    found = []
    for e, name, where in r.table(tree, "promises", "promise"):
        r.keys(e, where, ("promise", "by", "title", "when", "limit", "announced_by", "source", "doubt"))
        when = r.condition(e, "when", where)
        if ("when" in e) == ("announced_by" in e):
            advice = 'Write "when: {limit completion: {in: [none, ended]}}" or "announced_by: ...".'
            r.wrong(e, "when", where, "it says either when the promise is kept, or which act announces it.", advice)
        found.append(
            Promise(
                name,
                r.text(e, "by", where),
                r.words_in_four(e, "title", where),
                when or read_condition({"filed": {"is": True}}),
                r.text(e, "limit", where, ""),
                r.sources(e, where),
                r.text(e, "doubt", where, ""),
                r.text(e, "announced_by", where, ""),
            )
        )
    return tuple(found)


def read_explanations(r: Reading, tree: Tree) -> dict[str, Words]:
    """What each letter means, in plain words."""
    found = {}
    for e, name, where in r.table(tree, "explanations", "letter"):
        r.keys(e, where, ("letter", "says", "source"))
        found[name] = r.words_in_four(e, "says", where)
    return found
