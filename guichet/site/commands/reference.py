"""Load the reference tables (municipalities, posts, countries) from the data folder; may be repeated at any time."""

import argparse
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare another folder than the one that comes with Guichet."""
    parser.add_argument("--folder", type=Path, help="where the tables are (default: data/)")


def run(options: argparse.Namespace) -> int:
    """Load them and say how many rows each has."""
    from guichet.site.start import start_safely

    start_safely("reference")
    from guichet.people import reference

    reference.load(lambda table, rows: sys.stdout.write(f"{table:24}{rows:7}\n"), options.folder)
    return 0
