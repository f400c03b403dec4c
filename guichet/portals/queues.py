"""The lists of a commune and a post: who comes next, until when, and the one act that is theirs to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile import reading
from guichet.casefile.queues import ALL, SIZE, QueueLine, queues_of
from guichet.portals.deadlines import URGENT, Shade, shade_of_due
from guichet.portals.desk_law import act_with_code, laws_of_today
from guichet.portals.errors import error_page
from guichet.portals.frame import page, speech_of
from guichet.portals.speech import Speech
from guichet.portals.strict import asked
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock


@require_safe
@signed_in
def queues_page(request: HttpRequest) -> HttpResponse:
    """The people whom this desk waits for or has to do something for, what is due first on top."""
    viewer, laws = visitor(request), laws_of_today()
    queues = queues_of(viewer.role, laws)
    if not queues:
        return error_page(request, 403)
    wanted = asked(request, ("list", "page"))
    name, number = wanted.get("list", ALL), wanted.get("page", "")
    place = max(1, int(number)) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
    found = reading.list_queues(viewer, laws, name, place, clock.today())
    chosen = name if name in queues else ALL
    values = {
        "queues": {name: some[0] for name, some in queues.items()}, "chosen": chosen, "counts": found.counts,
        "groups": _groups(found.lines, clock.today()),
        "shade": lambda line: shade_of_line(line, clock.today(), speech_of(request)), "more": found.counts[chosen] > place * SIZE, "place": place,
        "take_over": act_with_code(viewer.role, laws),
    }  # fmt: skip
    return page(request, "queues.html", values)


def shade_of_line(line: QueueLine, today: date, spoken: Speech) -> Shade:
    """The sign of one line: how near its day is; without a day, whose turn it is."""
    if line.due_on:
        return shade_of_due(line.due_on, today, spoken)
    return Shade("turn", "turn", spoken.say("Your turn")) if line.acts else Shade("paused", "pause", spoken.say("With somebody else"))


def _groups(lines: Sequence[QueueLine], today: date) -> list[dict[str, object]]:
    """Today or late; within a week; later; without a day, the viewer's turn before that of others."""
    groups: dict[str, list[QueueLine]] = {"late": [], "week": [], "later": [], "turn": [], "others": []}
    for line in lines:
        left = (line.due_on - today).days if line.due_on else None
        name = ("turn" if line.acts else "others") if left is None else "late" if left <= 0 else "week" if left <= URGENT else "later"
        groups[name].append(line)
    return [{"name": name, "lines": found} for name, found in groups.items() if found]
