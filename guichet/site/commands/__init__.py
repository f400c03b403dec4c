"""One module for each word after `guichet`: its docstring is its help, `arguments` its options, `run` what it does."""

from argparse import ArgumentTypeError


def count(text: str) -> int:
    """A number of things, 0 or more, as somebody typed it after an option. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal()):
        raise ArgumentTypeError(f"{text!r} is no number of things. Write a whole number, 0 or more.")
    return int(text)
