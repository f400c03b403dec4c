"""`guichet law apply --yes` killed without warning in the middle and run again: each file goes on under the corrected law, once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from guichet import database
from guichet.desk.handle import handle_all
from guichet.journal.verify import verify
from guichet.people import demo
from tests.desk.life import EMPLOYER, FILED, REGION, Life, day

APPLY = [sys.executable, "-m", "guichet.site.cli", "law", "apply", "--yes"]
PATIENCE = 120  # seconds; how fast it is is not what is tested
HEAD = "corrections:\n  - {correction: mourning, on: 2026-04-01, line: calendar, reason: A day of mourning, source: law-1974-holidays}\n"


@pytest.fixture
def corrected_law(own_database, clock, tmp_path: Path) -> dict[str, str]:
    """The settings of a process that reads a law folder in which 8 June became a holiday."""
    demo.load()
    clock.set_today(day(4, 1))
    place = tmp_path / "law"
    shutil.copytree(settings.LAW_FOLDER, place)
    text = (place / "calendar.yaml").read_text(encoding="utf-8")
    (place / "calendar.yaml").write_text(text.replace("2026-05-25, 2026-07-21", "2026-05-25, 2026-06-08, 2026-07-21"), encoding="utf-8")
    (place / "corrections.yaml").write_text(HEAD, encoding="utf-8")
    return {**os.environ, "GUICHET_LAW": str(place)}


def admissible(number: int) -> list[Life]:
    """So many files that wait for a decision."""
    told = [Life() for _ in range(number)]
    with transaction.atomic():
        handle_all(one.command("submit_application", EMPLOYER, FILED, **one.application()) for one in told)
        handle_all(one.command("declare_admissible", REGION, day(3, 9)) for one in told)
    connections.close_all()
    return told


def corrected() -> int:
    """In how many files the corrected law was written by now."""
    return database.row("SELECT COUNT(*) FROM journal_entry WHERE kind = 'law_corrected'", [])[0]


def killed(env: dict[str, str], wanted: int) -> None:
    """One run that dies as soon as so many files were written, in the middle of what it does next."""
    process, last = subprocess.Popen(APPLY, env=env, start_new_session=True, stdout=subprocess.DEVNULL), time.monotonic() + PATIENCE
    while corrected() < wanted and process.poll() is None and time.monotonic() < last:
        connections.close_all()
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def each_once(env: dict[str, str], files: int, kills: int) -> None:
    told, chance = admissible(files), random.Random(7)
    for n in range(kills):
        killed(env, chance.randrange(1, files * (n + 1) // (kills + 1)))
        connections.close_all()
    before = corrected()
    assert before < files, "it was killed before the end"
    done = subprocess.run(APPLY, env=env, check=True, capture_output=True, text=True, timeout=PATIENCE * 5).stdout
    assert f"Written in {files - before} files." in done
    assert [one.kinds.count("law_corrected") for one in told] == [1] * files
    again = subprocess.run(APPLY, env=env, check=True, capture_output=True, text=True, timeout=PATIENCE * 5).stdout
    assert "Written in 0 files." in again and corrected() == files and verify().whole


def test_killed_in_the_middle_and_run_again_each_file_is_corrected_once(corrected_law):
    each_once(corrected_law, 60, 1)


@pytest.mark.thorough
def test_killed_again_and_again_a_thousand_files_are_corrected_once(corrected_law):
    each_once(corrected_law, 1000, 8)
