"""Verify that no entry of the journal was changed, left out or moved; seal and list its hourly roots."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do."""
    parser.add_argument("what", choices=("verify", "seal"), help="verify: read everything again; seal: sign a root over all cases now")


def run(options: argparse.Namespace) -> int:
    """Return 0 if the journal holds, 1 with a sentence for each place where it does not."""
    from guichet.site.start import start_safely

    start_safely("journal")
    from guichet.site import journal_door

    return journal_door.verify() if options.what == "verify" else journal_door.seal()
