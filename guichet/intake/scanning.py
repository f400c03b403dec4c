"""Is there a virus in a file? The scanner is asked before anybody may open it; where it does not answer, the file waits behind a lock."""

from __future__ import annotations

from typing import Protocol

from guichet.vault import held

CLEAN, INFECTED, WAITING = "clean", held.INFECTED, held.WAITING
BATCH = 20


class Scanner(Protocol):
    """Whoever looks for viruses."""

    def scan(self, content: bytes) -> str:
        """The name of what was found, "" if the file is clean. Raises anything when it cannot tell."""
        ...


class _Chosen:
    """The scanner of this process, handed over by the site."""

    scanner: Scanner | None = None


def use(scanner: Scanner | None) -> Scanner | None:
    """From now on this scanner is asked; None: nobody answers. Returns the one before."""
    before, _Chosen.scanner = _Chosen.scanner, scanner
    return before


def verdict(content: bytes) -> str:
    """CLEAN, INFECTED, or WAITING where the scanner gave no answer that can be understood."""
    try:
        found = _Chosen.scanner.scan(content) if _Chosen.scanner else None
    except Exception:  # noqa: BLE001  whatever goes wrong with a neighbour, the file waits
        return WAITING
    if not isinstance(found, str):
        return WAITING
    return INFECTED if found else CLEAN


def scan_again(batch: int = BATCH) -> int:
    """Ask again about files that wait: a clean one opens, an infected one is destroyed. Returns how many were settled."""
    settled = 0
    for case, ref in held.waiting(batch):
        content = held.content_of(case, ref)
        told = CLEAN if content is None else verdict(content)  # its case was erased: nothing is left to hold
        if told == WAITING:
            return settled  # the scanner is still away
        held.release(case, ref) if told == CLEAN else held.condemn(case, ref)
        settled += 1
    return settled
