"""Let the clock knock on every file in which something ends by today; what it finds was due anyway."""

import argparse
import sys
import time

from guichet.site.commands import count


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whether to go on."""
    parser.add_argument("--every", type=count, default=0, metavar="SECONDS", help="go on, and knock again after so many seconds")


def run(options: argparse.Namespace) -> int:
    """Knock once, or again and again."""
    from guichet.site.start import start_safely

    start_safely("tick")
    from django.db import close_old_connections

    while True:
        knock(quiet=bool(options.every))
        if not options.every:
            return 0
        close_old_connections()
        time.sleep(options.every)


def knock(*, quiet: bool) -> None:
    """Let the clock speak in every file that is due, with a progress bar unless it is to be quiet."""
    from tqdm import tqdm

    from guichet.desk import heads, tick
    from guichet.site import clock

    day = clock.today()
    cases = tick.due(day)
    told = heads.warn(day, clock.now())
    changed = tick.knock(tqdm(cases, unit=" cases", disable=quiet or not sys.stderr.isatty()), day, clock.now())
    if not quiet:
        print(f"Heads of desk told of limits near their end: {told}.")
        print(f"Knocked on {len(cases)} files; in {changed} something ended.")
