"""Who writes to whom in a letter, and in which language: names of bodies and people as the file knows them, each read once."""

from __future__ import annotations

from functools import cached_property

from guichet.engine.case import Case
from guichet.engine.words import Entry
from guichet.law.rules import LetterRule, Words
from guichet.people import store as people

LANGUAGES = ("fr", "nl", "de", "en")


class Parties:
    """The bodies and people of one file, as its letters name them."""

    def __init__(self, case: Case, first: Entry) -> None:
        self.case, self.rules, self.first = case, case.rules, first
        self._bodies: dict[str, Words] = {}
        self._cards: dict[str, people.PersonCard | None] = {}

    def language(self, entry: Entry, rule: LetterRule) -> str:
        """The language of a letter, as the law file says; the applicant's where the authority works in it."""
        wanted = self._person_language(self.rules.applicant)
        if rule.language_of == "abroad":
            return "en"
        if rule.language_of == "worker":
            return self._person_language("worker")
        signer = "municipality" if rule.language_of == "municipality" else rule.signed_by
        body = entry.by.body if entry.by.role == signer else self.case.bodies.get(signer, "")
        languages = people.body_languages(body)
        return wanted if not languages or wanted in languages else languages[0]

    def authority(self, role: str) -> Words:
        """The name of the body that holds a role in this file."""
        return self._body(self.case.bodies.get(role, ""), role)

    def named(self, body: str) -> Words:
        """The name of a body in the four languages; empty for a code that nobody has."""
        if body not in self._bodies:
            self._bodies[body] = people.body_words(body) if body else {}
        return self._bodies[body]

    def _card(self, person: str) -> people.PersonCard | None:
        if person not in self._cards:
            self._cards[person] = people.person_card(person)
        return self._cards[person]

    @cached_property
    def worker_name(self) -> str:
        """The name of the worker in Latin letters, as in the passport."""
        return self.person("worker")

    @cached_property
    def employer_name(self) -> str:
        """The name of the company that applies, the same in every language; "" where a person does, who employs nobody by that."""
        return self.named(self.case.bodies.get(self.rules.applicant, "")).get("fr", "")

    def person(self, role: str) -> str:
        """The name, in Latin letters, of the person who holds a role in this file; "" for nobody and for the erased."""
        card = self._card(self.case.persons.get(role, ""))
        return f"{card.latin_given} {card.latin_family}".strip() if card else ""

    def recipient(self, key: str) -> object:
        """The name of whoever a letter goes to: of a person as in the passport, of a body in each language."""
        role, body, _ = key.split("|")
        return self.person(role) if role in self.case.persons else dict(self._body(body, role))

    def signer(self, entry: Entry, rule: LetterRule) -> Words:
        """Whoever did the act signs, also when the file is another authority's from then on."""
        return self._body(entry.by.body, entry.by.role) if entry.by.role == rule.signed_by else self.authority(rule.signed_by)

    def _body(self, body: str, role: str) -> Words:
        return self.rules.authorities.get(body) or self.named(body) or self.rules.roles.get(role, {})

    def _person_language(self, role: str) -> str:
        ref = self.case.persons.get(role) or self.first.by.person
        card = self._card(ref)
        return card.language if card and card.language in LANGUAGES else "fr"

    def region(self, region: object) -> object:
        """The name of the authority of a region; None for none."""
        return dict(self.rules.authorities.get(f"authority:{region}", {})) or None
