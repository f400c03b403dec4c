"""Measure on this machine: lives beside another engine, time limits, letters, pages, the check before filing, the law, memory."""

import argparse
import json
from importlib import import_module

from guichet.site.commands import count

MEASURES = {
    "lives": "guichet.site.benches.lives",
    "time-limits": "guichet.site.benches.time_limits",
    "letters": "guichet.site.benches.letters",
    "pages": "guichet.site.benches.pages",
    "filing": "guichet.site.benches.filing",
    "law": "guichet.site.benches.law",
    "memory": "guichet.site.benches.memory",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to measure, how much of it, and how to tell."""
    parser.add_argument("measure", nargs="?", choices=MEASURES, help="one of them (default: all)")
    parser.add_argument("--cases", type=count, default=0, metavar="N", help="how many cases, letters, pages, procedures (default: its own number)")
    parser.add_argument("--json", action="store_true", help="for a machine to read")


def run(options: argparse.Namespace) -> int:
    """Measure and print one table, or one JSON object by measure; the database used is made for it and thrown away."""
    from guichet.site.benches.own_database import own_database

    chosen = [options.measure] if options.measure else list(MEASURES)
    with own_database() as folder:
        found = {name: import_module(MEASURES[name]).measure(options.cases, folder) for name in chosen}
    if options.json:
        print(json.dumps(found, indent=2))
        return 0
    for name, values in found.items():
        print(name)
        for key, value in values.items():
            print(f"  {key:42}{value:>16}")
    return 0
