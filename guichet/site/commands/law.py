"""Check the law folder, run its worked examples, list the words a lawyer may use; on any folder or file."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do and where."""
    meaning = "check: every mistake in a sentence; examples: run them; words: list them"
    parser.add_argument("what", choices=("check", "examples", "words"), help=meaning)
    parser.add_argument("path", nargs="?", default="", help="a law folder or a file in one (default: the law of this Guichet)")


def run(options: argparse.Namespace) -> int:
    """Do it without Django; exit code 1 on a mistake or a failing example."""
    from guichet.site.law_door import answer

    return answer(options.what, options.path)
