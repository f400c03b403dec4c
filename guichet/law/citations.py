"""Is every source an act that is cited, and every doubt one that is told?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guichet.law.loader import Lines, Listed
from guichet.law.reading import Reading


def check_cited(r: Reading, trees: Iterable[object], shared: Mapping[str, Lines]) -> None:
    """Every source is an act that is cited, every doubt a doubt that is told."""
    acts = {str(e.get("act")) for e in shared["acts"].get("acts", ())}
    doubts = {str(e.get("doubt")) for e in shared["doubts"].get("doubts", ())}
    for tree in trees:
        for part, where in _parts(tree, "file"):
            for source in r.sources(part, where, needed=False):
                if source.partition(" ")[0] not in acts:
                    r.wrong(part, "source", where, f'"{source}" is no act of acts.yaml.', 'Write "source: <act> <article>" and add the act there.')
            doubt = part.get("doubt")
            if doubt not in (None, "") and next(iter(part), "") != "doubt" and str(doubt) not in doubts:
                r.wrong(part, "doubt", where, f'"{doubt}" is not told in doubts.yaml.', "Write the name of a doubt that is, or add it there.")


def _parts(tree: object, where: str) -> Iterator[tuple[Lines, str]]:
    if isinstance(tree, Lines):
        yield tree, where
        for key, value in tree.items():
            yield from _parts(value, key if where == "file" else f"{where}.{key}")
    elif isinstance(tree, Listed):
        for item in tree:
            name = next(iter(item.values()), "") if isinstance(item, Lines) else ""
            yield from _parts(item, f"{where}.{name}")
