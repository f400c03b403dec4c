"""How long the law folder takes to be read, with as many procedures as a country has, and what the law of each weighs in memory."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

WEIGH = "import sys, datetime, pathlib; from guichet.site.benches.law import weigh; law, place, day = sys.argv[1:];\
print(weigh(pathlib.Path(law), pathlib.Path(place), datetime.date.fromisoformat(day)))"
PROCEDURES = 25
ROUNDS = 5


def measure(cases: int = 0, folder: Path = Path()) -> dict[str, object]:
    """Return seconds to read a folder from its files and from its compiled copy, then for one procedure, region and day milliseconds to find
    its law for the first time and again; and MB (10^6 bytes) of the whole folder and of all laws of a day together.

    `cases` is here the number of procedures; those that the folder lacks are whole copies of its longest one, which share nothing.
    """
    from django.conf import settings

    from guichet.law.bundles import Law
    from guichet.law.folder import read_folder
    from guichet.law.kept import read_kept
    from guichet.site import clock

    law = _grown(settings.LAW_FOLDER, folder / "law", cases or PROCEDURES)
    place, day = folder / "kept", clock.today()
    from_files = _least(lambda: read_folder(law))
    read_kept(law, place)
    compiled = _least(lambda: read_kept(law, place))
    read = Law(read_kept(law, place))
    every = [(procedure, region) for procedure in read.procedures() for region in read.folder.regions(procedure)]
    first = [_least(lambda one=one: read.rules(*one, day), rounds=1) for one in every]
    again = _least(lambda: [read.rules(*one, day) for one in every[:1]])
    found = {"procedures": len(list(read.procedures())), "laws of today": len(every), "from files s": round(from_files, 2)}
    found |= {"from compiled copy s": round(compiled, 3), "law found first ms": round(sum(first) / len(first) * 1000, 1)}
    weighed = subprocess.run([sys.executable, "-c", WEIGH, law, place, str(day)], capture_output=True, text=True, check=True).stdout.split()
    return found | {"law found again ms": round(again * 1000, 4), "folder mb": float(weighed[0]), "all laws mb": float(weighed[1])}


def weigh(law: Path, place: Path, day: date) -> str:
    """MB of a folder, and of all its laws of a day as far as a process keeps them; in a process that did nothing before."""
    from guichet.law.bundles import Law
    from guichet.law.kept import read_kept

    empty = _resident()
    read = Law(read_kept(law, place))
    folder = _resident()
    for procedure in read.procedures():
        for region in read.folder.regions(procedure):
            read.rules(procedure, region, day)
    return f"{folder - empty:.1f} {_resident() - folder:.1f}"


def _grown(own: Path, law: Path, procedures: int) -> Path:
    """A copy of the law folder with as many procedures."""
    shutil.copytree(own, law)
    there = sorted((law / "procedures").iterdir(), key=_size, reverse=True)
    for number in range(procedures - len(there)):
        name = f"more-{number}"
        file = shutil.copytree(there[0], law / "procedures" / name) / "procedure.yaml"
        file.write_text(file.read_text("utf-8").replace(f"procedure: {there[0].name}\n", f"procedure: {name}\n", 1), "utf-8")
    return law


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*.yaml"))


def _least(what: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the fastest of several rounds."""
    return min(_rounds(what, rounds))


def _rounds(what: Callable[[], object], rounds: int) -> Iterator[float]:
    for _ in range(rounds):
        began = time.perf_counter()
        what()
        yield time.perf_counter() - began


def _resident() -> float:
    """What this process holds in memory, in MB."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) * 1024 / 1e6, 1)
