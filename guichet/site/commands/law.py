"""Check the law folder, run its examples, list its words, begin a procedure, compare, draw, sign; apply corrected lines to the files that run."""

import argparse

MEANINGS = {
    "check": "every mistake in a sentence",
    "examples": "run the worked examples",
    "words": "list the words that a lawyer may use",
    "new": "begin a procedure of that name: small, whole, without a mistake",
    "diff": "what changed between two law folders, and how many open files it concerns",
    "draw": "draw a procedure as SVG, or as BPMN 2.0 into a file that ends so",
    "schema": "write the JSON Schema of each kind of law file into a folder",
    "key": "make a key for an authority, to sign the law with",
    "sign": "sign law files as an authority: its own layer, and what all share",
    "apply": "say what corrections.yaml changes in files that run",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do and where."""
    parser.add_argument("what", choices=tuple(MEANINGS), help="; ".join(f"{name}: {meaning}" for name, meaning in MEANINGS.items()))
    parser.add_argument("path", nargs="?", default="", help="a law folder or a file in one (default: this Guichet's); new, draw: a procedure")
    parser.add_argument("second", nargs="?", default="", help="diff: the newer folder (default: the law of this Guichet); draw: the file to write")
    parser.add_argument("more", nargs="*", help="sign: further files")
    parser.add_argument("--region", default="", help="draw: as this region has it")
    parser.add_argument("--on", default="", metavar="DAY", help="draw: as it stands on this day (default: today, or its first day if that is later)")
    parser.add_argument("--language", default="en", choices=("fr", "nl", "de", "en"), help="draw: the language of its words")
    parser.add_argument("--files", action="store_true", help="diff: count the open files that stand under what changed")
    parser.add_argument("--signed", action="store_true", help="check: refuse what is not signed by whoever holds its pen")
    parser.add_argument("--keys", default="", metavar="FILE", help="check: the public keys of the authorities (default: GUICHET_LAW_KEYS)")
    parser.add_argument("--as", dest="authority", default="", metavar="AUTHORITY", help="key, sign: the code of an authority of authorities.yaml")
    parser.add_argument("--key", default="", metavar="FILE", help="key, sign: the file with its private key")
    parser.add_argument("--yes", action="store_true", help="apply: do it")
    parser.add_argument("--json", action="store_true", help="apply: one JSON object for each file, then the counts")


def run(options: argparse.Namespace) -> int:
    """Do it, without Django where the law alone can answer; exit code 1 on a mistake, a failing example or a file that could not be written."""
    if options.what == "apply" or options.files:
        from guichet.site.start import start_safely

        start_safely("law")
    if options.what == "apply":
        return _apply(options)
    if options.what == "draw":
        from guichet.site.law_drawn import draw

        return draw(options)
    if options.what in ("key", "sign") or options.signed:
        from guichet.site.law_pens import pens

        return pens(options)
    from guichet.site.law_door import answer, make

    return make(options) if options.what in ("new", "diff", "schema") else answer(options.what, options.path)


def _apply(options: argparse.Namespace) -> int:
    from guichet.site import clock
    from guichet.site.law_applying import apply

    return apply(yes=options.yes, as_json=options.json, today=clock.today(), at=clock.now())
