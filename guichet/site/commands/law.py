"""Check the law folder, run its worked examples, list the words a lawyer may use; apply corrected lines to the files that run."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do and where."""
    meaning = "check: every mistake in a sentence; examples: run them; words: list them; apply: say what corrections.yaml changes in files that run"
    parser.add_argument("what", choices=("check", "examples", "words", "apply"), help=meaning)
    parser.add_argument("path", nargs="?", default="", help="a law folder or a file in one (default: the law of this Guichet)")
    parser.add_argument("--yes", action="store_true", help="apply: do it")
    parser.add_argument("--json", action="store_true", help="apply: one JSON object for each file, then the counts")


def run(options: argparse.Namespace) -> int:
    """Do it, without Django but for `apply`; exit code 1 on a mistake, a failing example or a file that could not be written."""
    if options.what == "apply":
        return _apply(options)
    from guichet.site.law_door import answer

    return answer(options.what, options.path)


def _apply(options: argparse.Namespace) -> int:
    from guichet.site.start import start_safely

    start_safely("law")
    from guichet.site import clock
    from guichet.site.law_applying import apply

    return apply(yes=options.yes, as_json=options.json, today=clock.today(), at=clock.now())
