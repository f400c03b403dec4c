"""Time limits and rights as the law folder tells them."""

from __future__ import annotations

from collections.abc import Mapping

from guichet.law.reading import Reading, Tree
from guichet.law.rules import Recipient, Right, TimeLimit

NAMES = ("responsible", "from_day_of", "passing", "doubt")
FLAGS = ("backwards", "saturday_counts", "reminder")  # false where nothing is said
WORDS = ("appeal_to", "appeal_form")
LIMIT_KEYS = ("limit", "title", "starts", "length", "addressee", "rolls", "ends", "first_day", "paused_by", "pause_limit", "open_to",
              "suspends", "when", "source", *NAMES, *FLAGS, *WORDS)  # fmt: skip


def read_time_limits(r: Reading, tree: Tree) -> dict[str, TimeLimit]:
    """The time limits, by name."""
    found = {name: _limit(r, e, name, where) for e, name, where in r.table(tree, "time_limits", "limit")}
    for name, limit in found.items():
        if bool(limit.paused_by) != bool(limit.pause_limit) or not set(limit.pause_limit) <= set(found):
            r.wrong(tree, "time_limits", f"time_limits.{name}", "paused_by and pause_limit go together.", "Name the limit given for a request.")
    return found


def _limit(r: Reading, e: Tree, name: str, where: str) -> TimeLimit:
    r.keys(e, where, LIMIT_KEYS)
    length, length_source = r.length(e, "length", where)
    return TimeLimit(
        name=name,
        title=r.words_in_four(e, "title", where),
        starts=r.pattern(e, "starts", where),
        length=length,
        length_source=length_source,
        addressee=r.choice(e, "addressee", where, ("authority", "party")),
        rolls=r.flag(e, "rolls", where),
        ends=r.patterns(e, "ends", where),
        first_day=r.length(e, "first_day", where, needed=False)[0],
        paused_by=r.names(e, "paused_by", where),
        pause_limit=r.names(e, "pause_limit", where),
        open_to=_open_to(r, e, where),
        suspends=r.choice(e, "suspends", where, ("yes", "no", "unknown"), ""),
        when=r.condition(e, "when", where),
        source=r.sources(e, where),
        length_doubt=_dated_doubt(e),
        **{key: r.text(e, key, where, "") for key in NAMES},
        **{key: r.flag(e, key, where, False) for key in FLAGS},
        **{key: r.words_in_four(e, key, where, needed=False) for key in WORDS},
    )


def _dated_doubt(tree: Tree) -> str:
    """The doubt of the line that gives the length on this day."""
    length = tree.get("length")
    return str(length.get("doubt", "")) if isinstance(length, Mapping) else ""


def _open_to(r: Reading, tree: Tree, where: str) -> tuple[Recipient, ...]:
    """Who may lodge an appeal, each with its condition."""
    rows = [row for row in tree.get("open_to") or () if isinstance(row, Mapping)]
    for row in rows:
        r.keys(row, f"{where}.open_to", ("role", "when", "source", "doubt"))
    return tuple(Recipient(r.text(row, "role", where), "", r.condition(row, "when", where)) for row in rows)


def read_rights(r: Reading, tree: Tree) -> tuple[Right, ...]:
    """The rights of every interval, in order."""
    found = []
    for e, name, where in r.table(tree, "rights", "right"):
        r.keys(e, where, ("right", "title", "when", "stay", "work", "until", "work_until", "document", "source", "doubt"))
        when = r.condition(e, "when", where)
        if when is None:
            r.wrong(e, "when", where, "it does not say when.", 'Write "when: {phase: {is: ...}}".')
            continue
        answers = [r.choice(e, q, where, ("yes", "no", "unknown")) for q in ("stay", "work")]
        found.append(
            Right(
                name,
                when,
                *answers,
                r.words_in_four(e, "title", where),
                r.names(e, "until", where),
                r.text(e, "document", where, ""),
                r.sources(e, where),
                r.text(e, "doubt", where, ""),
                r.names(e, "work_until", where),
            )
        )
    return tuple(found)
