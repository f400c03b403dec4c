"""Reading rows of places of work: in each a municipality and how much of the work is done there, in per cent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from guichet.engine.typed_numbers import read_whole
from guichet.engine.typed_text import clean_text
from guichet.engine.unreadable import Unreadable

MOST_PLACES = 20
WHOLE = 100  # per cent
LONGEST = 60


def read_workplaces(typed: object, find: Callable[[str], str]) -> list[list[str]]:
    """Pairs of municipality and share, the largest share first; rows left empty are passed over, one place alone has all of the work.

    `find` gives the code of the municipality that was meant, "" for none.
    """
    found: dict[str, int] = {}
    rows = [(row, place, share) for row, (place, share) in enumerate(_pairs(typed), start=1) if place or share]
    for row, place, share in rows:
        code = find(place)
        if not code:
            raise Unreadable("no_such_place", row=row)
        if code in found:
            raise Unreadable("place_twice", row=row)
        found[code] = WHOLE if not share and len(rows) == 1 else _share(share, row)
    if found and sum(found.values()) != WHOLE:
        raise Unreadable("shares_not_whole", sum=sum(found.values()))
    return [[code, str(share)] for code, share in sorted(found.items(), key=lambda one: (-one[1], one[0]))]


def coded(place: str) -> str:
    """The code behind a name that several places share, "Saint-Nicolas (62093)"; else what was typed."""
    found = re.fullmatch(r".*\((\d{5})\)", place)
    return found[1] if found else place


def main_place(places: Sequence[Sequence[str]]) -> str:
    """Where most of the work is done; "" where two places have the same share, or none is known."""
    shares = sorted((Decimal(share) for _, share in places), reverse=True)
    return next((code for code, share in places if Decimal(share) == shares[0]), "") if shares and shares.count(shares[0]) == 1 else ""


def _share(typed: str, row: int) -> int:
    try:
        share = read_whole(typed.rstrip("% "), "1", str(WHOLE))
    except Unreadable:
        share = None
    if share is None:
        raise Unreadable("share_unreadable", row=row)
    return share


def _pairs(typed: object) -> list[tuple[str, str]]:
    rows = list(typed) if isinstance(typed, list | tuple) else []
    if not rows and typed not in ("", None, [], ()):
        raise Unreadable("not_one_answer")
    if len(rows) > MOST_PLACES:
        raise Unreadable("too_many_rows", most=MOST_PLACES)
    if not all(isinstance(row, list | tuple) and len(row) == 2 and all(isinstance(part, str | int) for part in row) for row in rows):
        raise Unreadable("not_one_answer")
    return [(clean_text(str(place), LONGEST), clean_text(str(share), LONGEST)) for place, share in rows]
