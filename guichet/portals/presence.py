"""Who else has this file open: told when its page is shown, and again every minute to a script that says its reader is there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from guichet.casefile.views import CaseView
from guichet.people import presence
from guichet.portals.errors import error_page
from guichet.portals.frame import page
from guichet.portals.opened import case_or_404
from guichet.portals.strict import posted
from guichet.portals.visitor import is_staff, signed_in, visitor
from guichet.site import clock


@require_POST
@signed_in
def here(request: HttpRequest, number: str) -> HttpResponse:
    """The reader, who stands behind the counter, has this file open; answers who else has, as a piece of a page."""
    posted(request, ())
    case = case_or_404(request, number)
    if not is_staff(visitor(request)):
        return error_page(request, 403)
    presence.note(case.case, visitor(request), clock.now())
    return page(request, "present.html", {"present": others_here(request, case)})


def others_here(request: HttpRequest, case: CaseView) -> list[presence.Present]:
    """Who else has it open; applicants are not told and not counted."""
    return presence.others(case.case, visitor(request), clock.now()) if is_staff(visitor(request)) else []
