"""The page from which a permit is renewed: what is known, what the day means, what will be asked; a POST begins the draft."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.casefile.views import CaseView
from guichet.engine.refusals import NotAllowedNow, Refusal
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404, tools
from guichet.portals.refusals import STATUS
from guichet.portals.running_permit import begin, offer
from guichet.portals.sentences import sentence_of
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def renewal_page(request: HttpRequest, number: str) -> HttpResponse:
    """Only for whoever applied: 404 for others, and where there is no card to renew."""
    case = case_or_404(request, number)
    if case.rules.applicant != visitor(request).role:
        raise Http404
    if request.method != "POST":
        return _shown(request, case, None, 200)
    identity = as_uuid(posted(request, ()).get("command", ""))
    if identity is None:
        raise BadRequest("The form has no identity.")
    try:
        draft = begin(case, visitor(request), clock.today(), clock.now(), identity)
    except Refusal as refusal:
        return _shown(request, case, refusal, STATUS.get(type(refusal).__name__, 422))
    return HttpResponseRedirect(address("receipt", draft.number) if draft.submitted else address("draft", draft.id))


def _shown(request: HttpRequest, case: CaseView, refusal: Refusal | None, status: int) -> HttpResponse:
    offered, spoken = offer(case, visitor(request), clock.today()), speech_of(request)
    if offered is None and refusal is None:
        refusal = NotAllowedNow("no_permit_yet" if not case.linked else "renewed_or_pending", {})
    why = refusal or (offered.refused if offered else None)
    names = names_of(offered.rules if offered else case.rules)
    said = sentence_of(why.name, why.values, spoken, names) if why else ""
    values = {"case": case, "offer": offered, "names": names, "refused": said, "command": uuid7(clock.now())}
    return page(request, "renewal.html", {**values, **tools(request)}, status=status)
