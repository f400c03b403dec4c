"""The number of a case: nine signs from the random bits of its id, and a check sign; people read it, say it and type it."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31, a prime; without 0, 1, I, L and O
LENGTH = 10
_RANDOM_BITS = 62  # the last ones of a UUID of version 7 (RFC 9562, rand_b)
_RADIX = 3  # a primitive root of 31: every sign mistyped and every two signs swapped are found (as in ISO 7064, pure systems)
_PLACES = {sign: place for place, sign in enumerate(SIGNS)}


@lru_cache(maxsize=1024)
def number_of(case: UUID) -> str:
    """The number of a case, always the same for the same id; two cases in 26 million million share one by chance."""
    rest = case.int & ((1 << _RANDOM_BITS) - 1)
    signs = ""
    for _ in range(LENGTH - 1):
        rest, place = divmod(rest, len(SIGNS))
        signs += SIGNS[place]
    return signs + SIGNS[(1 - _sum(signs)) % len(SIGNS)]


def is_valid(number: str) -> bool:
    """Could this be the number of a case: ten signs of the alphabet, the last one right?"""
    if len(number) != LENGTH or any(sign not in _PLACES for sign in number):
        return False
    return (_sum(number[:-1]) + _PLACES[number[-1]]) % len(SIGNS) == 1


def spaced(number: str) -> str:
    """As people read it: "7KM4 2QX9 B6"."""
    return " ".join(part for part in (number[:4], number[4:8], number[8:]) if part)


def _sum(signs: str) -> int:
    found = 0
    for sign in signs:
        found = (found + _PLACES[sign]) * _RADIX % len(SIGNS)
    return found
