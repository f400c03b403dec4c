"""What must be paid: each contribution with its dated amounts, who is exempt, to whom it goes, and where a procedure asks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from guichet.law.conditions import Condition
from guichet.law.laying import placed
from guichet.law.loader import Lines, Listed
from guichet.law.measures import Length, Words
from guichet.law.reading import Reading, Tree

TABLE = "fees"
ROW = ("fee", "when", "proof", "source", "doubt")  # what a procedure says of one
KEYS = ("fee", "title", "hint", "paid_to", "per", "amount", "a_year", "grace", "exempt", "source", "doubt")


@dataclass(frozen=True, slots=True)
class Amount:
    """So much from a day on."""

    begins: date
    euro: Decimal
    source: tuple[str, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """Who need not pay, and why."""

    name: str
    title: Words
    when: Condition
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fee:
    """One contribution, as a procedure asks it. The amount is that of the day of filing."""

    name: str
    title: Words
    paid_to: str  # a role
    per: str  # "person" or "application"
    amounts: tuple[Amount, ...]  # in the order of their days
    a_year: tuple[str, ...] = ()  # two days: the amount is due for each year begun between them
    grace: Length | None = None  # for so long after a new amount, the one before is still taken
    exemptions: tuple[Exemption, ...] = ()
    when: Condition | None = None
    proof: str = ""  # the piece of evidence that proves the payment
    hint: Words | None = None
    source: tuple[str, ...] = ()
    doubt: str = ""

    def amount_on(self, day: date) -> Amount | None:
        """What is due on a day; None where no amount is known for it."""
        return next((one for one in reversed(self.amounts) if one.begins <= day), None)


def cut(table: Lines, asked: set[str]) -> Lines:
    """The table with the contributions asked only."""
    rows = Listed(e for e in table.get(TABLE) or () if isinstance(e, Mapping) and e.get("fee") in asked)
    rows.line, rows.file = table.line, table.file
    return placed(Lines({TABLE: rows}), table)


def read_fees(r: Reading, tree: Tree, shared: Tree) -> dict[str, Fee]:
    """The contributions that a procedure asks, by name, each as the file of all contributions describes it."""
    known = {name: (e, where) for e, name, where in r.table(shared, TABLE, "fee")}
    found = {}
    for row, name, at in r.table(tree, TABLE, "fee"):
        r.keys(row, at, ROW)
        if name not in known:
            r.wrong(row, "fee", at, f'"{name}" is not in fees.yaml.', f"Write one of: {', '.join(known) or 'none is there yet'}.")
            continue
        found[name] = _fee(r, name, *known[name], row, at)
    return found


def _fee(r: Reading, name: str, e: Tree, where: str, row: Tree, at: str) -> Fee:
    r.keys(e, where, KEYS)
    return Fee(
        name,
        r.words_in_four(e, "title", where),
        r.text(e, "paid_to", where),
        r.choice(e, "per", where, ("person", "application")),
        tuple(sorted(_amounts(r, e, where), key=attrgetter("begins"))),
        r.names(e, "a_year", where),
        r.length(e, "grace", where, needed=False)[0],
        tuple(_exemptions(r, e, where)),
        r.condition(row, "when", at),
        r.text(row, "proof", at, ""),
        r.words_in_four(e, "hint", where, needed=False),
        r.sources(e, where) + r.sources(row, at, needed=False),
        r.text(row, "doubt", at, r.text(e, "doubt", where, "")),
    )


def _amounts(r: Reading, tree: Tree, where: str) -> Iterator[Amount]:
    lines = tree.get("amount")
    for line in lines if isinstance(lines, list) else ():
        if not isinstance(line, Mapping) or "from" not in line or not _is_euro(line.get("is")):
            r.wrong(tree, "amount", where, "a line has no day or no amount.", 'Write "- {from: 2026-01-01, is: 152, source: ...}".')
            continue
        r.keys(line, f"{where}.amount", ("is", "source", "doubt"))
        yield Amount(r.day(line, "from", where), Decimal(str(line["is"])), r.sources(line, f"{where}.amount"), r.text(line, "doubt", where, ""))
    if not lines:
        r.wrong(tree, "amount", where, "no amount is known.", 'Write "amount: [{from: 2026-01-01, is: 152, source: ...}]".')


def _is_euro(value: object) -> bool:
    """Kept bundles write decimals as text."""
    try:
        return not isinstance(value, bool) and Decimal(str(value)) >= 0
    except ArithmeticError:
        return False


def _exemptions(r: Reading, tree: Tree, where: str) -> Iterator[Exemption]:
    for e, name, at in r.table(tree, "exempt", "exemption"):
        r.keys(e, f"{where}.{at}", ("exemption", "title", "when", "source"))
        when = r.condition(e, "when", f"{where}.{at}")
        if when is None:
            r.wrong(e, "when", f"{where}.{at}", "it does not say who is exempt.", 'Write "when: {worker_age: {at_most: 17}}".')
            continue
        yield Exemption(name, r.words_in_four(e, "title", f"{where}.{at}"), when, r.sources(e, f"{where}.{at}"))
