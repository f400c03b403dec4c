"""Which answers changed after the application was filed: what the journal says since, set against what the vault keeps of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guichet.engine.corrected import after_corrections
from guichet.engine.words import Entry
from guichet.law.rules import Field


@dataclass(frozen=True, slots=True)
class Change:
    """One answer with what it was before, by which entry it changed."""

    entry: Entry
    field: Field
    before: object
    after: object


def changes_of(
    told: Sequence[Entry], fields: Iterable[Field], given: Mapping[str, object], later: Mapping[int, Mapping[str, object]]
) -> list[Change]:
    """The changes of these fields in the order in which they were written; `given` is what the form said, by field.

    `later`: of an entry that changed answers which the vault keeps, all answers as they were then. What fell by a correction is no change.
    """
    fields = list(fields)
    by_fact = {field.fact: field for field in fields if field.fact and not field.derive}
    known, found = dict(given), []
    for one in sorted(after_corrections(told), key=lambda entry: entry.number):
        facts = dict(one.data.get("facts") or {}) if one.kind != "application_submitted" else {}
        now = [(by_fact[name], facts[name]) for name in sorted(facts.keys() & by_fact.keys())]
        answered, changed = later.get(one.number, {}), one.data.get("changed") or ()
        now += [(field, answered[field.name]) for field in fields if field.name in changed and field.name in answered]
        for field, value in now:
            if value != known.get(field.name):
                found.append(Change(one, field, known.get(field.name), value))
                known[field.name] = value
    return found
