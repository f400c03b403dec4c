"""A letter rendered to be looked at before it leaves, in a process of its own: typst stays out of the process that answers pages.

Run as `python -m guichet.letters.draft`; the standard input says as JSON what to render, the answer is a PDF that calls itself a draft.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

SECONDS = 30


class NotRendered(ValueError):
    """The letter could not be rendered; what it says is kept, and nothing was written."""


def drafted(letter: str, language: str, fields: Mapping[str, object], on: date, folder: Path) -> bytes:
    """The letter as a PDF without a seal, by another process. Raises NotRendered."""
    asked = json.dumps({"letter": letter, "language": language, "fields": dict(fields), "on": on.isoformat(), "folder": str(folder)})
    try:
        words = [sys.executable, "-m", "guichet.letters.draft"]
        return subprocess.run(words, input=asked.encode(), capture_output=True, timeout=SECONDS, check=True).stdout  # noqa: S603  our own module
    except subprocess.SubprocessError as error:
        raise NotRendered(letter) from error


def main() -> None:
    """Render what the standard input asks."""
    from guichet.letters.render import render

    asked = json.load(sys.stdin)
    made = render(asked["letter"], asked["language"], asked["fields"], date.fromisoformat(asked["on"]), Path(asked["folder"]))
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
