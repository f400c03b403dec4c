"""Runs worked examples: what was told, under the law of its folder and day, must show what the example expects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from guichet.engine.expecting import differences
from guichet.engine.telling import BadExample, told_story
from guichet.law.bundles import Law, read_law
from guichet.law.calendar import OutsideCalendar
from guichet.law.mistakes import BadLaw, Mistake, NoLawInForce
from guichet.law.rules import Rules
from guichet.law.worked import Example, example_files, read_examples


@dataclass(frozen=True, slots=True)
class Result:
    """One example, and one line for each thing that is not as it expects."""

    example: Example
    differences: tuple[str, ...]


def run_file_or_folder(path: Path, own: Path) -> tuple[list[Result], list[Mistake]]:
    """The results of all worked examples there, and the mistakes of those that cannot be read. `own`: the law of this Guichet."""
    results: list[Result] = []
    mistakes: list[Mistake] = []
    if not path.exists():
        return [], [Mistake(str(path), 0, "file", "there is no such file or folder.", "Write the path of worked examples.")]
    for file in example_files(path):
        examples, wrong = read_examples(file)
        mistakes += wrong
        for example in examples:
            try:
                results.append(run_example(example, read_law(example.folder or own)))
            except BadLaw as error:  # told once, however many examples stand under it
                mistakes += [mistake for mistake in error.mistakes if mistake not in mistakes]
    return results, mistakes


def run_example(example: Example, law: Law) -> Result:
    """Tells one example and compares; never raises for what the example says, but BadLaw for what its law says."""
    try:
        rules_of: Callable[[str, date], Rules] = partial(law.rules, law.named(example.procedure, example.application))
        found = tuple(differences(told_story(example, rules_of)))
    except (BadExample, NoLawInForce, OutsideCalendar) as error:
        found = (str(error),)
    return Result(example, found)
