"""The encrypted files of the vault on disk: one folder for each case; a file is there for good before its row is written."""

import os
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from uuid import UUID

from django.conf import settings

from guichet.durable import fsync_folder
from guichet.vault.cipher import Damaged


def write(case: UUID, ref: UUID, sealed: bytes) -> None:
    """Write a file so that it survives a power cut: draft, fsync, rename, fsync of the folder (and of its parent, if it is new)."""
    folder = _folder(case)
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fsync_folder(folder.parent)
    draft = folder / f".{ref}"
    with draft.open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / str(ref))
    fsync_folder(folder)


def read(case: UUID, ref: UUID) -> bytes:
    """Return the encrypted bytes of a file. Raises Damaged when it is gone."""
    try:
        return (_folder(case) / str(ref)).read_bytes()
    except FileNotFoundError as error:
        raise Damaged(f"The file of item {ref} of case {case} is gone.") from error


def remove(case: UUID, ref: UUID) -> None:
    """Remove one file, if it is there."""
    (_folder(case) / str(ref)).unlink(missing_ok=True)


def remove_all(case: UUID) -> None:
    """Remove every file of a case."""
    with suppress(FileNotFoundError):
        rmtree(_folder(case))


def cases() -> list[UUID]:
    """Return the cases that have a folder, in order."""
    return sorted(UUID(folder.name) for folder in Path(settings.VAULT_FOLDER).glob("*-*-*-*-*") if folder.is_dir())


def files(case: UUID) -> list[Path]:
    """Return the files of a case, finished or not, in order."""
    return sorted(_folder(case).iterdir())


def present() -> float:
    """Return the present as the disk counts it, which is what the times of files are compared with (no clock of ours is asked)."""
    probe = Path(settings.VAULT_FOLDER) / ".present"
    probe.write_bytes(b"")
    return probe.stat().st_mtime


def _folder(case: UUID) -> Path:
    return Path(settings.VAULT_FOLDER) / str(case)
