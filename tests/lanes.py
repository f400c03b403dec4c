"""Runs the tests in lanes, as many at once as the machine has cores, and counts what ran on each database."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TextIO

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.cluster import NoPostgreSQL, cluster  # noqa: E402 - run as a script, from anywhere

NO_TESTS = 5  # what pytest answers when it found none
LONGEST = 60 * 60  # seconds a lane may take before it counts as stuck; four times that when it is thorough
SLOWEST = 5  # tests shown at the end
MEMORY, ROOM = "/dev/shm", 4 * 1024**3  # a folder that is memory, and the bytes that must be free in it


@dataclass(frozen=True)
class Lane:
    """Some of the tests, on one database."""

    name: str
    which: str  # an expression over the markers
    database: str = ""  # its address; "" for the SQLite of the lane
    longest: int = LONGEST
    more: tuple[str, ...] = ()  # further words for pytest

    def run(self, folder: Path) -> "Ran":
        """Run them with a folder of their own; what pytest says is kept beside the results."""
        began = time.monotonic()
        var = folder / self.name.replace(" ", "-")
        var.mkdir()
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GUICHET_")}
        environment |= {"GUICHET_VAR": str(var), "TMPDIR": str(folder)}
        if self.database:
            environment["GUICHET_DATABASE_URL"] = self.database
        words = [sys.executable, "-m", "pytest", "-q", "-m", self.which, f"--junitxml={var}/results.xml", "-p", "no:cacheprovider"]
        words += ["-o", "faulthandler_timeout=300", *self.more]  # a test that hangs tells where
        with (var / "said.txt").open("w") as said:
            well = self._ask(words, environment, said)
        times, skipped = _read(var / "results.xml")
        took = time.monotonic() - began
        print(f"  {self.name:22}{len(times):5} ran{len(skipped):5} skipped   {'ok' if well else 'FAILED':8}{took:6.1f} s", flush=True)
        return Ran(self, well, times, frozenset(skipped), (var / "said.txt").read_text())

    def _ask(self, words: list[str], environment: dict[str, str], said: TextIO) -> bool:
        try:
            done = subprocess.run(words, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT, timeout=self.longest)
        except subprocess.TimeoutExpired:
            said.write(f"\nThe lane was ended after {self.longest} s.\n")
            return False
        return done.returncode in (0, NO_TESTS)


@dataclass(frozen=True)
class Ran:
    """What one lane did."""

    lane: Lane
    well: bool
    times: dict[str, float]  # test -> seconds
    skipped: frozenset[str]
    said: str


def main() -> int:
    """Run every lane; 0 only if all is well and both databases ran the same tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--thorough", action="store_true", help="also what is marked thorough; browser journeys on both databases")
    thorough = parser.parse_args().thorough
    began = time.monotonic()
    folder = Path(mkdtemp(prefix="guichet-", dir=_in_memory()))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that PostgreSQL is stopped and the folder goes
    try:
        with cluster() as postgresql:
            found = _run(_lanes(postgresql, thorough), folder)
    except NoPostgreSQL as missing:
        print(missing, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    well = _judge(found)
    print(f"{'All is well' if well else 'Not well'}, {time.monotonic() - began:.0f} s.")
    return 0 if well else 1


def _in_memory() -> str | None:
    """Where files are written and no disk is waited for; None: where this machine keeps its temporary files."""
    roomy = Path(MEMORY).is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else None


def _run(lanes: list[Lane], folder: Path) -> list[Ran]:
    at_once = ThreadPoolExecutor(os.cpu_count() or 2)
    print(f"Tests, {os.cpu_count()} lanes at once:", flush=True)
    try:
        return list(at_once.map(lambda lane: lane.run(folder), lanes))
    finally:
        at_once.shutdown(cancel_futures=True)  # after Ctrl-C no further lane begins


def _lanes(postgresql: str, thorough: bool) -> list[Lane]:
    short, longest = ("", 4 * LONGEST) if thorough else (" and not thorough", LONGEST)
    browser = ("--whole-browser",) if thorough else ()
    lanes = [
        Lane("browser", "browser" + short, longest=longest, more=browser),
        Lane("PostgreSQL", "database and not browser" + short, postgresql, longest),
        Lane("SQLite", "database and not browser" + short, longest=longest),
        Lane("no database", "not database and not browser" + short, longest=longest),
    ]
    if thorough:
        lanes.append(Lane("browser on PostgreSQL", "browser", f"{postgresql}_browser", longest, browser))
    return lanes


def _judge(found: list[Ran]) -> bool:
    """Print what failed or was skipped, and what only one database ran."""
    for one in found:
        if not one.well:
            print(f"\n--- {one.lane.name} ---\n{one.said}")
        for test in sorted(one.skipped):
            print(f"skipped in {one.lane.name}: {test}")
    ran = {one.lane.name: set(one.times) for one in found}
    alone = ran["SQLite"] ^ ran["PostgreSQL"]
    print(f"Tests of the database: {len(ran['SQLite'])} on SQLite, {len(ran['PostgreSQL'])} on PostgreSQL.")
    for test in sorted(alone):
        print(f"ran on one database only: {test}")
    slowest = sorted(((seconds, one.lane.name, test) for one in found for test, seconds in one.times.items()), reverse=True)
    for seconds, lane, test in slowest[:SLOWEST]:
        print(f"slowest: {seconds:6.1f} s  {lane}: {test}")
    return all(one.well for one in found) and not alone


def _read(results: Path) -> tuple[dict[str, float], set[str]]:
    """Return how long each test took that ran, and the names of those that were skipped."""
    times: dict[str, float] = {}
    skipped: set[str] = set()
    if results.exists():
        for case in xml.parse(results).iter("testcase"):
            name = f"{case.get('classname')}::{case.get('name')}"
            if case.find("skipped") is not None:
                skipped.add(name)
            else:
                times[name] = float(case.get("time", 0))
    return times, skipped


if __name__ == "__main__":
    sys.exit(main())
