"""What `guichet work` does when nothing is due: moves the log of SQLite into its file, seals the hourly roots."""

import sqlite3
import time
from contextlib import closing

from django.db import close_old_connections, connection

from guichet.journal import roots
from guichet.site import clock

CHECKPOINT_EVERY = 10.0  # seconds
BUSY = 20.0  # seconds to wait for a writer


class Upkeep:
    """Called as often as one likes; does something only when its time has come."""

    def __init__(self) -> None:
        self._checkpoint_at = 0.0

    def __call__(self) -> None:
        """Do what is due."""
        close_old_connections()
        if connection.vendor == "sqlite" and time.monotonic() >= self._checkpoint_at:
            checkpoint(str(connection.settings_dict["NAME"]))
            self._checkpoint_at = time.monotonic() + CHECKPOINT_EVERY
        now = clock.now()
        if roots.is_due(now):
            roots.seal(now)


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
