"""Applications that came on paper: where an authority begins to enter one, and goes on."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.intake import store as intake
from guichet.portals.errors import error_page
from guichet.portals.frame import page
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.offered import drafts_of, procedures_on_paper
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def on_paper(request: HttpRequest) -> HttpResponse:
    """The applications that may come on paper, and those that this desk has begun to enter; a POST begins one."""
    viewer = visitor(request)
    offered = procedures_on_paper(viewer.role, clock.today())
    if not offered:
        return error_page(request, 403)
    if request.method == "POST":
        form_of = posted(request, ("procedure",))
        identity = as_uuid(form_of.get("command", ""))
        rules = next((one for one in offered if one.procedure == form_of.get("procedure")), None)
        if identity is None or rules is None:
            raise BadRequest("No such application may come on paper.")
        draft = intake.start(viewer, rules.procedure, rules.application, clock.now(), identity)
        return HttpResponseRedirect(address("draft", draft.id))
    values = {"offered": offered, "drafts": drafts_of(viewer, clock.today()), "command": uuid7(clock.now())}
    return page(request, "on_paper.html", values)
