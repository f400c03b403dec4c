"""matrix.yaml read: what somebody gets who asks an address in a way, as a pure function of the words that fit them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("matrix.yaml")
ANSWERS = {"open", "sign-in", "moved", "409", "403", "404"}
WORDS = frozenset(
    "all anonymous lapsed employer representative worker host_family work_authority stay_authority post municipality inspector "
    "own former later expects subject stranger missing ended passed_on submitted may_now theirs others prints letter open_piece secret_piece printed written".split()
)
Lines = Mapping[frozenset[str], str]


@cache
def matrix() -> Mapping[tuple[str, str], Lines]:
    """(address, way) -> its lines, each the words it is for and the answer. Raises ValueError for what the file may not say."""
    told = yaml.safe_load(FILE.read_text("utf-8"))
    return {(name, way): _lines(told["doors"], lines, f"{name} {way}") for name, ways in told["urls"].items() for way, lines in ways.items()}


def ways_of(name: str) -> set[str]:
    """The ways in which an address may be asked."""
    return {way for other, way in matrix() if other == name}


def answer(name: str, way: str, words: Collection[str]) -> str:
    """What whoever these words fit gets; "405" for a way that the address does not take."""
    lines = matrix().get((name, way))
    if lines is None:
        return "405"
    here = {*words, "all"}
    fitting = [(len(key - {"all"}), place, said) for place, (key, said) in enumerate(lines.items()) if key <= here]
    return max(fitting)[2]


def _lines(doors: Mapping[str, Mapping[str, object]], told: str | Mapping[str, object], where: str) -> Lines:
    own = {"door": told} if isinstance(told, str) else dict(told)
    shared = doors[str(own.pop("door"))] if "door" in own else {}
    return dict(_read([*shared.items(), *own.items()], where))


def _read(lines: Iterable[tuple[str, object]], where: str) -> Iterable[tuple[frozenset[str], str]]:
    for words, said in lines:
        key = frozenset(words.split())
        if not key <= WORDS or str(said) not in ANSWERS:
            raise ValueError(f"matrix.yaml, {where}: “{words}: {said}” has a word that the head of the file does not explain.")
        yield key, str(said)
