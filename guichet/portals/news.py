"""What was written in a file since somebody opened its page: a script asks now and then, so that nobody works on what is no longer so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.portals.frame import page
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404, numbered, tools
from guichet.portals.strict import asked
from guichet.portals.visitor import signed_in


@require_safe
@signed_in
def news_page(request: HttpRequest, number: str) -> HttpResponse:
    """The entries after the one that was shown last, as a piece of a page; empty (204) while there is none."""
    case, since = case_or_404(request, number), asked(request, ("since",)).get("since", "")
    shown = int(since) if since.isascii() and since.isdecimal() and len(since) < 9 else case.last
    lines = [(place, line) for place, line in numbered(case) if line.number > shown and line.kind != "notified"]
    if not lines:
        return HttpResponse(status=204)
    return page(request, "news.html", {**tools(request), "case": case, "names": names_of(case.rules), "lines": lines})
