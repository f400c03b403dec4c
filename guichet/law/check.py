"""Every mistake of a law folder, or of any file or folder in or outside one, said in sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from guichet.law import letters, region_tables
from guichet.law.citations import check_cited
from guichet.law.corrections import check_corrections
from guichet.law.course import check_course
from guichet.law.dated import days_of_change
from guichet.law.folder import FOR_THE_PUBLIC, SHARED, TABLES, Folder, dated, folder_around, gather, in_force, is_examples
from guichet.law.joining import BASED_ON, join, with_own_parts
from guichet.law.laying import name_of
from guichet.law.loader import Lines, Listed, read_tree
from guichet.law.mistakes import Mistake, NoLawInForce
from guichet.law.overlays import hidden_lines, tidy_changes
from guichet.law.places import check_places, named_otherwise
from guichet.law.questions import check_questions
from guichet.law.reading import Reading
from guichet.law.references import check_references
from guichet.law.region_checks import check_region_tables
from guichet.law.shape import tidy_other, tidy_overlay, tidy_shared, tidy_trunk
from guichet.law.sourced import check_sourced, check_tree
from guichet.law.tables import read_rules
from guichet.law.vocabulary import Vocabulary
from guichet.law.which_check import check_which
from guichet.law.worked import read_examples

ONE = timedelta(days=1)
NOBODY = Vocabulary()
UNNAMED = "-"  # the digest of rules that are only looked at: making their text would take longer than reading them


def mistakes(path: Path, vocabulary: Vocabulary = NOBODY, beside: Path | None = None) -> list[Mistake]:
    """Every mistake of a law folder, or of a file or folder in one; never raises for what stands there.

    `vocabulary` is what the engine knows. A procedure that lies in no law folder is judged `beside` another one.
    """
    return judge(path, vocabulary, beside)[0]


def run(path: Path, vocabulary: Vocabulary = NOBODY, beside: Path | None = None) -> int:
    """Prints one sentence for each mistake, then what is hidden by the part of a region; 1 if there is a mistake."""
    wrong, hidden = judge(path, vocabulary, beside)
    for line in hidden:
        sys.stdout.write(f"To know: {line}\n")
    for mistake in wrong:
        sys.stdout.write(f"{mistake}\n")
    sys.stdout.write(f"{len(wrong)} mistake{'s' * (len(wrong) != 1)} in {path}.\n" if wrong else f"No mistakes in {path}.\n")
    return 1 if wrong else 0


def judge(path: Path, vocabulary: Vocabulary = NOBODY, beside: Path | None = None) -> tuple[list[Mistake], list[Mistake]]:
    """The mistakes, and the trunk lines that regions hide."""
    path = Path(path)
    if not path.exists():
        return [Mistake(str(path), 0, "file", "there is no such file or folder.", "Write the path of a law folder or of a file in one.")], []
    root = folder_around(path)
    if root is None and path.is_dir() and any((path / f"{name}.yaml").exists() or (path / "procedures").is_dir() for name in SHARED):
        root = path.resolve()
    if root is not None:
        only = path.resolve().relative_to(root).as_posix()
        folder, unread = gather(root)
        wrong, hidden = _judge_folder(folder, unread, vocabulary, only)
        wrong += named_otherwise(folder) + check_corrections(folder) + _letters(root) + _examples(root) + _others(root, folder)
        return _within(wrong, only), _within(hidden, only)
    return _judge_loose(path, vocabulary, beside)


def _within(found: list[Mistake], only: str) -> list[Mistake]:
    return sorted({m for m in found if only == "." or m.file == only or m.file.startswith(f"{only}/")})


def _judge_folder(folder: Folder, wrong: list[Mistake], vocabulary: Vocabulary, only: str = ".") -> tuple[list[Mistake], list[Mistake]]:
    """Shapes first, then every source and doubt, then each procedure that `only` concerns in each region on each day of change."""
    r, hidden = Reading(), []
    for name, tree in folder.shared.items():
        tidy_shared(r, _line(tree, f"{name}.yaml"), name)
    for procedure, trunk in folder.trunks.items():
        tidy_trunk(r, _line(trunk, f"procedures/{procedure}/procedure.yaml"))
        for region, overlay in folder.overlays[procedure].items():
            tidy_overlay(r, _line(overlay, f"procedures/{procedure}/{region}.yaml"))
            tidy_changes(r, overlay, trunk)
            hidden += hidden_lines(trunk, overlay)
        if not folder.overlays[procedure]:
            r.wrong(trunk, "", "file", "no region has its part of this procedure.", f"Write procedures/{procedure}/<region>.yaml.")
    check_cited(r, (*folder.shared.values(), *folder.trunks.values(), *_overlays(folder)), folder.shared)
    check_sourced(r, folder)
    check_places(r, folder, vocabulary)
    check_region_tables(r, folder)
    check_which(r, folder, vocabulary)
    for procedure in _concerned(folder, only):
        for region in folder.overlays[procedure]:
            _procedure(r, folder, procedure, region, vocabulary)
    return [*wrong, *r.mistakes], hidden


def _concerned(folder: Folder, only: str) -> list[str]:
    """All procedures; if only the folder of one is asked about, or a file in it, that one and those based on it."""
    place, _, name = only.partition("/")
    name = name.partition("/")[0]
    return [one for one, trunk in folder.trunks.items() if place != "procedures" or not name or name in (one, trunk.get(BASED_ON))]


def _line(tree: Lines, file: str) -> Lines:
    """A file that could not be read is an empty tree; it needs a place for what is told of it."""
    if not hasattr(tree, "file"):
        tree.line, tree.lines, tree.file = 0, {}, file
    return tree


def _procedure(r: Reading, folder: Folder, procedure: str, region: str, vocabulary: Vocabulary) -> None:
    trunk, overlay = folder.trunks[procedure], folder.overlays[procedure][region]
    if not trunk:
        return
    starts = trunk.get("in_force_from")
    if starts is None:
        r.wrong(trunk, "in_force_from", "file", "it does not say from which day it is in force.", 'Write "in_force_from: 2021-12-16".')
        return
    known = {letter.name: letter.decides for letter in map(letters.read_letter, _readable(folder.path)[0])}
    named = {name_of(line) for one in folder.trunks.values() for table in ("days", "time_limits") for line in one.get(table, ())}
    for day in _days(starts, *dated(folder, procedure, region)):
        try:
            tree = in_force(folder, procedure, region, day)
            rules, reading = read_rules(tree, vocabulary.words, digest=UNNAMED)
            check_references(reading, tree["procedure"], tree["shared"]["documents"], rules, vocabulary, known, named)
            check_course(reading, tree["procedure"], rules)
            check_questions(reading, tree, rules, vocabulary)
            r.mistakes += reading.mistakes
        except NoLawInForce as error:
            r.wrong(trunk, "", "file", str(error), "Begin the procedure on that day, or date the line later.")
        except (KeyError, StopIteration, TypeError, ValueError, AttributeError, IndexError) as error:  # nothing that is written may stop the check
            what = f"laid over the trunk it cannot be read on {day} ({type(error).__name__}: {error})."
            r.wrong(overlay, "", region, what, "Look for a line that is changed after it was removed, or that has the wrong shape.")


def _days(starts: date, *trees: object) -> list[date]:
    """Every day on which something begins to hold, or has just ceased to."""
    after = {d + ONE for d in days_of_change(*trees) if d < date.max}
    return sorted({starts, *(d for d in {*days_of_change(*trees), *after} if d > starts)})


def _overlays(folder: Folder) -> Iterator[Lines]:
    for regions in folder.overlays.values():
        yield from regions.values()


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


def _judge_loose(path: Path, vocabulary: Vocabulary, beside: Path | None) -> tuple[list[Mistake], list[Mistake]]:
    """A file or a procedure outside any law folder."""
    if path.suffix == ".typ":
        return [Mistake(path.name, line, "letter", sentence, "") for line, sentence in letters.mistakes(path)], []
    if path.is_dir():
        if (path / "procedure.yaml").exists() and beside:
            return _judge_procedure(path / "procedure.yaml", vocabulary, beside)
        files = sorted(p for p in path.iterdir() if p.suffix in (".yaml", ".typ"))
        if not files:
            return [Mistake(str(path), 0, "file", "this folder holds no law.", "Give a folder with acts.yaml and procedures/.")], []
        judged = [_judge_loose(file, vocabulary, beside) for file in files]
        return [m for wrong, _ in judged for m in wrong], [m for _, hidden in judged for m in hidden]
    tree, wrong = read_tree(path)
    if isinstance(tree, Listed):
        return read_examples(path)[1], []
    if "procedure" in tree and beside:
        return _judge_procedure(path, vocabulary, beside)
    return wrong + _shape_alone(tree, path), []


def _shape_alone(tree: Lines, path: Path) -> list[Mistake]:
    r = Reading(path.name)
    if "region" in tree:
        tidy_overlay(r, tree)
    elif path.stem in SHARED:
        tidy_shared(r, tree, path.stem)
    elif tree:
        r.wrong(tree, "", "file", "this is no file of the law.", 'A procedure begins with "procedure: ...", the part of a region with "region: ...".')
    return r.mistakes


def _judge_procedure(trunk: Path, vocabulary: Vocabulary, beside: Path) -> tuple[list[Mistake], list[Mistake]]:
    """A procedure alone: with the regions that lie beside it, else with an empty part of one, under the shared files of another folder."""
    shared, _ = gather(beside)
    wrong: list[Mistake] = []
    trees = {}
    for file in [trunk, *(p for p in trunk.parent.glob("*.yaml") if p != trunk and not is_examples(p))]:
        trees[file], mistakes_ = read_tree(file)
        wrong += mistakes_
    overlays = {p.stem: t for p, t in trees.items() if isinstance(t, Lines) and "region" in t}
    places = [str(e.get("authority")) for e in shared.shared["competence"].get("places", ())]
    overlays = {name: _line(Lines(region=name), trunk.name) for name in places} | overlays  # a region that is not there changes nothing
    name = trunk.stem
    base = str(with_own_parts(trees[trunk], trunk.parent, trunk.parent.name, TABLES, wrong).get(BASED_ON, ""))
    trunks = {n: t for n, t in shared.trunks.items() if n == base} | {name: trees[trunk]}
    parts = {base: shared.overlays.get(base, {}), name: overlays}
    wrong += join(trunks, parts, shared.parts, TABLES)
    folder = Folder(beside, shared.shared, {name: trunks[name]}, {name: parts[name]})
    found, hidden = _judge_folder(folder, wrong, vocabulary)
    ours = {p.name for p in trees} | {f"procedures/{trunk.stem}/{trunk.name}"}
    examples = [m for p in trunk.parent.glob("*.yaml") if is_examples(p) for m in read_examples(p)[1]]
    return sorted({m for m in found if m.file in ours} | set(examples)), hidden
