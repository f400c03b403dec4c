"""Which virus scanner this Guichet asks."""

from django.conf import settings

from guichet.intake.scanning import Scanner
from guichet.sources.scanner import Clamd, FailingScanner, FakeScanner


def scanner() -> Scanner | None:
    """The scanner that the setting names; None where it names none that is known: then every upload waits."""
    kind, _, where = settings.SCANNER.partition(" ")
    if kind == "clamd" and where:
        return Clamd(where)
    if settings.OPEN_KEYS:
        return FailingScanner() if kind == "failing" else FakeScanner()
    return None
