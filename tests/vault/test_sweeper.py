"""A file without a row goes after a day; one with a row, or a fresh one, stays."""

import os

import pytest

from guichet.vault import disk, store, sweeper
from tests.vault.conftest import CASE, OTHER

pytestmark = pytest.mark.django_db


def aged(path, hours: float):
    then = path.stat().st_mtime - hours * 3600
    os.utime(path, (then, then))
    return path


def test_only_old_files_without_a_row_are_swept(folder):
    known = aged(folder / str(CASE) / store.keep_file(CASE, "evidence:diploma", b"x", "d.pdf", "application/pdf").ref, 100)
    for ref in (CASE, OTHER):
        disk.write(CASE, ref, b"left over")
    old, fresh = aged(folder / str(CASE) / str(CASE), 25), aged(folder / str(CASE) / str(OTHER), 23)
    draft = folder / str(CASE) / f".{CASE}"
    draft.write_bytes(b"half")
    aged(draft, 25)
    (folder / "lost+found").mkdir()
    assert sweeper.sweep() == 2
    assert known.exists() and fresh.exists() and not old.exists() and not draft.exists()
    assert sweeper.sweep() == 0


def test_what_an_erased_case_left_on_disk_is_swept_at_once(folder):
    path = folder / str(CASE) / store.keep_file(CASE, "evidence:diploma", b"x", "d.pdf", "application/pdf").ref
    store.erase(CASE)  # the transaction of this test never ends, so the files are still there
    assert path.exists()
    assert sweeper.sweep() == 1
    assert not path.exists()


def test_a_vault_without_files_has_nothing_to_sweep():
    assert sweeper.sweep() == 0
