"""Serve the pages with gunicorn: one process that listens, several that answer."""

import argparse
import os
import sys
from pathlib import Path

from guichet.site.commands import count


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to listen and how many processes answer."""
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="ADDRESS:PORT", help="where to listen (default: %(default)s)")
    parser.add_argument("--workers", type=count, default=2, metavar="N", help="processes that answer (default: %(default)s)")
    parser.add_argument("--timeout", type=count, default=30, metavar="SECONDS", help="the longest one answer may take (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Become gunicorn; returns only if that is impossible."""
    from guichet.site.start import start_safely

    start_safely("serve")
    _gather_static_files()
    sys.stdout.flush()
    words = ["--bind", options.bind, "--workers", str(options.workers), "--timeout", str(options.timeout)]
    words += ["--worker-class", "sync", "--log-level", "warning", "--worker-tmp-dir", _memory(), "guichet.site.wsgi:application"]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *words])
    return 1


def _gather_static_files() -> None:
    from django.conf import settings
    from django.core.management import call_command

    if settings.STATIC_ROOT:
        call_command("collectstatic", interactive=False, verbosity=0)


def _memory() -> str:
    """Return a folder in memory for the heartbeats of the processes, so that a slow disk never looks like a dead process."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else "."
