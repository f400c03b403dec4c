"""All time limits of many open cases, recomputed from the journal on two cores, as `guichet law apply` does it after a new legal holiday."""

import os
import resource
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from tqdm import tqdm

from guichet.site.benches.many_cases import settle

CASES = 100_000
CORES = 2
AT_ONCE = 20_000  # copies made in one go, before they go from the log into the file
COPY = """INSERT INTO journal_entry ("case", number, kind, "by", "on", "at", text, digest, command, mark)
    SELECT bench_copy.copy, number, kind, "by", "on", "at", text, digest, command, mark
    FROM bench_copy JOIN journal_entry ON journal_entry."case" = bench_copy.told"""
CORRECTION = "corrections:\n  - {correction: new_holiday, on: %s, line: calendar, reason: A new legal holiday, source: law-1974-holidays}\n"


def measure(cases: int = 0, folder: Path = Path()) -> dict[str, object]:
    """Return how long it takes (`seconds`) to read every open case, fold it and count each of its limits under the old and the new calendar.

    `highest_mb` is the most that one process held (10^6 bytes), `start_mb` what it held before it began.
    """
    from guichet.site import clock
    from guichet.site.law_applying import looked_at

    cases, today = cases or CASES, clock.today()
    _copy(_open_cases(), cases)
    holiday = _new_holiday(folder, today)
    start, began = _megabytes(resource.RUSAGE_SELF), time.perf_counter()
    concerned = changed = limits = 0
    for page in looked_at(today, cores=CORES):
        concerned += len(page)
        changed += sum(bool(one.differences) for one in page)
        limits += sum(one.counted for one in page)
    took = time.perf_counter() - began
    highest = max(_megabytes(resource.RUSAGE_SELF), _megabytes(resource.RUSAGE_CHILDREN))
    return {
        "cases": cases, "new_holiday": holiday.isoformat(), "under_the_new_calendar": concerned, "files_with_another_date": changed,
        "limits": limits, "cores": min(CORES, os.cpu_count() or 1), "seconds": round(took, 2),
        "start_mb": start, "highest_mb": highest,
    }  # fmt: skip


def _open_cases() -> list[UUID]:
    """Tell the stories of the demo and return the cases that have not ended."""
    from guichet.desk.handle import handle_all
    from guichet.desk.law_of import rules_of
    from guichet.engine.case import fold
    from guichet.journal import store as journal
    from guichet.site import clock, demo_world

    handle_all(command for story in demo_world.stories() for command in demo_world.commands(story, clock.today()))
    told = [(case, journal.read(case)) for case in journal.cases()]
    folded = [(case, fold(entries, rules_of(entries))) for case, entries in told]
    return [case for case, now in folded if not now.rules.phases[now.phase].ended]


def _copy(told: Sequence[UUID], number: int) -> None:
    """Copy the entries of those cases under new ids (their digests do not hold; nothing here asks them), so many at a time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_copy (copy char(32) PRIMARY KEY, told char(32) NOT NULL)")
        for start in tqdm(range(0, number, AT_ONCE), unit_scale=AT_ONCE, unit=" copies", disable=not sys.stderr.isatty()):
            some = range(start, min(start + AT_ONCE, number))
            cursor.execute("DELETE FROM bench_copy")
            cursor.executemany("INSERT INTO bench_copy VALUES (%s, %s)", ((UUID(int=(n + 1) << 64).hex, told[n % len(told)].hex) for n in some))
            cursor.execute(COPY)
            settle()


def _new_holiday(folder: Path, today: date) -> date:
    """Another law folder, in which the second Monday from now on is a holiday, and the correction that says so."""
    from django.conf import settings

    on = today + timedelta(days=14 - today.weekday())
    law = shutil.copytree(settings.LAW_FOLDER, folder / "law")
    file = law / "calendar.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"year: {on.year}\n    holidays: [", f"year: {on.year}\n    holidays: [{on}, "), encoding="utf-8")
    (law / "corrections.yaml").write_text(CORRECTION % today, encoding="utf-8")
    settings.LAW_FOLDER = law
    return on


def _megabytes(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss * 1024 // 10**6
