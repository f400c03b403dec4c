"""What a body keeps of a file that has passed to another: its own acts and the documents it issued, up to the day it left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from guichet.casefile import history
from guichet.casefile.known import Governing, entries, uuid_of
from guichet.casefile.naming import naming
from guichet.casefile.sight import Seen
from guichet.casefile.views import HistoryLine, Words
from guichet.engine.words import Entry
from guichet.law.rules import Rules
from guichet.people.store import Viewer


@dataclass(frozen=True, slots=True)
class FormerCase:
    """The file as its former holder keeps it: who, from when to when, to whom it went, and their own lines of the history."""

    number: str
    worker_name: str
    titles: Words
    from_on: date
    to_on: date
    to: Words | str
    history: tuple[HistoryLine, ...]
    rules: Rules


_HEADER = 'SELECT "case", law, worker_name, bodies FROM casefile_header WHERE number = %s'


def former_case(number: str, viewer: Viewer) -> FormerCase | None:
    """The file that this body once held and another one holds now; None for whoever never held it, or holds it still."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADER, [number])
        row = cursor.fetchone()
    bodies = json.loads(row[3]) if row else {}
    if not row or not viewer.body or bodies.get(viewer.role, viewer.body) == viewer.body:
        return None
    told = entries(uuid_of(row[0]))
    held = [one for one in told if one.kind == "assigned" and one.data.get("role") == viewer.role]
    places = [place for place, one in enumerate(held) if one.data.get("body") == viewer.body]
    if not places:
        return None
    return _former(number, (row[1], row[2]), told, held[places[0]], held[places[-1] + 1], viewer)


def _former(number: str, header: tuple[str, str], told: Sequence[Entry], first: Entry, left: Entry, viewer: Viewer) -> FormerCase:
    law, worker_name = header
    rules, to = Governing.rules_of(law), str(left.data["body"])
    names = naming(rules, {}, [viewer.body, to], worker_name)
    seen = Seen(rules, viewer.role, viewer.body, frozenset(), frozenset(), True)
    own = [one for one in told if (one.by.role, one.by.body) == (viewer.role, viewer.body) or one.number == left.number]
    lines = history.history(own, seen, names, {})
    return FormerCase(number, worker_name, rules.title, first.on, left.on, names.holder(viewer.role, to), lines, rules)
