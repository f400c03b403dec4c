"""How a command starts: Django is set up, and an unsafe Guichet is refused with a sentence before it does anything."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.checks import ERROR, run_checks


def start_safely(command: str) -> None:
    """Set up Django, or leave with exit code 1 and one sentence for each thing that is not safe."""
    django.setup()
    told = run_checks()
    wrong = [found for found in told if found.level >= ERROR]
    for found in told:
        sys.stderr.write(f"{found.msg}{' ' + found.hint if found.hint else ''} [{found.id}]\n")
    if wrong:
        sys.stderr.write(f"guichet {command} did not start.\n")
        raise SystemExit(1)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say what is being done, and when it is done how long it took."""
    label = f"{title + ' ...':58}"
    sys.stdout.write(label)
    sys.stdout.flush()
    began = time.perf_counter()
    try:
        yield
    except BaseException:
        sys.stdout.write(" failed\n")
        raise
    again = f"\r{label}" if sys.stdout.isatty() else ""  # where a bar was drawn over it
    sys.stdout.write(f"{again} {time.perf_counter() - began:.1f} s\n")
    sys.stdout.flush()
