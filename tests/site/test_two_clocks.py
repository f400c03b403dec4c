"""Two clocks knock at the same time, each a process of its own: every automatic act is written once, and every letter leaves once."""

import subprocess
import sys
from collections import Counter

import pytest
from django.db import connections

from guichet.delivery import standing
from guichet.journal.verify import verify
from guichet.people import demo
from tests.desk.life import day
from tests.site.test_law_apply_killed import admissible

TICK = [sys.executable, "-m", "guichet.site.cli", "tick"]
FILES = 25


@pytest.mark.parametrize("clocks", [2, pytest.param(5, marks=pytest.mark.thorough)])
def test_clocks_that_knock_together_write_each_silence_once(own_database, clock, clocks):
    demo.load()
    told = admissible(FILES)
    clock.set_today(day(6, 9))
    connections.close_all()
    running = [subprocess.Popen(TICK, stdout=subprocess.PIPE, text=True) for _ in range(clocks)]
    said = [process.communicate(timeout=300)[0] for process in running]
    assert [process.returncode for process in running] == [0] * clocks and len(said) == clocks
    for one in told:
        happened = Counter((entry.kind, str(entry.data.get("limit") or entry.data.get("track") or "")) for entry in one.entries)
        assert happened["limit_passed", "decision"] == 1 and set(happened.values()) == {1}, happened
        assert one.last("limit_passed").on == day(6, 9) and one.phase(day(6, 9)) == "silence_check"
    assert standing.counts()["failed"] == 0 and verify().whole
