"""The work list of a desk that decides: queues with their counts, filters, kept views; its address holds words of a closed list only."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile import reading
from guichet.casefile.work_list import HEADS, MOST_COUNTED, PAGE, SORTS, TABS, WorkFilter, WorkLine, WorkList
from guichet.desk.assigning import act_of
from guichet.law.rules import Rules, Words
from guichet.people.colleagues import Colleague, colleagues, hidden_columns, kept_views
from guichet.people.heads import is_head
from guichet.people.store import Viewer
from guichet.portals.desk_law import laws_of_today
from guichet.portals.errors import error_page
from guichet.portals.frame import page
from guichet.portals.identity import uuid7
from guichet.portals.jinja import address
from guichet.portals.opened import tools
from guichet.portals.strict import asked
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

ASKS = ("tab", "sort", "phase", "procedure", "agent")  # what a view may ask
COLUMNS = ("days", "limit", "file", "employer", "stands", "agent")  # which may be hidden; risk and worker are always there
Asks = Mapping[str, str]


@require_safe
@signed_in
def work_page(request: HttpRequest) -> HttpResponse:
    """The files of the viewer's desk, what the law decides soonest on top."""
    return show_work(request, asked(request, (*ASKS, "page", "none")))


def show_work(request: HttpRequest, parameters: Asks, more: Mapping[str, object] | None = None) -> HttpResponse:
    """The page of the list for what was asked; `more` is what an act on it has to say."""
    viewer, today = visitor(request), clock.today()
    laws = laws_of(viewer)
    if not laws:
        return error_page(request, 403)
    team = colleagues(viewer.role, viewer.body, today)
    tabs = tabs_of(viewer)
    asks = read_asks(parameters, laws, team, tabs)
    wanted = WorkFilter(**asks, page=_page_of(parameters), absent=absent(team), tabs=tabs)
    found = reading.work_list(viewer, wanted, today)
    hidden = hidden_columns(viewer.person)
    values = {
        **tools(request), "columns": COLUMNS, "shown": [name for name in COLUMNS if name not in hidden],
        "list": found, "wanted": wanted, "groups": grouped(found), "tabs": tabs, "heads": HEADS in tabs, "sorts": SORTS, "team": team, "laws": laws,
        "views": kept_views(viewer.person, viewer.role, viewer.body), "link": link, "asks": asks, "here": urlencode(asks),
        "phases": _phases(laws), "command": uuid7(clock.now()), "most": MOST_COUNTED, "size": PAGE,
        "me": next((one for one in team if one.ref == viewer.person), None),
        "agent_of": {one.ref: one for one in team}, "report": None, "mistake": "", "all_taken": bool(parameters.get("none")),
    }  # fmt: skip
    return page(request, "work_list.html", {**values, **(more or {})}, status=422 if more and more.get("mistake") else 200)


def laws_of(viewer: Viewer) -> list[Rules]:
    """Today's law of every procedure in which the viewer's role decides something and gives its files to its agents; none for other roles."""
    deciding = (rules for rules in laws_of_today() if any(track.decided_by == viewer.role for track in rules.tracks.values()))
    return [rules for rules in deciding if act_of(rules, viewer.role)]


def tabs_of(viewer: Viewer) -> tuple[str, ...]:
    """The queues of the page; whoever heads the desk has one more."""
    return tuple(tab for tab in TABS if tab != HEADS or is_head(viewer.actor, clock.today()))


def read_asks(parameters: Asks, laws: list[Rules], team: list[Colleague], tabs: tuple[str, ...]) -> dict[str, str]:
    """What is asked, each from its closed list; what means nothing is passed over."""
    allowed = {
        "tab": tabs, "sort": tuple(SORTS), "phase": ("", *_phases(laws)), "procedure": ("", *(rules.procedure for rules in laws)),
        "agent": ("", *(one.ref for one in team)),
    }  # fmt: skip
    return {name: parameters.get(name, "") if parameters.get(name) in values else values[0] for name, values in allowed.items()}


def absent(team: list[Colleague]) -> tuple[str, ...]:
    """The colleagues whose files anybody may take over."""
    return tuple(one.ref for one in team if one.absent_until)


def link(asks: Asks, **other: object) -> str:
    """The address of the list that asks the same, but for these."""
    all_asked = {**asks, **other}
    told = {name: all_asked[name] for name in (*ASKS, "page") if all_asked.get(name)}
    return f"{address('work')}?{urlencode(told)}" if told else address("work")


def grouped(found: WorkList) -> list[tuple[str, list[WorkLine]]]:
    """The lines of a page by group, in their order."""
    groups: dict[str, list[WorkLine]] = {}
    for line in found.lines:
        groups.setdefault(line.group, []).append(line)
    return list(groups.items())


def _phases(laws: list[Rules]) -> dict[str, Words]:
    """Where a file may stand while it is not over, in the words of its status."""
    return {name: phase.status for rules in laws for name, phase in rules.phases.items() if not phase.ended}


def _page_of(parameters: Asks) -> int:
    number = parameters.get("page", "")
    return max(1, int(number)) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
