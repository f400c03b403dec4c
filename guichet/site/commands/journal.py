"""Verify that no entry of the journal was changed, left out or moved; seal a signed root over all cases."""

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do, and for `verify` what else to trust and where to write."""
    parser.add_argument("what", choices=("verify", "seal"), help="verify: read everything again; seal: sign a root over all cases now")
    parser.add_argument("--export", type=Path, metavar="FILE", help="also write the journal to a file for guichet/journal/stand_alone_verifier.py")
    parser.add_argument("--witness", type=Path, metavar="FOLDER", help="where the copies of the roots are (default: GUICHET_ROOTS_COPY)")
    parser.add_argument("--key", action="append", default=[], metavar="PUBLIC_KEY", help="a key trusted besides ours: an older one")


def run(options: argparse.Namespace) -> int:
    """Return 0 if the journal is whole, 1 after a sentence for each place where it is not."""
    from guichet.site.start import start_safely

    start_safely("journal")
    from guichet.journal import roots, verify
    from guichet.site import clock

    if options.what == "verify":
        return verify.run(options.export, options.witness, options.key)
    print(f"{roots.seal(clock.now())} roots sealed, signed with the key {roots.public_key()}.")
    return 0
