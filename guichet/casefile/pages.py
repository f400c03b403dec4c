"""The pages of a document as pictures, so that a desk reads them in the page and no browser opens the file itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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


def _asked(document: DocumentFile, page: int, turn: int) -> tuple[int, bytes]:
    words = [sys.executable, "-I", str(SCRIPT), document.media_type, str(page), str(turn)]
    try:
        done = subprocess.run(words, input=document.content, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  our own script
        head, _, picture = done.stdout.partition(b"\n")
        return int(json.loads(head)["pages"]), picture
    except (subprocess.SubprocessError, ValueError, KeyError) as error:
        raise CannotBeShown(document.media_type) from error
