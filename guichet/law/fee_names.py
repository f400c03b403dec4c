"""Does everything that a contribution names exist? To whom it goes, what exempts from it, the days it is counted between."""

from __future__ import annotations

from guichet.law.comparisons import check_condition
from guichet.law.loader import Lines
from guichet.law.reading import Reading, Tree
from guichet.law.scope import Scope


def check_fees(r: Reading, shared: Tree, scope: Scope) -> None:
    """Notes what leads nowhere in the contributions that these rules ask."""
    rules = scope.rules
    for entry in shared.get("fees") or ():
        fee = rules.fees.get(str(entry.get("fee"))) if isinstance(entry, Lines) else None
        if fee is None:
            continue
        where = f"fees.{fee.name}"
        r.names(entry, "paid_to", where, rules.roles)
        for part, condition in zip(_rows(entry), (one.when for one in fee.exemptions), strict=False):
            check_condition(r, part, f"{where}.exempt", condition, scope)
        if fee.a_year and len(fee.a_year) != 2:
            r.wrong(entry, "a_year", where, "it is not counted between two days.", 'Write "a_year: [first day, last day]".')
        for name in fee.a_year:
            if not scope.vocabulary.is_day(name, rules):
                r.wrong(entry, "a_year", where, f'"{name}" is not a day.', "Write a fact that is one.")


def _rows(entry: Lines) -> list[Lines]:
    return [row for row in entry.get("exempt") or () if isinstance(row, Lines) and "when" in row]
