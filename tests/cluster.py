"""A throw-away PostgreSQL on a free port of this machine, for one run of the tests; also when root runs them.

By hand: `python tests/cluster.py pytest tests/journal` runs one room on PostgreSQL.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
# A crash of the machine may lose the cluster, never a test its truth.
SPEED = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=128MB -c max_connections=60"


class NoPostgreSQL(Exception):
    """The programs of PostgreSQL are not on this machine."""


@contextmanager
def cluster() -> Iterator[str]:
    """Start it, give the address of its database, stop it and take everything away. Raises NoPostgreSQL."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="guichet-postgresql-", dir="/tmp"))
    port = _free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        locale = ["-E", "UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync"]
        _run(programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", *locale)
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {SPEED}"
        _run(programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql://postgres:@127.0.0.1:{port}/guichet"
        finally:
            _run(programs / "pg_ctl", "-D", folder / "data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise NoPostgreSQL("PostgreSQL is missing. Run: sudo apt-get install --yes --no-install-recommends postgresql")
    return found[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(*words: object) -> None:
    """Run one program of PostgreSQL, which refuses to be root; show what it said only when it failed."""
    who = {"user": "postgres", "group": "postgres", "extra_groups": ()} if os.geteuid() == 0 else {}
    done = subprocess.run([*map(str, words)], cwd="/tmp", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **who)
    if done.returncode:
        raise RuntimeError(f"{Path(str(words[0])).name} failed:\n{done.stdout}")


if __name__ == "__main__":
    with cluster() as url:
        sys.exit(subprocess.run(sys.argv[1:], env=os.environ | {"GUICHET_DATABASE_URL": url}).returncode)
