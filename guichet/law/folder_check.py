"""Every mistake of one law folder: shapes first, then sources and doubts, then each procedure in each region on each day of change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from guichet.law import letters, region_tables
from guichet.law.citations import check_cited
from guichet.law.corrections import check_corrections
from guichet.law.course import check_course
from guichet.law.folder import FOR_THE_PUBLIC, SHARED, Folder, changes_of, in_force, is_examples
from guichet.law.joining import BASED_ON
from guichet.law.laying import name_of
from guichet.law.loader import Lines, read_tree
from guichet.law.mistakes import Mistake, NoLawInForce
from guichet.law.overlays import hidden_lines, tidy_changes, told_once
from guichet.law.parts import USES
from guichet.law.places import check_places, named_otherwise
from guichet.law.questions import check_questions
from guichet.law.reading import Reading
from guichet.law.references import check_references
from guichet.law.region_checks import check_region_tables
from guichet.law.rules import Rules
from guichet.law.scope import Scope
from guichet.law.shape import tidy_other, tidy_overlay, tidy_shared, tidy_trunk
from guichet.law.sourced import check_sourced, check_tree
from guichet.law.tables import UNNAMED, read_rules
from guichet.law.vocabulary import Vocabulary
from guichet.law.which_check import check_which
from guichet.law.worked import read_examples

ONE = timedelta(days=1)
Shown = Callable[[list[tuple[str, str]]], Iterable[tuple[str, str]]]  # goes through procedures and regions, and may tell somebody how far it is


def check_folder(
    folder: Folder, unread: list[Mistake], vocabulary: Vocabulary, only: str = ".", shown: Shown = iter
) -> tuple[list[Mistake], list[Mistake]]:
    """The mistakes of the procedures that `only` concerns and of what all share, `unread` among them; and the trunk lines that regions hide.

    `shown` goes through what takes long, and may tell somebody how far it is.
    """
    r, hidden, torn = Reading(words=vocabulary.words), [], _torn(folder, unread)
    for name, tree in folder.shared.items():
        tidy_shared(r, in_place(tree, f"{name}.yaml"), name)
    for procedure, trunk in folder.trunks.items():
        tidy_trunk(r, in_place(trunk, f"procedures/{procedure}/procedure.yaml"))
        for region, overlay in folder.overlays[procedure].items():
            tidy_overlay(r, in_place(overlay, f"procedures/{procedure}/{region}.yaml"))
            if procedure not in torn:
                tidy_changes(r, overlay, trunk)
                hidden += hidden_lines(trunk, overlay)
        if not folder.overlays[procedure]:
            r.wrong(trunk, "", "file", "no region has its part of this procedure.", f"Write procedures/{procedure}/<region>.yaml.")
    check_cited(r, (*folder.shared.values(), *folder.trunks.values(), *_overlays(folder)), folder.shared)
    check_sourced(r, folder)
    check_places(r, folder, vocabulary)
    check_region_tables(r, folder)
    check_which(r, folder, vocabulary)
    scope = partial(Scope, vocabulary=vocabulary, letters=_letters_of(folder), days=_days_of(folder))
    for procedure, region in shown([(one, region) for one in _concerned(folder, only) if one not in torn for region in folder.overlays[one]]):
        _procedure(r, folder, procedure, region, scope)
    return [*unread, *r.mistakes], told_once(hidden)


def _torn(folder: Folder, unread: list[Mistake]) -> set[str]:
    """Procedures that lack a part which they use, and those based on them: what is missing there is one mistake, not a hundred."""
    names = {one.file.split("/")[1] for one in unread if one.file.startswith("procedures/") and one.where.partition(".")[0] == USES}
    return {name for name, trunk in folder.trunks.items() if names & {name, trunk.get(BASED_ON)}}


def _concerned(folder: Folder, only: str) -> list[str]:
    """All procedures; if only the folder of one is asked about, or a file in it, that one and those based on it."""
    place, _, name = only.partition("/")
    name = name.partition("/")[0]
    return [one for one, trunk in folder.trunks.items() if place != "procedures" or not name or name in (one, trunk.get(BASED_ON))]


def check_files(root: Path, folder: Folder) -> list[Mistake]:
    """What is wrong in the names of the procedures, and in the files beside them: corrections, letters, worked examples, tables of a few."""
    return named_otherwise(folder) + check_corrections(folder) + _letters(root) + _examples(root) + _others(root, folder)


def in_place(tree: Lines, file: str) -> Lines:
    """A file that could not be read is an empty tree; it needs a place for what is told of it."""
    if not hasattr(tree, "file"):
        tree.line, tree.lines, tree.file = 0, {}, file
    return tree


def _procedure(r: Reading, folder: Folder, procedure: str, region: str, scope: Callable[[Rules], Scope]) -> None:
    trunk, overlay = folder.trunks[procedure], folder.overlays[procedure][region]
    if not trunk:
        return
    starts = trunk.get("in_force_from")
    if starts is None:
        r.wrong(trunk, "in_force_from", "file", "it does not say from which day it is in force.", 'Write "in_force_from: 2021-12-16".')
        return
    for day in _days(starts, changes_of(folder, procedure, region)):
        try:
            _on_a_day(r, in_force(folder, procedure, region, day), scope)
        except NoLawInForce as error:
            r.wrong(trunk, "", "file", str(error), "Begin the procedure on that day, or date the line later.")
        except (KeyError, StopIteration, TypeError, ValueError, AttributeError, IndexError) as error:  # nothing that is written may stop the check
            what = f"laid over the trunk it cannot be read on {day} ({type(error).__name__}: {error})."
            r.wrong(overlay, "", region, what, "Look for a line that is changed after it was removed, or that has the wrong shape.")


def _on_a_day(r: Reading, tree: dict[str, object], scope: Callable[[Rules], Scope]) -> None:
    """What is wrong in one law of one day; nothing is noted of a law that cannot be read to its end."""
    reading = Reading(words=r.words)
    told = scope(read_rules(tree, reading=reading, digest=UNNAMED)[0])
    check_references(reading, tree["procedure"], tree["shared"]["documents"], told)
    check_course(reading, tree["procedure"], told.rules)
    check_questions(reading, tree, told)
    r.mistakes += reading.mistakes


def _days(starts: date, changes: list[date]) -> list[date]:
    """Every day on which something begins to hold, or has just ceased to."""
    after = {d + ONE for d in changes if d < date.max}
    return sorted({starts, *(d for d in {*changes, *after} if d > starts)})


def _overlays(folder: Folder) -> Iterator[Lines]:
    for regions in folder.overlays.values():
        yield from regions.values()


def _letters_of(folder: Folder) -> dict[str, str]:
    """Each letter that has a text, and what it decides."""
    return {letter.name: letter.decides for letter in map(letters.read_letter, _readable(folder.path)[0])}


def _days_of(folder: Folder) -> set[str]:
    """What some procedure calls a day."""
    return {name_of(line) for trunk in folder.trunks.values() for table in ("days", "time_limits") for line in trunk.get(table, ())}


def _letters(root: Path) -> list[Mistake]:
    unreadable = _readable(root)[1]
    if unreadable:
        return [Mistake(p.relative_to(root).as_posix(), 0, "letter", "this is not text in UTF-8.", "Save the file as UTF-8.") for p in unreadable]
    found = letters.folder_mistakes(root)
    return [Mistake(file.relative_to(root).as_posix(), line, "letter", sentence, "") for file, line, sentence in found]


def _readable(root: Path) -> tuple[list[Path], list[Path]]:
    """The letters that are text, and the files that are not."""
    good, bad = [], []
    for path in letters.letter_paths(root):
        try:
            path.read_text(encoding="utf-8")
            good.append(path)
        except (UnicodeDecodeError, OSError):
            bad.append(path)
    return good, bad


def _examples(root: Path) -> list[Mistake]:
    files = sorted(p for p in root.rglob("*.yaml") if is_examples(p))
    return [m for file in files for m in read_examples(file, file.relative_to(root).as_posix())[1]]


def _others(root: Path, folder: Folder) -> list[Mistake]:
    """Tables that only some procedures use: their days, dated lines and numbers, and that every source is cited."""
    found: list[Mistake] = []
    for file in sorted(p for p in root.glob("*.yaml") if p.stem not in (*SHARED, *region_tables.FILES, *FOR_THE_PUBLIC)):
        tree, wrong = read_tree(file)
        r = Reading(file.name)
        tidy_other(r, tree)
        check_tree(r, tree, set())
        check_cited(r, (tree,), folder.shared)
        found += wrong + r.mistakes
    return found
