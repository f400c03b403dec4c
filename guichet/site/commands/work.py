"""Write letters, send them, tell what joins cases, seal the hourly roots, move the log of SQLite into its file; until told to stop."""

import argparse
import signal
import sys
import threading

UNUSABLE = (
    "The seal cannot be used. GUICHET_SEAL must name a PEM file: a private key without password, then certificates. No letter leaves."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whether to stop when nothing is left to do."""
    parser.add_argument("--once", action="store_true", help="stop when nothing is due any more")


def run(options: argparse.Namespace) -> int:
    """Work until nothing is due (--once) or until the process is asked to end; the batch in hand is finished first."""
    from guichet.site.start import start_safely

    start_safely("work")
    from guichet.desk import worker
    from guichet.site import clock
    from guichet.site.channels import channels
    from guichet.site.seals import seal
    from guichet.site.upkeep import Upkeep

    try:
        letter_seal = seal()
    except (OSError, ValueError):
        sys.stderr.write(f"{UNUSABLE}\n")
        return 1
    if options.once:
        while worker.work(clock.now, channels(), letter_seal):
            pass
        return 0
    asked = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked.set())
    worker.run(clock.now, channels(), letter_seal, asked.is_set, between=Upkeep(channels()["mail"].send))
    return 0
