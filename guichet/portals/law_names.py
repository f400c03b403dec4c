"""The titles of the law's names: "evidence health_insurance" is "Health insurance" in the language of the reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.engine.expected import NAME as EXPECTED
from guichet.law.bundles import read_law
from guichet.law.rules import Rules
from guichet.law.shared_tables import ActOfLaw, Doubt
from guichet.portals.speech import in_four

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LawNames:
    """Title by kind and name; acts cited and doubts by name."""

    titles: Mapping[tuple[str, str], Words] = field(default_factory=dict)
    cited: Mapping[str, ActOfLaw] = field(default_factory=dict)
    doubts: Mapping[str, Doubt] = field(default_factory=dict)

    def title(self, kind: str, name: str) -> Words | str:
        """The title of one name; the name itself where the law has none (a day, a number)."""
        return self.titles.get((kind, name)) or self.titles.get((kind.rstrip("s"), name)) or name


def letter_names(on: date) -> LawNames:
    """The titles of all letters and roles of the law folder; a message names its letter, the case its law."""
    law = read_law(settings.LAW_FOLDER)
    rules = law.of_all(on)
    found: dict[tuple[str, str], list[Words]] = defaultdict(list)
    for one in rules:
        for letter in one.letters:
            found[("letter", letter.letter)].append(letter.title)
        for name, words in one.roles.items():
            found[("role", name)].append(words)
    return LawNames({name: max(titles, key=titles.count) for name, titles in found.items()})  # a few procedures may call one otherwise


def names_of(rules: Rules) -> LawNames:
    """Every title that the law of one file gives."""
    titles = dict(_titles_of_all(settings.LAW_FOLDER))
    for kind, things in (
        ("section", rules.sections),
        ("field", rules.fields),
        ("evidence", rules.evidence),
        ("track", rules.tracks),
        ("act", rules.acts),
        ("limit", rules.time_limits),
        ("document", rules.documents),
        ("check", {one.name: one for one in rules.checks}),
    ):
        titles.update({(kind, name): thing.title for name, thing in things.items()})
    titles.update({("phase", name): phase.status for name, phase in rules.phases.items()})
    titles.update({("row", right.name): right.title for right in rules.rights})
    titles.update({("letter", letter.letter): letter.title for letter in rules.letters})
    titles.update({("role", name): words for name, words in rules.roles.items()})
    titles.update({("body", name): words for name, words in rules.authorities.items()})
    titles.update({("region", name.partition(":")[2]): words for name, words in rules.authorities.items() if name.startswith("authority:")})
    titles.update({("fact", name): day.title for name, day in rules.days.items()})
    titles[("fact", EXPECTED)] = in_four("Day by which the decision is expected")
    titles.update({("fact", f"fee {name}"): fee.title for name, fee in rules.fees.items()})
    titles.update({("fact", one.fact): one.title for one in rules.fields.values() if one.fact})
    titles.update({("fact", one.fact): in_four("Age in years") for one in rules.fields.values() if one.derive == "age_on_filing"})
    for thing in rules.fields.values():
        titles.update({(thing.name, option.value): option.title for option in thing.options})
        titles.update({(f"fact {thing.fact}", option.value): option.title for option in thing.options if thing.fact})
    titles.update({("rule", str(rule["rule"])): rule["title"] for rule in read_law(settings.LAW_FOLDER).folder.shared["competence"]["rules"]})
    return LawNames(titles, rules.cited, rules.doubts)


@lru_cache(maxsize=4)
def _titles_of_all(path: Path) -> Mapping[tuple[str, str], Words]:
    """Facts by the question of any procedure, and every category: what a line names that this form or region does not offer."""
    folder = read_law(path).folder
    fields = [one for trunk in folder.trunks.values() for one in trunk.get("fields", ()) if one.get("fact") and one.get("title")]
    kinds = folder.shared.get("categories", {}).get("categories", ())
    facts = {("fact", str(one["fact"])): one["title"] for one in reversed(fields)}
    return facts | {("category", str(one["category"])): one["title"] for one in kinds}
