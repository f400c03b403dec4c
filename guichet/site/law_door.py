"""What `guichet law` answers, without Django: the mistakes of a law folder, its worked examples, and the words it may use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LAW = Path(__file__).resolve().parents[2] / "law"


def answer(what: str, path: str) -> int:
    """0 if all is well; 1 on a mistake or a failing example. An empty path means the law of this Guichet."""
    own = Path(os.environ.get("GUICHET_LAW", LAW))
    return {"check": _check, "examples": _examples, "words": _words}[what](Path(path) if path else own, own)


def _check(path: Path, own: Path) -> int:
    from guichet.engine.vocabulary import VOCABULARY
    from guichet.law.check import run

    return run(path, VOCABULARY, own)


def _examples(path: Path, own: Path) -> int:
    from guichet.engine.examples import run_file_or_folder

    results, mistakes = run_file_or_folder(path, own)
    for mistake in mistakes:
        sys.stdout.write(f"{mistake}\n")
    for result in results:
        sys.stdout.write(f"{'ok  ' if not result.differences else 'FAIL'}  {result.example.title}\n")
        for line in result.differences:
            sys.stdout.write(f"        {line}\n")
        if result.differences:
            sys.stdout.write(f"        counted by hand: {result.example.counted}\n        {result.example.file}, line {result.example.line}\n")
    failed = sum(bool(result.differences) for result in results)
    sys.stdout.write(f"{len(results)} worked examples, {failed} failed, {len(mistakes)} mistake{'s' * (len(mistakes) != 1)}.\n")
    return 1 if failed or mistakes or not results else 0


def _words(path: Path, own: Path) -> int:
    from guichet.engine.meanings import listed

    for title, lines in listed().items():
        sys.stdout.write(f"\n{title}\n")
        for name, meaning in lines.items():
            sys.stdout.write(f"  {name:<36} {meaning}\n" if meaning else f"  {name}\n")
    return 0
