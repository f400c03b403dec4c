"""What the tables of the registry hold for a case: plain rows, the same for the same journal, vault and people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import orjson

from guichet.engine.case_number import number_of
from guichet.engine.corrected import after_corrections
from guichet.engine.counting import ONE
from guichet.engine.facts import iso
from guichet.engine.names import folded
from guichet.engine.picture import Picture
from guichet.engine.words import Entry
from guichet.law.rules import Rules
from guichet.people import store as people
from guichet.registry.models import LAST
from guichet.vault import store as vault

PERMIT = ("number", "worker", "employer", "enterprise_number", "worker_name", "employer_name", "family_key", "given_key", "renews", "filed_on",
          "procedure", "region", "law", "granted_on", "work_until", "days")  # fmt: skip
NAMES = 10  # so many of them are told once, with the case
ENTERPRISE, FAMILY, GIVEN = 3, 6, 7

Stretch = tuple[str, str, str, str, str, str]  # first and last day, answer, row of the law, document, until
Row = tuple[object, ...]
FROM, TO, ANSWER = 0, 1, 2


def stretches(picture: Picture) -> list[Stretch]:
    """May the worker work? As the picture holds it, in the order of days."""
    return [
        (
            iso(one.from_on), iso(one.to_on) if one.to_on else LAST, str(one.value["answer"]), str(one.value["row"]),
            str(one.value["document"] or ""), str(one.value["until"] or ""),
        )
        for one in picture.stretches
        if one.kind == "right" and one.name == "work"
    ]  # fmt: skip


def read(days: str) -> list[Stretch]:
    """The stretches of the column `days`, in the order of days."""
    return [tuple(one) for one in orjson.loads(days)]


def on_day(days: str, day: date) -> Stretch | None:
    """The stretch of one day; None where the registry does not hold the permit on it."""
    return next((one for one in read(days) if one[FROM] <= day.isoformat() <= one[TO]), None)


def granted_on(entries: Sequence[Entry]) -> str:
    """The day on which the permit was granted; "" while it is not."""
    return min((iso(one.on) for one in after_corrections(entries) if one.kind == "granted"), default="")


def joined(before: Sequence[Stretch], now: Sequence[Stretch], since: date | None) -> list[Stretch]:
    """What was told before the day `since` and what is told from it on: the same value goes on as one stretch, another one ends on the eve."""
    kept = [row for row in before if since and row[FROM] < iso(since)]
    if not kept or not now:
        return [*kept, *now]
    *kept, last = kept
    if last[ANSWER:] == now[0][ANSWER:]:
        return [*kept, (last[FROM], *now[0][TO:]), *now[1:]]
    return [*kept, (last[FROM], iso(since - ONE), *last[ANSWER:]), *now]


def begun(told: Sequence[Stretch], granted: str) -> list[Stretch]:
    """From when the registry holds a case: the day of the grant or of the first yes. Nothing while there is neither."""
    days = [row[FROM] for row in told if row[ANSWER] == "yes"] + ([granted] if granted else [])
    if not days:
        return []
    first = min(days)
    return [(max(row[FROM], first), *row[TO:]) for row in told if row[TO] >= first]


def standing(entries: Sequence[Entry], rules: Rules, told: Sequence[Stretch], granted: str) -> Row:
    """The columns of PERMIT after those of the names."""
    work_until = max((row[TO] for row in told if row[ANSWER] == "yes"), default="")
    return rules.procedure, rules.region, entries[-1].law, granted, work_until, orjson.dumps(told).decode()


def names(case: UUID, first: Entry, picture: Picture, rules: Rules) -> Row:
    """The first columns of PERMIT: the number, who works for whom, which permit it renews; without names once the case was erased."""
    renews = UUID(str(first.data["renews"])).hex if first.data.get("renews") else ""
    return *_called(case, picture, rules), renews, first.on.isoformat()


def former_names(case: UUID, entries: Sequence[Entry], names: Row, rules: Rules) -> list[tuple[str, str]]:
    """Family and given name, as keys, by which the worker was known in this case and is no more; none once it was erased."""
    fields = [one.name for one in rules.fields.values() if one.type == "latin_name"][:2]
    if len(fields) < 2 or not names[FAMILY]:
        return []
    refs = [str(one.data["answers"]["ref"]) for one in entries if one.data.get("answers")]
    try:
        kept = vault.read_many(case, refs) if refs else {}
    except vault.Erased:
        return []
    found = {tuple(folded(str(kept[ref].get(field) or "")) for field in fields) for ref in refs if ref in kept}
    return sorted((family, given) for family, given in found if family and (family, given) != (names[FAMILY], names[GIVEN]))


def _called(case: UUID, picture: Picture, rules: Rules) -> Row:
    worker, employer = picture.persons.get("worker", ""), picture.bodies.get(rules.applicant, "")
    card = None if vault.is_erased(case) else people.person_card(worker)
    if card is None:
        return number_of(case), worker, employer, "", "", "", "", ""
    called = f"{card.latin_given} {card.latin_family}".strip()
    host = picture.persons.get(rules.applicant, "")
    company, enterprise = people.company(employer)
    hires = company or (people.name_of(host) if host != worker else "")
    return number_of(case), worker, employer, enterprise, called, hires, folded(card.latin_family), folded(card.latin_given)
