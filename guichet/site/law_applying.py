"""What `guichet law apply` says and does: the files that corrected lines of the law change, read on every core, then written one after the other."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import date, datetime
from itertools import islice
from multiprocessing import get_context
from uuid import UUID

from tqdm import tqdm

from guichet.desk.law_corrections import Change, Correcting, correct

PAGE = 500  # files that one core looks at before it is asked for the next ones
AT_ONCE = 25  # files written in one transaction: others wait no longer than for these
SHOWN = 50  # lines, without --json
Asked = Callable[[list[UUID]], Callable[[], list[Change]]]  # a page of files goes to a core; what it answers is fetched later
_MADE: dict[int, Correcting] = {}  # by process: what was made of each bundle is made once


def apply(*, yes: bool, as_json: bool, today: date, at: datetime) -> int:
    """Says what would change, and with `yes` does it. Exit code 1 when a file could not be written."""
    correcting = made()
    if not correcting.corrections:
        print("law/corrections.yaml names no correction: nothing to do.")
        return 0
    counts: Counter[str] = Counter()
    left: list[str] = []
    for changes in looked_at(today):
        for one in changes:
            _tell(one, counts, as_json)
        if yes:
            left += _written(correcting, changes, today, at)
        counts["done"] += len(changes) if yes else 0
    _sum_up(counts, left, yes=yes, as_json=as_json)
    return 1 if left else 0


def made() -> Correcting:
    """The corrections of the law folder of this Guichet, for this process."""
    from django.conf import settings

    from guichet.desk.law_of import the_law
    from guichet.law.corrections import read_corrections

    if os.getpid() not in _MADE:
        _MADE[os.getpid()] = Correcting(the_law(), read_corrections(settings.LAW_FOLDER))
    return _MADE[os.getpid()]


def looked_at(today: date, cases: Iterable[UUID] | None = None, cores: int = 0) -> Iterator[list[Change]]:
    """What changes in each file, page by page in the order of the journal; few pages are in memory at any moment."""
    from django.db import connections

    from guichet.journal import store as journal

    pages = _pages(journal.cases() if cases is None else cases)
    first = next(pages, [])
    if len(first) < PAGE:  # few files need no second process
        yield changes_of(first, today)
        return
    connections.close_all()
    cores = cores or os.cpu_count() or 1
    with ProcessPoolExecutor(cores, get_context("fork")) as pool:
        yield from _in_turn(lambda page: pool.submit(changes_of, page, today).result, first, pages, 2 * cores)


def _in_turn(ask: Asked, first: list[UUID], pages: Iterator[list[UUID]], ahead: int) -> Iterator[list[Change]]:
    waiting = deque([ask(first)])
    waiting.extend(ask(page) for page in islice(pages, ahead))
    with tqdm(unit=" files", disable=not sys.stderr.isatty()) as bar:
        while waiting:
            yield waiting.popleft()()
            bar.update(PAGE)
            waiting.extend(ask(page) for page in islice(pages, 1))


def changes_of(cases: Sequence[UUID], today: date) -> list[Change]:
    """What changes in these files; those in which nothing does are left out."""
    correcting = made()
    found = (correcting.change_of(case, today) for case in cases)
    return [one for one in found if one]


def _pages(cases: Iterable[UUID]) -> Iterator[list[UUID]]:
    every = iter(cases)
    while page := list(islice(every, PAGE)):
        yield page


def _written(correcting: Correcting, changes: Sequence[Change], today: date, at: datetime) -> list[str]:
    left: list[str] = []
    for start in range(0, len(changes), AT_ONCE):
        some = changes[start : start + AT_ONCE]
        correcting.keep(some, today)
        left += correct(some, today, at)[1]
    return left


def _tell(change: Change, counts: Counter[str], as_json: bool) -> None:
    counts["files"] += 1
    counts["dates"] += bool(change.differences)
    counts["written"] += bool(change.written)
    if as_json:
        changes = [{**asdict(one), "before": _iso(one.before), "after": _iso(one.after)} for one in change.differences]
        print(json.dumps({"file": change.number, "corrections": change.corrections, "written": change.written, "changes": changes}))
        return
    for line in _lines(change):
        counts["lines"] += 1
        if counts["lines"] <= SHOWN:
            print(line)


def _lines(change: Change) -> Iterator[str]:
    for one in change.differences:
        paused = " (paused: if nothing more came)" if one.paused else ""
        print_name = f"{one.kind} {one.name}"
        yield f"{change.number}  {print_name:<28} {_iso(one.before) or 'no date':<10} -> {_iso(one.after) or 'no date'}{paused}"
    for number in change.written:
        yield f"{change.number}  entry {number}: by the corrected law it would be another day. It stays; an act may correct it."


def _sum_up(counts: Counter[str], left: Sequence[str], *, yes: bool, as_json: bool) -> None:
    if as_json:
        print(json.dumps({name: counts[name] for name in ("files", "dates", "written", "done")} | {"left": left}))
        return
    if counts["lines"] > SHOWN:
        print(f"... and {counts['lines'] - SHOWN} more lines; --json shows them all.")
    print(f"{counts['files']} files run under a corrected line; in {counts['dates']} a date changes.")
    if counts["written"]:
        print(f"In {counts['written']} an effect of time stays as it was written.")
    if not yes:
        print("Nothing was done. Do it with: guichet law apply --yes" if counts["files"] else "Nothing to do.")
        return
    print(f"Written in {counts['done'] - len(left)} files." + (f" Not in {', '.join(left)}: run it again." if left else ""))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
