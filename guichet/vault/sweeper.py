"""Files that nobody will ever ask for: written, but the transaction that meant them never ended; or left after an erasure."""

from pathlib import Path
from uuid import UUID

from guichet.vault import disk, store

AGE = 24 * 60 * 60  # seconds; no transaction lives that long


def sweep() -> int:
    """Remove files without a row that are older than a day, and every file of an erased case; return how many."""
    cases = disk.cases()
    before = disk.present() - AGE if cases else 0.0
    return sum(_sweep(case, before) for case in cases)


def _sweep(case: UUID, before: float) -> int:
    erased = store.is_erased(case)
    known = set() if erased else {item.ref for item in store.refs(case) if item.is_file}
    left = [file for file in disk.files(case) if file.name not in known and (erased or _written(file) < before)]
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)


def _written(file: Path) -> float:
    return file.stat().st_mtime
