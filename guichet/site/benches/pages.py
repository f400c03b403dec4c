"""Server time, weight and questions of the pages that are opened most, on a Guichet with many cases: p95 in milliseconds."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

CASES = 100_000
ROUNDS = 120
WARM = 10
MOST_FILES = 200
TABS = ("mine", "team", "free", "paused", "elsewhere")


def measure(cases: int = 0, folder: Path = Path()) -> dict[str, object]:
    """Return for each page its p95 (ms), its weight without shared styles and scripts (kB) and how often it asks the database.

    The first cases are told as `guichet demo --cases N` does, the others are copies of their rows (many_cases.py). Times are of one
    process, from the request to the whole answer.
    """
    from guichet.site import clock
    from guichet.site.benches.many_cases import fill

    began = time.perf_counter()
    numbers = fill(cases or CASES, clock.today().isoformat())
    found: dict[str, object] = {"cases": cases or CASES, "made_in_s": round(time.perf_counter() - began)}
    chance = random.Random(5)  # noqa: S311  the same pages every time
    office, employer = _visitor("stay_authority"), _visitor("employer")
    files = [path for path in (f"/files/{number}" for number in numbers) if office.get(path).status_code == 200][:MOST_FILES]
    own = [path for path in (f"/files/{number}" for number in numbers) if employer.get(path).status_code == 200][:MOST_FILES]
    tabs = [f"/work?tab={tab}&sort={sort}&page={page}" for tab in TABS for sort in ("risk", "oldest") for page in (1, 3)]
    for name, browser, paths in (("work_list", office, tabs), ("case_page", office, files), ("applicant_page", employer, own)):
        measured = _measured(browser, [chance.choice(paths) for _ in range(ROUNDS)])
        found |= {f"{name}_{what}": value for what, value in measured.items()}
    return found


def _visitor(role: str) -> Client:
    """Somebody of the role, signed in as in the demo; the questions of a test client are answered in this process."""
    from django.test import Client

    from guichet.people import store as people
    from guichet.site import clock

    browser = Client(HTTP_HOST="localhost")
    one = next(viewer for viewer in people.sign_in_choices(clock.today()) if viewer.role == role)
    browser.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""})
    return browser


def _page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer.content.decode()


def _measured(browser: Client, paths: Iterable[str]) -> dict[str, object]:
    times, weights = [], []
    for place, path in enumerate(paths):
        began = time.perf_counter()
        text = _page(browser, path)
        if place >= WARM:
            times.append(time.perf_counter() - began)
        weights.append(len(text.encode()))
    times.sort()
    p95 = times[int(len(times) * 0.95)] * 1000
    return {"p95_ms": round(p95, 1), "weight_kb": round(max(weights) / 1000, 1), "questions": _questions(browser, path)}


def _questions(browser: Client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        _page(browser, path)
    return len(asked)
