"""Write letters, seal and send them, tell what joins cases, move the log of SQLite into its file; until told to stop."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whether to stop when nothing is left to do."""
    parser.add_argument("--once", action="store_true", help="stop when nothing is left to do")


def run(options: argparse.Namespace) -> int:
    """Work until nothing is left (--once) or until the process is asked to end."""
    from guichet.site.start import start_safely

    start_safely("work")
    from guichet.desk import worker

    worker.run(once=options.once)
    return 0
