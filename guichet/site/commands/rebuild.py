"""Empty the views and tell them again from journal, vault and people, to the same content byte by byte."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: all views, all cases."""


def run(options: argparse.Namespace) -> int:
    """Tell every case again."""
    from guichet.site.start import start_safely

    start_safely("rebuild")
    from guichet.desk import rebuild

    rebuild.run()
    return 0
