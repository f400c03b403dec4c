"""What a line of the law may name: other lines of the same law, letters that have a text, and the words of the engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from guichet.law.rules import Field, Rules
from guichet.law.vocabulary import Vocabulary

FILED = "application_submitted"


@dataclass(frozen=True)
class Scope:
    """The law of one procedure, region and day, with what the engine knows."""

    rules: Rules
    vocabulary: Vocabulary
    letters: Mapping[str, str] = field(default_factory=dict)  # each letter that has a text, and what it decides
    days: Collection[str] = ()  # what some procedure of the folder calls a day: a document may serve several, and end with a day that one knows

    @cached_property
    def known(self) -> Mapping[str, Collection[str]]:
        """The names of each kind of thing."""
        rules = self.rules
        return {
            "roles": rules.roles, "holders": {*rules.roles, "open_tracks"}, "tracks": rules.tracks, "time_limits": rules.time_limits,
            "documents": rules.documents, "outcomes": ("yes", "no", "annulled", "reformed"), "effects": ("from_start", "from_now"),
            "letters": self.letters, "acts": rules.acts, "bodies": rules.authorities, "fees": rules.fees, "evidence": rules.evidence,
        }  # fmt: skip

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that are told some day: by the kind of application, by a field, by the way it came."""
        rules = self.rules
        on_paper = any(act.says == FILED and rules.applicant not in act.by for act in rules.acts.values())
        return frozenset({*rules.given, *(one.fact for one in _questions(rules)), *(("on_paper",) if on_paper else ())})

    @cached_property
    def form(self) -> Collection[tuple[str, str]]:
        """Name and type of each question of the form."""
        return [(one.name, one.type) for one in self.rules.fields.values()]

    @cached_property
    def _allowed(self) -> dict[str, Collection[object] | None]:
        return {}

    def allowed(self, name: str) -> Collection[object] | None:
        """What the name of a condition may be compared with; nothing where the list is not closed."""
        if name not in self._allowed:
            self._allowed[name] = values_of_fact(name, self.rules) or self.vocabulary.values(name, self.rules)
        return self._allowed[name]


def values_of_fact(name: str, rules: Rules) -> tuple[object, ...]:
    """What the form lets this fact be: the options of a choice, or true and false."""
    giving = [one for one in _questions(rules) if one.fact == name]
    if name in rules.given and isinstance(rules.given[name], bool):
        return (True, False)
    if giving and all(one.type == "yes_no" for one in giving):
        return (True, False)
    if giving and all(one.type in ("choice", "category") for one in giving):
        return tuple(value for one in giving for value in (one.categories or [option.value for option in one.options]))
    return ()


def _questions(rules: Rules) -> list[Field]:
    return [*rules.fields.values(), *(one for act in rules.acts.values() for one in act.asks)]
