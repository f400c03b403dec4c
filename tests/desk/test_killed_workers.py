"""Worker processes killed without warning while they write and send: in the end each letter and each notification is there once."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import connections, transaction

from guichet.delivery import standing
from guichet.desk.handle import handle_all
from guichet.journal.verify import verify
from guichet.people import demo
from guichet.vault import store as vault
from tests.desk.life import EMPLOYER, FILED, Life

WORK = [sys.executable, "-m", "guichet.site.cli", "work", "--once"]
PATIENCE = 60  # seconds for one process to begin


def killed(chance: random.Random) -> None:
    """One worker that dies after it has done something, in the middle of what it does next."""
    before, last = standing.counts()["done"], time.monotonic() + PATIENCE
    process = subprocess.Popen(WORK, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while standing.counts()["done"] < before + chance.randrange(1, 12) and process.poll() is None and time.monotonic() < last:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.05))
    process.send_signal(signal.SIGKILL)
    process.wait()


def letters_once(lives: int, kills: int, clock) -> None:
    """File so many applications, let so many workers die, then let one work to the end."""
    demo.load()
    told = [Life() for _ in range(lives)]
    with transaction.atomic():
        handle_all(one.command("submit_application", EMPLOYER, FILED, **one.application()) for one in told)
    connections.close_all()
    chance = random.Random(7)
    clock.set_today(FILED)
    for _ in range(kills):
        clock.forward(1)  # so that what the dead one held is free again
        killed(chance)
    clock.forward(1)
    subprocess.run(WORK, check=True, stdout=subprocess.DEVNULL, timeout=240)
    assert standing.counts() == {"waiting": 0, "done": 3 * lives, "failed": 0}
    for one in told:
        assert Counter(one.kinds) == {"application_submitted": 1, "letter_made": 1, "notified": 2}
        [letter] = vault.refs(one.case, "letter")
        assert letter.ref == one.last("letter_made").data["ref"] and vault.read_file(one.case, letter.ref).content.startswith(b"%PDF")
    assert verify().whole


def test_three_workers_die_and_every_letter_is_there_once(own_database, clock):
    letters_once(12, 3, clock)


@pytest.mark.thorough
def test_many_workers_die_and_every_letter_is_there_once(own_database, clock):
    letters_once(60, 20, clock)
