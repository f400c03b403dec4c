"""How the bodies and roles of one case are called on its page, looked up in one question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guichet.casefile.views import Words
from guichet.engine.words import Actor
from guichet.law.rules import Rules
from guichet.people import store as people


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of bodies by code; a person is called by the name of the case, or by their role once it was erased."""

    rules: Rules
    bodies: Mapping[str, str]  # role -> code, as of now
    words: Mapping[str, Words]  # code -> its name in each language
    worker_name: str

    def role(self, role: str) -> Words | str:
        """Who holds a role in this case: the body, the worker, or the role itself as the law calls it."""
        return self.holder(role, self.bodies.get(role, ""))

    def actor(self, by: Actor) -> Words | str:
        """Who said an entry."""
        return self.holder(by.role, by.body)

    def holder(self, role: str, body: str) -> Words | str:
        """Who holds a role for a body."""
        if body:
            return self.words.get(body) or self.rules.authorities.get(body) or self.role_title(role)
        return (self.worker_name if role == "worker" else "") or self.role_title(role)

    def role_title(self, role: str) -> Words | str:
        """A role as the law calls it."""
        return self.rules.roles.get(role) or role


def naming(rules: Rules, bodies: Mapping[str, str], codes: Iterable[str], worker_name: str) -> Naming:
    """The names of the bodies of a case and of others that its history names."""
    asked = {code for code in (*bodies.values(), *codes) if code and code not in rules.authorities}
    return Naming(rules, bodies, people.words_of_bodies(asked) if asked else {}, worker_name)
