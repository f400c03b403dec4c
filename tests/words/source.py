"""The Python of Guichet as the tests of words read it: every file with its room, its tree and its tokens."""

import ast
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = "law engine journal vault people sources intake casefile registry letters delivery desk portals site".split()


@dataclass(frozen=True)
class Source:
    """One file of the product."""

    path: Path

    @cached_property
    def room(self) -> str:
        return self.path.relative_to(ROOT / "guichet").parts[0]

    @cached_property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.path.read_text(encoding="utf-8"))))

    def tokens(self) -> Iterator[tokenize.TokenInfo]:
        """Every token: names, texts, comments."""
        with tokenize.open(self.path) as lines:
            yield from tokenize.generate_tokens(lines.readline)

    def at(self, line: int) -> str:
        """Where in the project a line is, to be named when something is wrong."""
        return f"{self.path.relative_to(ROOT)}:{line}"


def sources(*, migrations: bool = False) -> list[Source]:
    """Return every file of the product; with its migrations only if asked."""
    return [one for one in _found() if migrations or not one.is_migration]


@cache
def _found() -> list[Source]:
    return [Source(path) for path in sorted((ROOT / "guichet").rglob("*.py"))]
