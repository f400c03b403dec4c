"""A letter is written only from files that bear their signatures: it is written anew each time, so its files are looked at again."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from guichet.law.signing import check_signed

_looked: dict[Path, object] = {}  # the letters of a folder as they were when all was signed


class LawNotSigned(Exception):
    """The law folder is not as its authorities signed it: the letter waits until it is."""


def check() -> None:
    """Raises LawNotSigned. Without the keys of the authorities (a demonstration) nothing is asked; an unchanged folder is looked at once."""
    if not settings.LAW_KEYS:
        return
    folder = Path(settings.LAW_FOLDER)
    now = [(path.name, told.st_ctime_ns, told.st_size) for path in sorted((folder / "letters").glob("**/*")) if (told := path.stat())]
    if _looked.get(folder) == now:
        return
    unsigned = check_signed(folder, Path(settings.LAW_KEYS))
    if unsigned:
        raise LawNotSigned(str(unsigned[0]))
    _looked[folder] = now
