"""Let the clock knock on every file in which something ends by today; what it finds was due anyway."""

import argparse
import time


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whether to go on."""
    parser.add_argument("--every", type=int, default=0, metavar="SECONDS", help="go on, and knock again after so many seconds")


def run(options: argparse.Namespace) -> int:
    """Knock once, or again and again."""
    from guichet.site.start import start_safely

    start_safely("tick")
    from django.db import close_old_connections

    from guichet.desk import tick

    while True:
        tick.run()
        if not options.every:
            return 0
        close_old_connections()
        time.sleep(options.every)
