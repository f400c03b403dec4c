"""What `guichet work` does when nothing is due: moves the log of SQLite into its file, seals the hourly roots, sweeps."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from importlib import import_module

from django.conf import settings
from django.db import close_old_connections, connection

from guichet.delivery import digests
from guichet.engine.messages import Message
from guichet.intake import forgotten, parcels, scanning, unsent
from guichet.journal import roots
from guichet.people import presence
from guichet.site import clock
from guichet.vault import sweeper

CHECKPOINT_EVERY = 10.0  # seconds
SCAN_EVERY = 20.0  # seconds between two tries of a scanner that did not answer
REMIND_EVERY = 60 * 60.0  # seconds
DIGESTS_EVERY = 60.0  # seconds
SWEEP_EVERY = 6 * 60 * 60.0  # seconds
BUSY = 20.0  # seconds to wait for a writer


class Upkeep:
    """Called as often as one likes; does something only when its time has come."""

    def __init__(self, tell: Callable[[Message], object] | None = None) -> None:
        """`tell` sends an e-mail; without it nobody is reminded of anything."""
        self._tell = tell
        self._done_at: dict[str, float] = {}

    def __call__(self) -> None:
        """Do what is due."""
        close_old_connections()
        if connection.vendor == "sqlite" and self._is_time("checkpoint", CHECKPOINT_EVERY):
            checkpoint(str(connection.settings_dict["NAME"]))
        now = clock.now()
        if roots.is_due(now):
            roots.seal(now)
        if self._tell and self._is_time("digests", DIGESTS_EVERY):
            digests.send_due(self._tell, clock.today(), now)
        if self._is_time("scan", SCAN_EVERY):
            scanning.scan_again()
        if self._tell and self._is_time("remind", REMIND_EVERY):
            forgotten.remind(clock.today(), self._tell)
        if self._is_time("sweep", SWEEP_EVERY):
            sweeper.sweep()
            unsent.sweep(now)
            presence.sweep(now)
            parcels.sweep(now)
            forgotten.destroy(clock.today())
            import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()

    def _is_time(self, what: str, every: float) -> bool:
        now = time.monotonic()
        if what in self._done_at and now < self._done_at[what] + every:
            return False
        self._done_at[what] = now
        return True


def checkpoint(path: str) -> bool:
    """Move the log into the file while nobody writes; return whether all of it was moved.

    The first connection takes the place of the only writer and writes nothing; the second moves the log. So no writer can start the log
    anew at the same moment, which before SQLite 3.51.3 could lose a page.
    """
    with closing(_open(path)) as writer, closing(_open(path)) as mover:
        writer.execute("BEGIN IMMEDIATE")
        try:
            _, pages, moved = mover.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            writer.execute("ROLLBACK")
    return bool(pages == moved)


def _open(path: str) -> sqlite3.Connection:
    connected = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
    connected.execute("PRAGMA wal_autocheckpoint=0")
    return connected
