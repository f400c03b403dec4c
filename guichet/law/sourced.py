"""Does every number, length, amount and day of the law stand in a line that says where it comes from?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from guichet.law.folder import Folder
from guichet.law.laying import name_of
from guichet.law.loader import Lines, Listed
from guichet.law.reading import Reading

FROM_THE_TOP = ("calendar",)  # one list of days: the source of the file is the source of each
SOURCES_THEMSELVES = ("acts",)
_LENGTH = re.compile(r"[0-9]+ (working days?|days?|weeks?|months?|years?|hours?)")


def check_sourced(r: Reading, folder: Folder) -> None:
    """Notes each number without a source in the shared files, the trunks and the parts of the regions."""
    seen: set[int] = set()  # what procedures share is the same object in all of them
    for name, tree in folder.shared.items():
        if name not in SOURCES_THEMSELVES:
            check_tree(r, tree, seen, covered=name in FROM_THE_TOP and bool(tree.get("source")))
    for procedure, trunk in folder.trunks.items():
        for tree in (trunk, *folder.overlays[procedure].values()):
            check_tree(r, tree, seen)


def check_tree(r: Reading, tree: object, seen: set[int], covered: bool = False) -> None:
    """Notes each number of one file without a source. The source of the file is that of its head alone, not of its tables."""
    if not isinstance(tree, Lines):
        return
    for key, value in tree.items():
        if isinstance(value, (Lines, Listed)):
            _note(r, _bare(value, key, covered, seen))
        elif _is_number(value) and not tree.get("source"):
            _note(r, [(tree, key, "file")])


def _note(r: Reading, found: Iterable[tuple[Lines, str, str]]) -> None:
    for place, key, where in found:
        what = f'"{place[key]}" has no source.' if not isinstance(place[key], Listed) else "these numbers have no source."
        r.wrong(place, key, where, what, 'Write "source: <act> <article>" in this line.')


def _bare(tree: object, where: str, covered: bool, seen: set[int]) -> Iterator[tuple[Lines, str, str]]:
    """Each place of a number, as mapping, key and way to it, that lies in no line with a source."""
    if isinstance(tree, Listed):
        for item in tree:
            yield from _bare(item, f"{where}.{name_of(item)}" if name_of(item) else where, covered, seen)
        return
    if not isinstance(tree, Lines) or covered or tree.get("source") or id(tree) in seen:
        return
    seen.add(id(tree))
    for key, value in tree.items():
        if _is_number(value) or (isinstance(value, Listed) and any(map(_is_number, value))):
            yield tree, key, where
        else:
            yield from _bare(value, f"{where}.{key}", covered, seen)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal, date)) and not isinstance(value, bool) or isinstance(value, str) and bool(_LENGTH.fullmatch(value))
