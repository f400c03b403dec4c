"""Is this file what it says, and can it be opened? Checked before anything else happens to it, in a process with limits."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import filetype

ACCEPTED: Mapping[str, str] = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
UNSIGNED = "csv doc docm docx eml htm html mht odt ods odp ppt pptx rtf svg txt xls xlsx xml".split()  # known by their ending only
ENDINGS = frozenset(UNSIGNED) | {kind.extension for kind in filetype.TYPES}
LOOK_INSIDE = Path(__file__).with_name("look_inside.py")
PATIENCE = 30  # seconds for the whole look inside; the process itself is also held to seconds of computing and bytes of memory
LONGEST_NAME = 150
MEGABYTE = 1024 * 1024

REASONS: Mapping[str, tuple[str, ...]] = {
    "file_empty": (),
    "file_too_large": ("megabytes",),
    "file_wrong_type": ("is",),
    "file_unknown_type": (),
    "file_renamed": ("says", "is"),
    "file_not_what_it_says": ("says",),
    "file_with_password": (),
    "file_without_pages": (),
    "file_too_many_pixels": ("megapixels",),
    "file_damaged": (),
    "too_many_files": ("most",),
}


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was checked: its harmless name, its media type by content, its bytes."""

    name: str
    media_type: str
    content: bytes


class BadFile(ValueError):
    """The file cannot be kept; `reason` is a key of REASONS. Types are named by their usual ending."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values: Mapping[str, object] = values


def receive(name: str, content: bytes, limit: int) -> Received:
    """The file, checked as `check` does, under a name that can be shown."""
    return Received(shown_name(name), check(name, content, limit), content)


def check(name: str, content: bytes, limit: int) -> str:
    """The media type of a PDF, JPEG or PNG that opens; raises BadFile for any other. `limit` in bytes; exactly that many are accepted."""
    if not content:
        raise BadFile("file_empty")
    if len(content) > limit:
        raise BadFile("file_too_large", megabytes=limit // MEGABYTE)
    kind = _kind(content)
    says = _extension(name)
    if says != kind and says and (kind in ACCEPTED or says in ACCEPTED):
        raise BadFile("file_renamed", says=says, **{"is": kind}) if kind else BadFile("file_not_what_it_says", says=says)
    if kind not in ACCEPTED:
        raise BadFile("file_wrong_type", **{"is": kind or says}) if kind or says else BadFile("file_unknown_type")
    _look_inside(kind, content)
    return ACCEPTED[kind]


def shown_name(name: str) -> str:
    """The name as it may be shown and stored: no folders, no control or turning signs, not too long; "" if nothing is left."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in unicodedata.normalize("NFC", _whole(last)) if unicodedata.category(c)[0] != "C")
    tidy = " ".join(plain.split()).lstrip(".")
    if len(tidy) <= LONGEST_NAME:
        return tidy
    stem, dot, ending = tidy.rpartition(".")
    return f"{stem[: LONGEST_NAME - 10]}{dot}{ending[:8]}" if dot else tidy[:LONGEST_NAME]


def _whole(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")


def _kind(content: bytes) -> str:
    """By what the file begins with, never by its name."""
    found = filetype.guess(content[:8192])
    return SAME.get(found.extension, found.extension) if found else ""


def _extension(name: str) -> str:
    """The ending of the name where it is one that says a type; "contract.2026" says none."""
    ending = shown_name(name).rpartition(".")[2].lower() if "." in shown_name(name) else ""
    plain = SAME.get(ending, ending)
    return plain if plain in ENDINGS else ""


def _look_inside(kind: str, content: bytes) -> None:
    try:
        run = subprocess.run(  # noqa: S603  our own script, no shell; the file comes by the standard input
            [sys.executable, "-I", str(LOOK_INSIDE), kind], input=content, capture_output=True, timeout=PATIENCE, check=False
        )
        answer = json.loads(run.stdout or b"{}")
    except (subprocess.TimeoutExpired, ValueError):
        raise BadFile("file_damaged") from None
    if answer.get("good"):
        return
    reason = answer.get("reason", "file_damaged")
    raise BadFile(reason, **answer.get("values", {}))
