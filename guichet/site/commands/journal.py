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
        return 1 if _told_what_is_missing(options) else verify.run(options.export, options.witness, options.key)
    print(f"{roots.seal(clock.now())} roots sealed, signed with the key {roots.public_key()}.")
    return 0


def _told_what_is_missing(options: argparse.Namespace) -> bool:
    """Say which named folder is not there; and that without copies of the roots a journal that was rewritten whole looks whole."""
    from django.conf import settings

    from guichet.journal.stand_alone_verifier import witness_of

    witness = options.witness or settings.ROOTS_COPY
    if options.witness and not witness.exists():
        print(f"{witness} is not there. Name the folder that holds the copies of the roots.")
    elif options.export and not options.export.resolve().parent.is_dir():
        print(f"{options.export} cannot be written: there is no folder {options.export.resolve().parent}. Make it, or name another file.")
    else:
        copies = len(witness_of(witness)) if witness.exists() else 0
        print(f"Copies of roots in {witness}: {copies}.")
        if not copies:
            print("Without them a journal that was rewritten and signed anew is not found out.")
        return False
    return True
