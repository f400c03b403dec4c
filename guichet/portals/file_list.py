"""The list of files: the most urgent first; what is looked for, perhaps a name, is in no address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.casefile import reading
from guichet.casefile.views import CaseFilter, CaseLine
from guichet.engine.case_number import is_valid
from guichet.portals.deadlines import URGENT, days_left
from guichet.portals.desk_law import laws_of_today
from guichet.portals.frame import page
from guichet.portals.identity import plain_number
from guichet.portals.jinja import address
from guichet.portals.offered import drafts_of, procedures
from guichet.portals.opened import tools
from guichet.portals.search import keep_search, searched
from guichet.portals.strict import asked, posted
from guichet.portals.visitor import is_staff, signed_in, visitor
from guichet.site import clock

TABS = ("all", "turn", "urgent", "waiting", "ended")
LONGEST = 200  # signs of a search
FEW = 5  # files that the public finds without a search


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def list_files(request: HttpRequest) -> HttpResponse:
    """The files of the viewer: a table for a desk, rows for the public. A POST changes what is looked for."""
    if request.method == "POST":
        return _search(request)
    wanted, left = _wanted(request), plain_number(request.GET.get("left", ""))
    found = reading.list_cases(visitor(request), wanted, clock.today(), laws_of_today())
    values = {**tools(request), "list": found, "wanted": wanted, "tabs": TABS, "left": left if is_valid(left) else "", "few": FEW}
    if is_staff(visitor(request)):
        return page(request, "list_desk.html", {**values, "groups": _groups(found.lines, clock.today())})
    values["may_apply"] = bool(procedures(visitor(request).role, clock.today()))
    return page(request, "list_public.html", {**values, "drafts": drafts_of(visitor(request), clock.today())})


def _search(request: HttpRequest) -> HttpResponse:
    """Keeps what is looked for in the session, where only Guichet can read it; then the list, whose address may be loaded again."""
    form = posted(request, ("q", "tab"))
    text = "".join(sign for sign in form.get("q", "") if sign.isprintable()).strip()[:LONGEST]
    keep_search(request, text)
    return HttpResponseRedirect(f"{address('files')}?tab={_tab(form)}")


def _wanted(request: HttpRequest) -> CaseFilter:
    """What the address and the search ask of the list; what means nothing is passed over."""
    parameters = asked(request, ("tab", "page"))
    number = parameters.get("page", "")
    known = number.isascii() and number.isdecimal() and len(number) < 6
    return CaseFilter(
        text=searched(request), tab=_tab(parameters), page=max(1, int(number)) if known else 1, own_turn_first=not is_staff(visitor(request))
    )


def _tab(parameters: Mapping[str, str]) -> str:
    tab = parameters.get("tab", "")
    return tab if tab in TABS else "all"


def _groups(lines: tuple[CaseLine, ...], today: date) -> list[dict[str, object]]:
    """Lines of a desk by legal risk: a limit that acts within days, the viewer's turn, running, paused, no limit."""
    groups: dict[str, list[CaseLine]] = {"urgent": [], "turn": [], "running": [], "paused": [], "other": []}
    for line in lines:
        groups[_risk(line, today)].append(line)
    return [{"name": name, "lines": found} for name, found in groups.items() if found]


def _risk(line: CaseLine, today: date) -> str:
    left = days_left(line.limit, today) if line.limit else None
    due = line.due.due_on if line.due else None
    if due and (due - today).days <= URGENT:
        return "urgent"
    if line.limit is None or line.limit.state not in ("running", "paused"):
        return "turn" if line.turn else "other"
    if line.limit.state == "paused":
        return "paused"
    if left is not None and left <= URGENT:
        return "urgent"
    return "turn" if line.turn else "running"
