"""Empty the views and tell them again from journal, vault and people, to the same content byte by byte."""

import argparse
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: all views, all cases."""


def run(options: argparse.Namespace) -> int:
    """Tell every case again, with a progress bar, and say how many there were."""
    from guichet.site.start import start_safely

    start_safely("rebuild")
    from tqdm import tqdm

    from guichet.desk import rebuild

    told = rebuild.rebuild(lambda cases: tqdm(cases, unit=" cases", disable=not sys.stderr.isatty()))
    print(f"Told {told} cases again.")
    return 0
