"""Verify that no consultation of the registry was changed or left out."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do: there is one thing so far."""
    parser.add_argument("what", choices=("verify",), help="verify: read every consultation again")


def run(options: argparse.Namespace) -> int:
    """Return 0 if the log of consultations is whole, 1 after a sentence for each place where it is not."""
    from guichet.site.start import start_safely

    start_safely("registry")
    from guichet.registry import verify

    return verify.run()
