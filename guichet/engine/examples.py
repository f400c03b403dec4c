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
    laws: dict[Path, Law | Mistake] = {}
    for file in example_files(path):
        examples, wrong = read_examples(file)
        mistakes += wrong
        for example in examples:
            folder = example.folder or own
            law = laws.setdefault(folder, _law(folder)) if folder not in laws else laws[folder]
            if isinstance(law, Mistake):
                mistakes += [law] * (law not in mistakes)
            else:
                results.append(run_example(example, law))
    return results, mistakes


def _law(folder: Path) -> Law | Mistake:
    try:
        return read_law(folder)
    except BadLaw as error:
        first = error.mistakes[0]
        return Mistake(first.file, first.line, first.where, first.what, f'{first.write} "guichet law check" says all that is wrong.')


def run_example(example: Example, law: Law) -> Result:
    """Tells one example and compares; never raises for what the example says."""
    try:
        rules_of: Callable[[str, date], Rules] = partial(law.rules, example.procedure)
        found = tuple(differences(told_story(example, rules_of)))
    except (BadExample, BadLaw, NoLawInForce, OutsideCalendar) as error:
        found = (str(error),)
    return Result(example, found)
