"""The answers of a draft beside the questions that its law asks: which are called for, page by page, which are open, what each says in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from guichet.desk.submission import asked_fields
from guichet.engine.checks import Verdict
from guichet.intake.store import Origin
from guichet.law.rules import Field, Rules
from guichet.portals.because import origin_text
from guichet.portals.choices import text_of
from guichet.portals.speech import Speech


@dataclass(frozen=True, kw_only=True)
class DraftQuestions:
    """What was asked and answered so far."""

    rules: Rules
    answers: Mapping[str, object]
    on: date
    known: frozenset[str] = frozenset()  # questions that the file of the running permit answers: shown, not asked
    origins: Mapping[str, Origin] = field(default_factory=dict)  # by question, where an answer was taken over from

    def every_field(self, section: str) -> list[Field]:
        """All fields of a section, whatever was answered."""
        return [one for one in self.rules.fields.values() if one.section == section]

    @property
    def open_questions(self) -> list[Field]:
        """All questions that the answers so far call for."""
        return asked_fields(self.rules, self.answers, self.on)

    def open_fields(self, section: str) -> list[Field]:
        """The fields of a section that the answers so far call for."""
        return [one for one in self.open_questions if one.section == section]

    def pages(self, section: str) -> list[list[Field]]:
        """The fields that are called for, page by page: what the law file asks together stands together."""
        pages: list[list[Field]] = []
        for one in (one for one in self.open_fields(section) if one.name not in self.known):
            if pages and one.same_page:
                pages[-1].append(one)
            else:
                pages.append([one])
        return pages

    def page_of(self, section: str, question: str = "") -> list[Field]:
        """The page with this question; without one the first page that still lacks an answer, else the first of all."""
        pages = self.pages(section)
        wanted = {question} if question else {one.name for one in self.unanswered(section)}
        return next((page for page in pages if any(one.name in wanted for one in page)), pages[0] if pages else [])

    def unanswered(self, section: str) -> list[Field]:
        """Fields that are called for, needed and not answered."""
        return [one for one in self.open_fields(section) if one.required and self.answers.get(one.name) is None]

    def missing_answers(self) -> list[Field]:
        """Questions without an answer, in all parts."""
        return [one for section in self.rules.sections for one in self.unanswered(section)]

    def with_answers(self, more: Mapping[str, object]) -> Self:
        """The same draft with these answers; one that is no longer called for is dropped."""
        answers = {**self.answers, **more}
        called = {one.name for one in asked_fields(self.rules, answers, self.on)}
        return replace(self, answers={name: value for name, value in answers.items() if name in called and value is not None})

    @property
    def worker(self) -> str:
        """The name in Latin letters as far as it was given: what the fields of that type hold, in the order of the form."""
        return ", ".join(str(self.answers[one.name]) for one in self.rules.fields.values() if one.type == "latin_name" and self.answers.get(one.name))

    def said_of(self, verdict: Verdict, spoken: Speech) -> list[tuple[str, str]]:
        """The answers that a check looked at: question and answer in words."""
        asked = [one for one in self.rules.fields.values() if one.fact in verdict.values and one.name in self.answers]
        return [(spoken.law(one.title), text_of(one, self.answers[one.name], self.rules, self.on, spoken)) for one in asked]

    def answers_by_section(self, spoken: Speech, on: date) -> list[dict[str, object]]:
        """Every question that is called for with its answer in words, part by part."""
        return [
            {
                "name": name,
                "title": section.title,
                "filled_by": section.filled_by,
                "lines": [self._line(one, spoken, on) for one in self.open_fields(name)],
            }
            for name, section in self.rules.sections.items()
        ]

    def _line(self, one: Field, spoken: Speech, on: date) -> dict[str, object]:
        text = text_of(one, self.answers.get(one.name), self.rules, on, spoken)
        return {"field": one, "text": text, "origin": origin_text(self.origins.get(one.name), spoken)}
