"""The server is killed without warning, again and again, while whole applications are filed: what was acknowledged is there, once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest
from django.db import connection, connections

from guichet.casefile import store as casefile
from guichet.journal import store as journal
from guichet.journal import verify
from guichet.vault import store as vault
from tests.site.counter_client import CounterClient, Refused, sign_in, small_pdf, submit_application
from tests.site.test_serving import free_port

CLIENTS, FEW = 8, 3
PAGES = 80  # at most so many are answered between two kills: counted in pages, a slow machine gets as far as a fast one
JITTER = 0.3  # seconds
BACK_WITHIN = 90  # seconds; how fast it is back is not what is tested, and the machine may be busy
GUICHET = [sys.executable, "-m", "guichet.site.cli"]


class Server:
    """Guichet in a process group of its own, that dies as a whole."""

    def __init__(self, port: int) -> None:
        self.port, self.process = port, self._started(port)

    def _started(self, port: int) -> subprocess.Popen[bytes]:
        words = [*GUICHET, "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
        return subprocess.Popen(words, start_new_session=True, stderr=subprocess.DEVNULL)

    def wait_for_answer(self) -> float:
        """Return after how many seconds it answered."""
        began = time.monotonic()
        while time.monotonic() < began + BACK_WITHIN:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=30).close()
                return time.monotonic() - began
            except OSError:
                time.sleep(0.02)
        raise AssertionError("The server did not come back.")

    def kill(self) -> None:
        """No warning, no mercy: every process of the group at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def restart(self) -> None:
        self.process = self._started(self.port)


@dataclass
class Ledger:
    """What the clients know: the numbers they were told, when each page came, what went wrong."""

    told: list[str] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stop: Event = field(default_factory=Event)

    def file_applications(self, address: str) -> None:
        """One client: files applications until told to stop, and notes each number it was told."""
        client = CounterClient(address, self.stop, self.answered)
        try:
            sign_in(client, "Ariane Sorel")
            while not self.stop.is_set():
                self.told.append(submit_application(client, small_pdf()))
        except Refused as refused:
            if str(refused) != "given up":
                self.wrong.append(str(refused))

    def wait_for(self, pages: int) -> None:
        """Wait until so many more pages came."""
        wanted, last = len(self.answered) + pages, time.monotonic() + 60
        while len(self.answered) < wanted and not self.wrong and time.monotonic() < last:
            time.sleep(0.01)

    def wait_for_a_number(self) -> None:
        """Wait until somebody was told one."""
        last = time.monotonic() + 60
        while not self.told and not self.wrong and time.monotonic() < last:
            time.sleep(0.01)


@pytest.mark.thorough
def test_every_acknowledged_application_is_there_exactly_once(own_database, request):
    file_while_killed(int(request.config.getoption("--kills")), PAGES, CLIENTS)


def test_after_five_kills_every_acknowledged_application_is_there_exactly_once(own_database):
    file_while_killed(5, PAGES // 2, FEW)


def file_while_killed(kills: int, pages: int, clients: int) -> None:
    """So many clients file while the server dies so often, each time after some pages at most."""
    from guichet.people import demo

    demo.load()
    connections.close_all()
    chance, ledger, server = random.Random(7), Ledger(), Server(free_port())
    server.wait_for_answer()
    threads = [Thread(target=ledger.file_applications, args=(f"http://127.0.0.1:{server.port}",)) for _ in range(clients)]
    for client in threads:
        client.start()
    try:
        for _ in range(kills):
            ledger.wait_for(chance.randrange(pages))
            time.sleep(chance.uniform(0, JITTER))
            server.kill()
            server.restart()
            server.wait_for_answer()
        ledger.wait_for(pages)
        ledger.wait_for_a_number()
    finally:
        ledger.stop.set()
        for client in threads:
            client.join(timeout=30)
        server.kill()
    assert not ledger.wrong
    everything_holds(ledger.told)
    print(f"\n{kills} kills, {len(ledger.told)} applications acknowledged.")


def everything_holds(told: list[str]) -> None:
    """What was acknowledged is stored once, with its files; the journal verifies; nothing was invented."""
    assert told
    assert len(told) == len(set(told))
    known = {casefile.number_of(case): case for case in journal.cases()}
    assert set(told) <= set(known)
    for case in known.values():
        submitted = [entry for entry in journal.read(case) if entry.kind == "application_submitted"]
        assert len(submitted) == 1
        told_files = [ref for refs in submitted[0].data["evidence"].values() for ref in refs]
        assert len(told_files) >= 2 and set(told_files) <= {item.ref for item in vault.refs(case) if item.is_file}
        for item in vault.refs(case):
            if item.is_file:
                assert vault.read_file(case, item.ref).content.startswith(b"%PDF")
    assert verify.verify().whole
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
