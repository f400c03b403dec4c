"""The law kept ready: a compiled copy of each folder by the digest of its files, and the rules that were used last."""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock

from guichet.law.folder import Folder, changes_of, read_folder
from guichet.law.rules import Rules

MOST_RULES = 512  # of procedures, regions and days, in one process; some ten kilobytes each, because they share their lines
MOST_COPIES = 4  # of law folders, on disk
OTHERS_MAY_WRITE = 0o022


class Kept:
    """The rules used last, by digest, at most MOST_RULES of them; others are made again from their text when they are asked for."""

    def __init__(self) -> None:
        self._rules: dict[str, Rules] = {}
        self._lock = Lock()

    def rules(self, digest: str, made: Callable[[], Rules]) -> Rules:
        """Those of this digest, `made` when they are not here."""
        with self._lock:
            found = self._rules.pop(digest, None)
            if found is not None:
                self._rules[digest] = found  # now the last one used
                return found
        fresh = made()
        with self._lock:
            self._rules[digest] = fresh
            while len(self._rules) > MOST_RULES:
                del self._rules[next(iter(self._rules))]
        return fresh


def read_kept(path: Path, place: Path | None) -> Folder:
    """The folder from its compiled copy in `place` if these very files were read before, else from the files; raises BadLaw.

    The copy is one that this machine wrote for itself: a file that others may write is not looked at.
    """
    if place is None:
        return read_folder(path)
    file = place / f"{_digest(path)}.law"
    told = {"path": path, "bundles": file.with_suffix("")}
    with suppress(OSError, EOFError, ValueError, AttributeError, ImportError, IndexError, TypeError, pickle.UnpicklingError):
        if is_ours(file):
            return replace(_loaded(file), **told)
    folder = read_folder(path)
    with suppress(OSError):  # a full or closed disk costs time, nothing else
        _keep(folder, file)
    return replace(folder, **told)


def is_ours(file: Path) -> bool:
    """Does it belong to this user, and may nobody else write it? Raises OSError where there is no such file."""
    told = file.stat()
    return told.st_uid == os.getuid() and not told.st_mode & OTHERS_MAY_WRITE


def write_ours(file: Path, content: bytes) -> None:
    """The whole file or none of it, for this user alone."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    draft.replace(file)


@contextmanager
def collector_waiting() -> Iterator[None]:
    """A hundred thousand new objects, none of them garbage: looking for garbage among them would take most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _digest(path: Path) -> str:
    """Of every file that is read, of the Python that reads it, and of this room: another reader makes another copy."""
    told = hashlib.sha256(sys.version.encode())
    for root, pattern in ((Path(__file__).parent, "*.py"), (path, "*.yaml")):
        for file in sorted(root.rglob(pattern)):
            told.update(f"\0{file.relative_to(root)}\0".encode())
            told.update(file.read_bytes())
    return told.hexdigest()


def _loaded(file: Path) -> Folder:
    with collector_waiting(), file.open("rb") as kept:
        folder = pickle.load(kept)  # noqa: S301 - written by this machine for itself, in its own folder
        return replace(folder, changes=pickle.load(kept))  # noqa: S301


def _keep(folder: Folder, file: Path) -> None:
    """The folder as it was read, and the days on which its laws change; beside it, a place for their bundles."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = pickle.dumps(folder, protocol=5)
    for procedure in folder.trunks:
        for region in folder.regions(procedure):
            changes_of(folder, procedure, region)
    write_ours(file, content + pickle.dumps(folder.changes, protocol=5))
    file.with_suffix("").mkdir(mode=0o700, exist_ok=True)
    for old in sorted(file.parent.glob("*.law"), key=lambda one: one.stat().st_mtime)[:-MOST_COPIES]:
        old.unlink(missing_ok=True)
        shutil.rmtree(old.with_suffix(""), ignore_errors=True)
