"""Show Guichet on this machine: makes the tables, tells living cases of fictional people, then serves, works and ticks."""

import argparse
import os

from guichet.site.commands import count


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the port, and how many cases to tell."""
    parser.add_argument("--port", type=int, default=8000, help="where to listen on this machine (default: %(default)s)")
    parser.add_argument("--cases", type=count, default=0, metavar="N", help="tell N cases, the about forty living ones among them, if there is none")
    parser.add_argument("--prepare", action="store_true", help="make and tell everything, but serve nothing")


def run(options: argparse.Namespace) -> int:
    """Prepare what is missing, then hold the three processes until Ctrl-C."""
    os.environ["GUICHET_DEMO"] = "1"  # before the settings are read, here and in the processes that inherit it
    os.environ.setdefault("GUICHET_ADDRESS", f"http://localhost:{options.port}")
    from guichet.site import demo

    if not options.prepare and not demo.is_free(options.port):
        print(f"Port {options.port} is taken. End what listens there, or choose another: make demo PORT={options.port + 1}")
        return 1
    demo.prepare(options.cases)
    return 0 if options.prepare else demo.hold(options.port)
