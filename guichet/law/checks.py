"""What a desk can check by itself, as the law folder tells it: a condition, or an amount of the day that a fact must reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from guichet.law.conditions import Condition
from guichet.law.reading import Reading, Tree
from guichet.law.rules import Words

KEYS = tuple(
    """check title part shows holds fact at_least a_year threshold threshold_of blocks contradiction when source doubt""".split()
)


@dataclass(frozen=True, slots=True)
class Check:
    """One question that the facts answer: `holds`, or `fact` reaches `at_least` or the amount of the region for a category."""

    name: str
    title: Words
    part: str  # "work" | "residence"
    shows: tuple[str, ...]  # the facts that are shown beside the verdict
    holds: Condition | None = None
    fact: str = ""
    at_least: Decimal | None = None
    a_year: bool = False  # `at_least` is compared with twelve months
    when: Condition | None = None
    source: tuple[str, ...] = ()
    doubt: str = ""
    threshold: str = ""  # the category of work whose amount in thresholds.yaml is compared
    threshold_of: str = ""  # or the fact that holds the category
    blocks: bool = False  # while the answer is no, nothing can be filed: an application before its time
    contradiction: bool = False  # answers that cannot be right together: said at each of their questions, and it blocks


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A ready sentence that asks for a piece of evidence; the agent ticks it and may add to it."""

    name: str
    evidence: str
    text: Words
    source: tuple[str, ...] = ()


def read_checks(r: Reading, tree: Tree) -> tuple[Check, ...]:
    """The checks in the order in which a desk shows them."""
    found = []
    for e, name, where in r.table(tree, "checks", "check"):
        r.keys(e, where, KEYS)
        compared = [key for key in ("at_least", "threshold", "threshold_of") if e.get(key)]
        if bool(e.get("holds")) == bool(e.get("fact")) or len(compared) != bool(e.get("fact")):
            cure = 'Write "holds: {...}", or "fact: ..." with one of "at_least", "threshold" and "threshold_of".'
            r.wrong(e, "check", where, "it needs a condition, or a fact and its amount.", cure)
        amount, source = _amount(r, e, where)
        contradiction = r.flag(e, "contradiction", where, False)
        found.append(
            Check(
                name, r.words_in_four(e, "title", where), r.choice(e, "part", where, ("work", "residence")), r.names(e, "shows", where),
                r.condition(e, "holds", where), r.text(e, "fact", where, ""), amount, r.flag(e, "a_year", where, False),
                r.condition(e, "when", where), source or r.sources(e, where), r.text(e, "doubt", where, ""),
                r.text(e, "threshold", where, ""), r.text(e, "threshold_of", where, ""),
                r.flag(e, "blocks", where, False) or contradiction, contradiction,
            )
        )  # fmt: skip
    return tuple(found)


def read_blocks(r: Reading, tree: Tree, evidence: Mapping[str, object]) -> tuple[TextBlock, ...]:
    """The ready sentences of a request, by piece of evidence."""
    found = []
    for e, name, where in r.table(tree, "text_blocks", "block"):
        r.keys(e, where, ("block", "evidence", "text", "source"))
        found.append(TextBlock(name, r.choice(e, "evidence", where, tuple(evidence)), r.words_in_four(e, "text", where), r.sources(e, where)))
    return tuple(found)


def _amount(r: Reading, e: Tree, where: str) -> tuple[Decimal | None, tuple[str, ...]]:
    """The amount in force on the day, with its own source where it is a dated line; none before the first line."""
    value, source = e.get("at_least"), ()
    if isinstance(value, Mapping):
        source = r.sources(value, where)
        value = value.get("is")
    if value is None:
        return None, source
    try:
        return Decimal(str(value)), source
    except ArithmeticError:
        r.wrong(e, "at_least", where, f'"{value}" is not an amount.', 'Write "{from: 2026-01-01, is: 4510.60, source: ...}".')
        return None, source
