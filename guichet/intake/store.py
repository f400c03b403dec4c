"""The doors of the room: drafts, what was answered and given to them, and everything in one for its submission."""

from collections.abc import Mapping
from dataclasses import dataclass

from guichet.engine.answers import Plain
from guichet.intake.drafts import (
    Draft,
    answers_of,
    drafts,
    find,
    forget,
    mark_submitted,
    open_draft,
    save_answers,
    set_worker,
    start,
)
from guichet.intake.files import GivenFile, add_file, files, open_file, remove_file, say_issued
from guichet.intake.origins import Origin, note_origins

__all__ = [
    "Contents", "Draft", "GivenFile", "Origin", "add_file", "contents", "drafts", "files", "find", "forget", "mark_submitted", "note_origins",
    "open_draft", "open_file", "remove_file", "save_answers", "say_issued", "set_worker", "start",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contents:
    """Answers by field and files by piece of evidence; a file that another role gave has no name here."""

    answers: Mapping[str, Plain]
    evidence: Mapping[str, list[GivenFile]]

    @property
    def refs(self) -> dict[str, list[str]]:
        """The references of the files alone, by piece of evidence."""
        return {name: [file.ref for file in given] for name, given in self.evidence.items()}


def contents(draft: Draft) -> Contents:
    """Everything in the draft, as whoever opened it may see it; the desk sees all."""
    return Contents(answers_of(draft), files(draft))
