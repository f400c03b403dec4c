"""Every letter in every language, as a screen reader speaks it: a changed letter shows a readable difference.

Write them again with: GUICHET_SNAPSHOTS=write pytest tests/letters/test_snapshots.py
"""

import os
from pathlib import Path

import pytest

from guichet.law.letters import letter_paths
from guichet.letters.render import render
from tests.letters.examples import CHECK, FIELDS, LAW, ON
from tests.letters.reading import spoken

SNAPSHOTS = Path(__file__).parent / "snapshots"
LETTERS = [tuple(path.stem.rsplit(".", 1)) for path in letter_paths(LAW)]


@pytest.mark.parametrize(("letter", "language"), LETTERS, ids=[".".join(pair) for pair in LETTERS])
def test_a_letter_reads_as_agreed(letter: str, language: str) -> None:
    read = "\n".join(spoken(render(letter, language, FIELDS, ON, LAW, CHECK))) + "\n"
    kept = SNAPSHOTS / f"{letter}.{language}.txt"
    if os.environ.get("GUICHET_SNAPSHOTS") == "write":
        kept.write_text(read, encoding="utf-8")
    assert read == kept.read_text(encoding="utf-8")


def test_no_snapshot_is_left_of_a_letter_that_is_gone() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == {".".join(pair) for pair in LETTERS}
