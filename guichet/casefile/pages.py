"""The pages of a document as pictures, so that a desk reads them in the page and no browser opens the file itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from guichet.casefile.rows import folded
from guichet.casefile.views import DocumentFile

SCRIPT = Path(__file__).with_name("page_picture.py")
SECONDS = 25
TURNS = (0, 90, 180, 270)


class CannotBeShown(ValueError):
    """The file cannot be turned into pictures; it can still be kept and opened elsewhere."""


def number_of_pages(document: DocumentFile) -> int:
    """How many pages a document has. Raises CannotBeShown."""
    return _asked(document, 0, 0)[0]


def picture_of(document: DocumentFile, page: int, turn: int = 0) -> bytes:
    """One page (from 1) as PNG, turned clockwise; b"" when there is no such page. Raises CannotBeShown."""
    return _asked(document, page, turn)[1]


def first_pages(document: DocumentFile, most: int) -> list[str]:
    """So many pages of a PDF of our own as PNG in base 64, all by one process. Raises CannotBeShown."""
    try:
        return json.loads(_ran(document, "first", str(most)))
    except ValueError as error:
        raise CannotBeShown(document.media_type) from error


def pages_with(document: DocumentFile, text: str) -> list[int] | None:
    """On which pages all words of a text stand, accents and capitals apart; None when the document holds no text at all. Raises CannotBeShown."""
    try:
        texts = [folded(one) for one in json.loads(_ran(document, "text"))]
    except ValueError as error:
        raise CannotBeShown(document.media_type) from error
    words = folded(text).split()
    return [place for place, one in enumerate(texts, 1) if words and all(word in one for word in words)] if any(texts) else None


def _asked(document: DocumentFile, page: int, turn: int) -> tuple[int, bytes]:
    head, _, picture = _ran(document, str(page), str(turn)).partition(b"\n")
    try:
        return int(json.loads(head)["pages"]), picture
    except (ValueError, KeyError) as error:
        raise CannotBeShown(document.media_type) from error


def _ran(document: DocumentFile, *words: str) -> bytes:
    """What the script answers about a document."""
    command = [sys.executable, "-I", str(SCRIPT), document.media_type, *words]
    try:
        return subprocess.run(command, input=document.content, capture_output=True, timeout=SECONDS, check=True).stdout  # noqa: S603  our own script
    except subprocess.SubprocessError as error:
        raise CannotBeShown(document.media_type) from error
