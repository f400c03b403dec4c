"""The console command `guichet`: one word for each thing a person starts by hand."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from guichet.site.outside import in_words

COMMANDS = {
    "demo": "show Guichet on this machine, with fictional people and living cases",
    "serve": "serve the pages (gunicorn)",
    "work": "write letters, send them, tell what joins cases",
    "tick": "let the clock knock on the files in which something ends",
    "law": "check the law folder, run its worked examples, list its words",
    "head": "name the first head of a desk",
    "journal": "verify the journal, seal its roots",
    "registry": "verify the log of consultations",
    "rebuild": "empty the views and tell them again from the journal",
    "reference": "load the reference tables (municipalities, posts, countries)",
    "bench": "measure lives per second and time limits per second",
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 something is wrong (told in a sentence), 2 misunderstood."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.site.settings")
    words = list(sys.argv[1:] if words is None else words)
    parser = _parser()
    if not words or words[0] not in COMMANDS:
        parser.parse_args(words or ["--help"])
    command = import_module(f"guichet.site.commands.{words[0]}")  # only this one: `guichet law` must not wait for Django
    own = argparse.ArgumentParser(prog=f"guichet {words[0]}", description=command.__doc__)
    command.arguments(own)
    try:
        return int(command.run(own.parse_intermixed_args(words[1:])))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our lines went away (`guichet law words | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        why = in_words(error)
        if not why:
            raise
        sys.stderr.write(f"{why}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:{width}}  {title}" for name, title in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="guichet",
        description="The open one-stop shop for combined work and residence permits.",
        epilog=f"commands:\n{lines}\n\nguichet COMMAND --help says more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", metavar="COMMAND", choices=COMMANDS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
