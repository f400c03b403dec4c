"""Every mistake of a law folder, or of any file or folder in or outside one, said in sentences."""

from __future__ import annotations

import sys
from pathlib import Path

from guichet.law import letters
from guichet.law.folder import SHARED, TABLES, Folder, folder_around, gather, is_examples
from guichet.law.folder_check import Shown, check_files, check_folder, in_place
from guichet.law.joining import BASED_ON, join, with_own_parts
from guichet.law.loader import Lines, Listed, read_tree
from guichet.law.mistakes import Mistake
from guichet.law.reading import Reading
from guichet.law.shape import tidy_overlay, tidy_shared
from guichet.law.vocabulary import Vocabulary
from guichet.law.worked import read_examples

NOBODY = Vocabulary()


def mistakes(path: Path, vocabulary: Vocabulary = NOBODY, beside: Path | None = None) -> list[Mistake]:
    """Every mistake of a law folder, or of a file or folder in one; never raises for what stands there.

    `vocabulary` is what the engine knows. A procedure that lies in no law folder is judged `beside` another one.
    """
    return judge(path, vocabulary, beside)[0]


def run(path: Path, vocabulary: Vocabulary = NOBODY, beside: Path | None = None, shown: Shown = iter) -> int:
    """Prints what is hidden by the part of a region, then one sentence for each mistake; 1 if there is a mistake."""
    wrong, hidden = judge(path, vocabulary, beside, shown)
    for line in hidden:
        sys.stdout.write(f"To know: {line}\n")
    for mistake in wrong:
        sys.stdout.write(f"{mistake}\n")
    sys.stdout.write(f"{len(wrong)} mistake{'s' * (len(wrong) != 1)} in {path}.\n" if wrong else f"No mistakes in {path}.\n")
    return 1 if wrong else 0


def judge(path: Path, vocabulary: Vocabulary = NOBODY, beside: Path | None = None, shown: Shown = iter) -> tuple[list[Mistake], list[Mistake]]:
    """The mistakes, and the trunk lines that regions hide; `shown` may tell how far it is."""
    path = Path(path)
    if not path.exists():
        return [Mistake(str(path), 0, "file", "there is no such file or folder.", "Write the path of a law folder or of a file in one.")], []
    root = folder_around(path)
    if root is None and path.is_dir() and any((path / f"{name}.yaml").exists() or (path / "procedures").is_dir() for name in SHARED):
        root = path.resolve()
    if root is not None:
        only = path.resolve().relative_to(root).as_posix()
        folder, unread = gather(root)
        wrong, hidden = check_folder(folder, unread, vocabulary, only, shown)
        wrong += check_files(root, folder)
        return _within(wrong, only), _within(hidden, only)
    return _judge_loose(path, vocabulary, beside)


def _within(found: list[Mistake], only: str) -> list[Mistake]:
    return sorted({m for m in found if only == "." or m.file == only or m.file.startswith(f"{only}/")})


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
    overlays = {name: in_place(Lines(region=name), trunk.name) for name in places} | overlays  # a region that is not there changes nothing
    name = trunk.stem
    base = str(with_own_parts(trees[trunk], trunk.parent, trunk.parent.name, TABLES, wrong).get(BASED_ON, ""))
    trunks = {n: t for n, t in shared.trunks.items() if n == base} | {name: trees[trunk]}
    parts = {base: shared.overlays.get(base, {}), name: overlays}
    wrong += join(trunks, parts, shared.parts, TABLES)
    folder = Folder(beside, shared.shared, {name: trunks[name]}, {name: parts[name]})
    found, hidden = check_folder(folder, wrong, vocabulary)
    ours = {p.name for p in trees} | {f"procedures/{trunk.stem}/{trunk.name}"}
    examples = [m for p in trunk.parent.glob("*.yaml") if is_examples(p) for m in read_examples(p)[1]]
    return sorted({m for m in found if m.file in ours} | set(examples)), hidden
