"""Does everything that a contribution names exist? To whom it goes, what exempts from it, the days it is counted between."""

from __future__ import annotations

from guichet.law.conditions import Condition
from guichet.law.loader import Lines
from guichet.law.reading import Reading, Tree
from guichet.law.references import judge_leaf
from guichet.law.rules import Rules
from guichet.law.vocabulary import Vocabulary


def check_fees(r: Reading, shared: Tree, rules: Rules, vocabulary: Vocabulary) -> None:
    """Notes what leads nowhere in the contributions that these rules ask."""
    for entry in shared.get("fees") or ():
        fee = rules.fees.get(str(entry.get("fee"))) if isinstance(entry, Lines) else None
        if fee is None:
            continue
        where = f"fees.{fee.name}"
        r.names(entry, "paid_to", where, rules.roles)
        for part, condition in zip(_rows(entry), (one.when for one in fee.exemptions), strict=False):
            _condition(r, part, f"{where}.exempt", condition, rules, vocabulary)
        if fee.a_year and len(fee.a_year) != 2:
            r.wrong(entry, "a_year", where, "it is not counted between two days.", 'Write "a_year: [first day, last day]".')
        for name in fee.a_year:
            if not vocabulary.is_day(name, rules):
                r.wrong(entry, "a_year", where, f'"{name}" is not a day.', "Write a fact that is one.")


def _rows(entry: Lines) -> list[Lines]:
    return [row for row in entry.get("exempt") or () if isinstance(row, Lines) and "when" in row]


def _condition(r: Reading, part: Lines, where: str, condition: Condition, rules: Rules, vocabulary: Vocabulary) -> None:
    for leaf in condition.leaves():
        judge_leaf(r, part, where, leaf, rules, vocabulary)
