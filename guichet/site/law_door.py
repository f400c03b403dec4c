"""What `guichet law` answers, without Django: the mistakes of a law folder, its worked examples, and the words it may use."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

if TYPE_CHECKING:
    from guichet.engine.examples import Result
    from guichet.law.mistakes import Mistake

LAW = Path(__file__).resolve().parents[2] / "law"


def answer(what: str, path: str) -> int:
    """0 if all is well; 1 on a mistake or a failing example. An empty path means the law of this Guichet; the name of a procedure, its folder."""
    own = own_law()
    if what == "words":
        return _words(_meant(path, own) if path else None)
    return {"check": _check, "examples": _examples}[what](_meant(path, own), own)


def _meant(path: str, own: Path) -> Path:
    named = own / "procedures" / path
    return named if not Path(path).exists() and named.is_dir() else Path(path) if path else own


def make(options: argparse.Namespace) -> int:
    """Begins a procedure, compares two folders or writes the schemas; 1 with a sentence when it cannot."""
    return {"new": _new, "diff": _diff, "schema": _schema}[options.what](options, own_law())


def own_law() -> Path:
    """The law folder of this Guichet."""
    return Path(os.environ.get("GUICHET_LAW", LAW))


def _check(path: Path, own: Path) -> int:
    from guichet.engine.vocabulary import VOCABULARY
    from guichet.law.check import run

    return run(path, VOCABULARY, own, partial(tqdm, unit=" parts", leave=False, disable=not sys.stderr.isatty()))


def _examples(path: Path, own: Path) -> int:
    """File by file, each told as soon as it was run: the whole law takes some seconds."""
    from guichet.engine.examples import run_file_or_folder
    from guichet.law.worked import example_files

    results: list[Result] = []
    mistakes: list[Mistake] = []
    for file in (list(example_files(path)) if path.exists() else ()) or (path,):
        found, wrong = run_file_or_folder(file, own)
        _tell_examples(found, [one for one in wrong if one not in mistakes])  # what is wrong in a law is told once
        results, mistakes = [*results, *found], [*mistakes, *(one for one in wrong if one not in mistakes)]
    failed = sum(bool(result.differences) for result in results)
    sys.stdout.write(f"{len(results)} worked examples, {failed} failed, {len(mistakes)} mistake{'s' * (len(mistakes) != 1)}.\n")
    return 1 if failed or mistakes or not results else 0


def _tell_examples(results: list[Result], mistakes: list[Mistake]) -> None:
    for mistake in mistakes:
        sys.stdout.write(f"{mistake}\n")
    for result in results:
        sys.stdout.write(f"{'ok  ' if not result.differences else 'FAIL'}  {result.example.title}\n")
        for line in result.differences:
            sys.stdout.write(f"        {line}\n")
        if result.differences:
            sys.stdout.write(f"        counted by hand: {result.example.counted}\n        {result.example.file}, line {result.example.line}\n")
    sys.stdout.flush()


def _words(path: Path | None) -> int:
    """The words that Guichet knows; of a file or folder of the law also the names that it gives. 1 where there is none."""
    from guichet.engine.meanings import listed
    from guichet.law.names import names_given

    given, mistakes = names_given(path) if path else ({}, [])
    nothing = bool(mistakes) and not given
    told = {**({} if nothing else listed()), **{f"{table}: names given in {path}": names for table, names in given.items()}}
    for title, lines in told.items():
        sys.stdout.write(f"\n{title}\n")
        for name, meaning in lines.items():
            sys.stdout.write(f"  {name:<36} {meaning}\n" if meaning else f"  {name}\n")
    for mistake in mistakes:
        sys.stdout.write(f"{mistake}\n")
    return 1 if nothing else 0


def _new(options: argparse.Namespace, own: Path) -> int:
    from guichet.law.skeleton import CannotBegin, begin
    from guichet.site import clock

    try:
        written = begin(own, options.path, clock.today().replace(month=1, day=1))  # a proposal
    except CannotBegin as why:
        sys.stderr.write(f"{why}\n")
        return 1
    for file in written:
        sys.stdout.write(f"{file}\n")
    sys.stdout.write("Write the real thing over each line, then: guichet law check, guichet law examples.\n")
    return 0


def _diff(options: argparse.Namespace, own: Path) -> int:
    from guichet.law.differences import differences
    from guichet.law.folder import gather

    old, new = Path(options.path), Path(options.second) if options.second else own
    missing = [str(path) for path in (old, new) if not (path / "procedures").is_dir()]
    if missing or not options.path:
        sys.stderr.write(f"{missing[0] if missing else '.'} is no law folder. Write the older folder, then the newer one.\n")
        return 1
    found = list(differences(gather(old)[0], gather(new)[0]))
    for one in found:
        sys.stdout.write(f"{one}\n")
    sys.stdout.write(f"{len(found)} difference{'s' * (len(found) != 1)}.\n")
    if options.files:
        from guichet.site.law_files import told

        sys.stdout.writelines(f"{line}\n" for line in told(found))
    return 0


def _schema(options: argparse.Namespace, own: Path) -> int:
    import json

    from guichet.engine.words import EVENT_WORDS
    from guichet.law.bundles import read_law
    from guichet.law.schema import schemas

    folder = Path(options.path) if options.path else own / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas(read_law(own), EVENT_WORDS).items():
        (folder / f"{name}.json").write_text(json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"The schemas are in {folder}.\n")
    return 0
