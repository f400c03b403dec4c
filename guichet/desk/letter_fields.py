"""What a letter may say: everything the desk knows of a case at one entry, as plain values under the names that letters use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from uuid import UUID

from guichet.desk import decision_fields, end_fields
from guichet.desk.addressees import addressee
from guichet.desk.letter_names import named_by
from guichet.desk.parties import LANGUAGES, Parties
from guichet.engine.case import Case
from guichet.engine.case_number import number_of, spaced
from guichet.engine.counting import count
from guichet.engine.words import Entry
from guichet.law.rules import Evidence, Field, LetterRule, Recipient
from guichet.people import places
from guichet.people.terms import KINDS
from guichet.vault import store as vault


class LetterMaker:
    """The field values of the letters of one act; what several letters need is read once."""

    def __init__(self, case_id: UUID, case: Case, entries: Sequence[Entry]) -> None:
        self.id, self.case, self.entries = case_id, case, entries
        self.rules = case.rules
        self.first = entries[0]
        self.parties = Parties(case, self.first)

    def fields(self, entry: Entry, rule: LetterRule, language: str) -> dict[str, object]:
        """What the desk knows of the fields that this letter names."""
        named = named_by(rule.letter, language)
        known = self._frame(entry, rule) | self._common(entry, rule, named)
        known |= decision_fields.of(self, entry, rule.letter) | end_fields.of(self, entry, rule.letter)
        return {name: known[name] for name in sorted(named & known.keys()) if known[name] not in (None, "", [])}

    def texts(self, entry: Entry) -> dict[str, str]:
        """The free texts of an entry, from the vault."""
        return {name: str(vault.read(self.id, kept["ref"])) for name, kept in dict(entry.data.get("texts") or {}).items()}

    def _frame(self, entry: Entry, rule: LetterRule) -> dict[str, object]:
        return {
            "case_number": spaced(number_of(self.id)), "procedure": dict(self.rules.title), "law": self.rules.digest, "entry": entry.number,
            "sender": {"name": dict(self.parties.signer(entry, rule)), "lines": []},
            "recipients": [{"name": self.parties.recipient(key), "lines": self._lines(r, rule)} for r in rule.to if (key := addressee(self.case, r))],
            "worker_name": self.parties.worker_name, "employer_name": self.parties.employer_name,
        }  # fmt: skip

    def _lines(self, recipient: Recipient, rule: LetterRule) -> list[str]:
        """The address of a letter on paper, where every reader may see the answer that holds it; else it stands on the envelope only."""
        field = self.rules.fields.get(recipient.address)
        return self.address(recipient.address) if field and field.section in self._seen_by_all(rule, "sections") else []

    def address(self, field: str) -> list[str]:
        """The lines of an address that was answered; none without an answer."""
        return [line.strip() for line in str(self.answers.get(field) or "").splitlines() if line.strip()]

    def _common(self, entry: Entry, rule: LetterRule, named: frozenset[str]) -> dict[str, object]:
        on = entry.on.isoformat()
        texts = self.texts(entry)
        evidence = [self.rules.evidence[name] for name in entry.data.get("asked") or ()]
        shown = [{"title": dict(e.title)} for e in evidence] or self._evidence(rule)
        return {
            "submitted_on": self.first.on.isoformat(), "authority": dict(self.parties.authority(rule.signed_by)),
            "answers": self._answers(rule) if "answers" in named else None, "evidence": shown,
            "note": _note(evidence, texts), "admissible_on": on, "declared_on": on, "sent_on": on, "withdrawn_on": on,
            "withdrawn_by": dict(self.rules.roles.get(entry.by.role, {})), "issued_on": on, "article": self.article(rule.source),
            "from_authority": self.parties.region(entry.data.get("from_region")), "to_authority": dict(self.parties.authority("work_authority")),
            "deciders": [{"authority": dict(self.parties.authority(t.decided_by)), "title": dict(t.title)} for t in self.rules.tracks.values()],
            **self._dates(entry), **self._places(),
        }  # fmt: skip

    def _dates(self, entry: Entry) -> dict[str, object]:
        """The last days of the limits that this entry started, in the names that letters use."""
        found: dict[str, object] = {}
        for instance in self.case.instances:
            limit = self.rules.time_limits[instance.limit]
            if instance.event_on != entry.on or limit.starts.word != entry.kind:
                continue
            due_on = count(limit, instance.start, self.rules.calendar).due_on.isoformat()
            if limit.addressee == "authority" and limit.passing:
                found |= {"decision_due_on": due_on, "decision_length": str(limit.length)}
            elif limit.addressee == "party":
                pauses = any(limit.name in other.pause_limit for other in self.rules.time_limits.values())
                found |= {"due_on": due_on, "due_length": str(limit.length), "pauses_decision": pauses}
        return found

    def _places(self) -> dict[str, object]:
        facts = self.case.facts
        post = places.post(str(facts.get("post") or ""))
        commune = self.case.bodies.get("municipality", "").partition(":")[2] or str(facts.get("residence_municipality") or "")
        municipality = places.municipality(commune, self.first.on) if commune else None
        return {"post_name": dict(post.names) if post else None, "municipality_name": dict(municipality.names) if municipality else None,
                "nationality": _country(facts.get("worker_nationality"))}  # fmt: skip

    def _evidence(self, rule: LetterRule) -> list[dict[str, object]]:
        """The documents of the parts that every recipient of the letter may see, and whether they came."""
        allowed = self._seen_by_all(rule, "parts")
        needed = (piece for piece in self.case.needed_evidence() if piece.part in allowed)
        return [{"title": dict(e.title), "state": "received" if e.name in self.case.evidence else "missing"} for e in needed]

    def _seen_by_all(self, rule: LetterRule, what: str) -> set[str]:
        """The sections of the form or the parts of the evidence that no recipient of the letter is kept from, nor who hands it over at a counter."""
        readers = {one.role for one in rule.to} | {rule.signed_by for one in rule.to if one.channel == "counter"}
        seen = [set(getattr(sight, what)) for sight in self.rules.sees if sight.role in readers]
        return set.intersection(*seen) if seen else set()

    def _answers(self, rule: LetterRule) -> list[dict[str, object]]:
        """The answers that every recipient of the letter may see."""
        allowed = self._seen_by_all(rule, "sections")
        fields = [f for f in self.rules.fields.values() if f.section in allowed]
        return [
            {"title": dict(f.title), "value": self._shown(f, self.answers[f.name]), "type": f.type}
            for f in fields
            if self.answers.get(f.name) not in (None, "", [])
        ]

    @cached_property
    def answers(self) -> Mapping[str, object]:
        """All that was typed, from the vault, and what was announced to change since."""
        changed = dict(pair for one in self.entries if one.kind == "facts_changed" for pair in dict(one.data.get("facts") or {}).items())
        now = {field.name: self.case.facts[field.fact] for field in self.rules.fields.values() if field.fact in changed and not field.derive}
        last = next(one.data["answers"]["ref"] for one in reversed(self.entries) if one.data.get("answers"))
        return dict(vault.read(self.id, last)) | now

    def _shown(self, field: Field, value: object) -> object:
        """An answer as it shall be read: the words of an option, the name of a country, a commune or a post."""
        if field.type in ("choice", "category"):
            return next((dict(o.title) for o in field.options if o.value == value), value)
        if field.type == "country":
            return _country(value)
        if field.type in ("municipality", "post"):
            return self.parties.named(f"{field.type}:{value}") or value
        if field.type in KINDS:
            return dict(places.names_of_places(field.type, [str(value)]).get(str(value), {})) or value
        if field.type == "workplaces":
            return [{"place": self.parties.named(f"municipality:{code}") or code, "share": f"{share} %"} for code, share in value]
        return value

    def article(self, source: Sequence[str]) -> list[object]:
        """The sources as a letter names them."""
        return [cited(self.rules.cited, name) for name in source]


def _note(asked: Sequence[Evidence], texts: Mapping[str, str]) -> str | None:
    """What the authority writes; about a document that is secret from some, only on the page of the file: a letter has several readers."""
    return None if any(piece.secret_from for piece in asked) else texts.get("reason")


def cited(acts: Mapping[str, object], source: str) -> dict[str, str]:
    """A source as a letter names it: the title of the act and the place in it."""
    name, _, place = source.partition(" ")
    title = acts[name].title if name in acts else dict.fromkeys(LANGUAGES, name)
    return {lang: f"{title[lang]}, {place}" if place else title[lang] for lang in LANGUAGES}


def _country(code: object) -> object:
    found = places.country(str(code or ""))
    return dict(found.names) if found else code
