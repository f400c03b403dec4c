"""The files of one's company as a list for a spreadsheet: what a cell says is never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile import reading
from guichet.casefile.views import CaseFilter, CaseLine
from guichet.portals.frame import speech_of
from guichet.portals.speech import Speech
from guichet.portals.visitor import is_staff, signed_in, visitor
from guichet.site import clock

PAGE, MOST_PAGES = 200, 50  # 10,000 files
ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - some spreadsheets read the wide signs too


@require_safe
@signed_in
def files_csv(request: HttpRequest) -> HttpResponse:
    """Every file of the viewer, what needs doing first; for the public only: a desk takes no lists home."""
    if is_staff(visitor(request)):
        raise Http404
    spoken, out = speech_of(request), io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow([spoken.say(name) for name in ("Number", "Worker", "Permit", "Where it stands", "Your turn", "Time limit", "Last day")])
    for line in _lines(request):
        rows.writerow([plain(cell) for cell in _cells(line, spoken)])
    headers = {"Content-Disposition": 'attachment; filename="guichet.csv"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def plain(cell: str) -> str:
    """The cell as text: one that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if cell.startswith(ACTING) or cell.lstrip().startswith(ACTING) else cell


def _lines(request: HttpRequest) -> Iterator[CaseLine]:
    for page in range(1, MOST_PAGES + 1):
        found = reading.list_cases(visitor(request), CaseFilter(page=page, size=PAGE, own_turn_first=True), clock.today())
        yield from found.lines
        if page * PAGE >= found.total:
            return


def _cells(line: CaseLine, spoken: Speech) -> list[str]:
    limit = line.limit
    due = limit.due_on.isoformat() if limit and limit.due_on else ""
    turn = spoken.say("Yes") if line.turn else spoken.say("No")
    title = spoken.law(limit.title) if limit else ""
    return [line.number, line.worker_name, spoken.law(line.titles), spoken.law(line.status), turn, title, due]
