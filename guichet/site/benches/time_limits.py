"""All time limits of many open cases, recomputed from the journal on two cores."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

CASES = 100_000
CORES = 2
COPY = """INSERT INTO journal_entry ("case", number, kind, "by", "on", "at", text, digest)
    SELECT bench_copy.copy, number, kind, "by", "on", "at", text, digest
    FROM bench_copy JOIN journal_entry ON journal_entry."case" = bench_copy.told"""


def measure(cases: int = 0, folder: Path = Path()) -> dict[str, object]:
    """Return how long it takes (`seconds`) to read every open case, fold it and count each of its limits for today."""
    from django.db import connections

    from guichet.site import clock

    cases = cases or CASES
    copies = _copies(_open_cases(), cases)
    connections.close_all()
    parts = [copies[start::CORES] for start in range(CORES)]
    began = time.perf_counter()
    with ProcessPoolExecutor(CORES, get_context("fork")) as cores:
        limits = sum(cores.map(_recompute, parts, [clock.today()] * CORES))
    took = time.perf_counter() - began
    return {"cases": cases, "limits": limits, "cores": min(CORES, os.cpu_count() or 1), "seconds": round(took, 2)}


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


def _copies(told: Sequence[UUID], number: int) -> list[UUID]:
    """Copy the entries of those cases under new ids (their digests do not hold; nothing here asks them) and return the ids."""
    from django.db import connection

    ids = [UUID(int=(n + 1) << 64) for n in range(number)]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_copy (copy char(32) PRIMARY KEY, told char(32) NOT NULL)")
        pairs = [(copy.hex, told[n % len(told)].hex) for n, copy in enumerate(ids)]
        cursor.executemany("INSERT INTO bench_copy VALUES (%s, %s)", pairs)
        cursor.execute(COPY)
    return ids


def _recompute(cases: Sequence[UUID], day: date) -> int:
    """Read, fold and count each case; return the number of limits."""
    from guichet.desk.law_of import rules_of
    from guichet.engine.case import fold
    from guichet.engine.limits import standings
    from guichet.journal import store as journal

    found = 0
    for case in cases:
        entries = journal.read(case)
        now = fold(entries, rules_of(entries))
        for instance in now.instances:
            found += bool(list(standings(now, instance, day)))
    return found
