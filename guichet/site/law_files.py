"""Which open files stand under a law that changed: counted, so that nobody changes a line without knowing whom it meets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guichet.law.differences import Difference


def told(found: Iterable[Difference]) -> Iterator[str]:
    """One sentence for each procedure and region that a difference touches. Needs Django."""
    from guichet.casefile.open_files import open_files
    from guichet.site import clock

    counts = open_files(clock.today())
    touched = {(one.procedure, one.region) for one in found}
    for (procedure, region), number in sorted(counts.items()):
        if touched & {("", ""), (procedure, ""), (procedure, region)}:
            yield f"{procedure}, {region}: {number} open file{'s' * (number != 1)}."
    yield "A file keeps the law of its day; only a correction reaches it (guichet law apply)." if counts else "No file is open."
