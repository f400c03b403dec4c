"""What the letters of a mailbox still ask of their reader: in each file that they may open, the limits that run for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from guichet import database
from guichet.casefile.known import Governing, key_of, stretches_of, uuid_of
from guichet.casefile.standing import limit
from guichet.casefile.views import LimitView
from guichet.law.rules import LetterRule, Rules, TimeLimit
from guichet.people.store import Viewer

_OPENED = """SELECT h."case", h.number, h.law FROM casefile_header h JOIN casefile_access a ON a."case" = h."case"
 WHERE a.role = %s AND a.body = %s AND h.number IN """


@dataclass(frozen=True, slots=True)
class FileAsks:
    """One file that the reader may open: for each letter that ever asks something of their role, the limit that runs by it today, if any."""

    by_letter: Mapping[str, LimitView | None]
    turn: bool  # is it the reader who must act now? Else the limit is theirs to use or leave, as an appeal is.


def asked_of(viewer: Viewer, numbers: Iterable[str], day: date) -> dict[str, FileAsks]:
    """By case number, for the files that the viewer may open; the others are left out. Two questions to the database."""
    wanted = sorted(numbers)
    if not wanted:
        return {}
    found = database.rows(f"{_OPENED}({', '.join(['%s'] * len(wanted))})", [viewer.role, key_of(viewer), *wanted])
    stretches = stretches_of([uuid_of(case) for case, _, _ in found], ("limit", "holder"), day) if found else {}
    told = {}
    for case, number, law in found:
        rules, its = Governing.rules_of(law), stretches.get(uuid_of(case), [])
        running = [limit(one, rules, day) for one in its if one.kind == "limit" and one.value["state"] == "running"]
        turn = any(one.kind == "holder" and one.name == viewer.role and one.value["state"] == "now" for one in its)
        told[number] = FileAsks(_by_letter(rules, viewer.role, running), turn)
    return told


def _by_letter(rules: Rules, role: str, running: Iterable[LimitView]) -> dict[str, LimitView | None]:
    """Which letter begins which limit of the role, by the law: both follow the same event, or the limit follows the notification of the letter."""
    mine = [one for one in rules.time_limits.values() if one.responsible == role]
    asks = {rule.letter: {one.name for one in mine if _begins(rule, one)} for rule in rules.letters}
    views = {one.name: one for one in running}
    return {letter: next((views[name] for name in sorted(names) if name in views), None) for letter, names in asks.items() if names}


def _begins(rule: LetterRule, limit: TimeLimit) -> bool:
    starts = limit.starts
    return starts.word == rule.after.word or (starts.word == "notified" and starts.subject.partition(":")[0] == rule.letter)
