"""Papers of a draft that came to the file of the running permit: which of them serve again, as long as the law says."""

from __future__ import annotations

from datetime import date

from guichet.desk.submission import facts_of
from guichet.engine.foreseen import serves_again
from guichet.intake.store import Contents
from guichet.law.rules import Rules


def papers(rules: Rules, held: Contents, on: date) -> tuple[frozenset[str], dict[str, date]]:
    """The pieces that came or that serve again from the file before, and of these the day they came there."""
    facts = facts_of(rules, held.answers, on)
    given = {name for name, files in held.evidence.items() if any(file.came_on is None for file in files)}
    before = {name: max(file.came_on for file in files) for name, files in held.evidence.items() if name not in given}
    taken = {name: day for name, day in before.items() if name in rules.evidence and serves_again(rules.evidence[name], day, rules, facts, on)}
    return frozenset({*given, *taken}), taken
