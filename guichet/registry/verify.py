"""Is the log of consultations whole? The chain, the columns that repeat it, the triggers that guard it."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.db import connection

from guichet.registry import consultations, triggers

MOST = 100  # sentences


def wrong() -> Iterator[str]:
    """A sentence for each thing that is wrong; nothing when the log is whole."""
    yield from consultations.broken()
    for name in sorted(set(triggers.expected(connection)) - set(triggers.installed(connection))):
        yield f"The trigger {name} is missing. Put it back with a migration that ends with `RunPython(protect)`."


def run(say: Callable[[str], None] = print) -> int:
    """Verify, say what was found, and return 0 when the log is whole, else 1."""
    found = list(islice(wrong(), MOST))
    for sentence in found:
        say(sentence)
    say(f"Read {consultations.last()} consultations.")
    say("The log of consultations is broken." if found else "The log of consultations is whole.")
    return 1 if found else 0
