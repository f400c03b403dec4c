"""An inspector follows employers: told by e-mail when a permit of one of them ends or comes back, with the proof of each e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from guichet.delivery.receipts import told_by_mail
from guichet.engine.case_number import number_of
from guichet.engine.messages import recipient_key
from guichet.engine.refusals import NotYours, Refusal
from guichet.law.form import Field
from guichet.people.store import Viewer
from guichet.portals.answers import Mistake, names_in_form
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.jinja import address
from guichet.portals.law_names import LawNames, letter_names
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.speech import in_four
from guichet.portals.strict import asked, posted
from guichet.portals.visitor import signed_in, visitor
from guichet.registry.following import follow, followed, unfollow
from guichet.site import clock

SHOWN = 50  # of what was told
FIELDS = (
    Field(
        "enterprise_number", "enterprise_number", in_four("Enterprise number of the employer"),
        hint=in_four("Ten digits, for example 0999.000.129"),
    ),
    Field("reference", "text", in_four("Reference of the inspection"), hint=in_four("For example INS-2026-0418")),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def following(request: HttpRequest) -> HttpResponse:
    """The employers that this inspector follows and what was told of them; a POST follows one more."""
    viewer = visitor(request)
    if request.method != "POST":
        return _show(request, viewer, {}, ())
    typed = posted(request, names_in_form(FIELDS))
    mistakes = read_form(FIELDS, typed, _ground(request)).mistakes
    if mistakes:
        return _show(request, viewer, typed, mistakes)
    try:
        follow(viewer, typed["enterprise_number"], typed["reference"], clock.now())
    except NotYours:
        raise Http404 from None
    except Refusal as refusal:
        return _show(request, viewer, typed, mistakes_of(refusal, FIELDS), STATUS[type(refusal).__name__])
    return HttpResponseRedirect(f"{address('following')}?done=followed")


@require_POST
@signed_in
def stop(request: HttpRequest) -> HttpResponse:
    """This inspector follows one employer no more."""
    typed = posted(request, ("enterprise_number",))
    try:
        unfollow(visitor(request), typed.get("enterprise_number", ""), clock.now())
    except NotYours:
        raise Http404 from None
    except Refusal as refusal:
        return _show(request, visitor(request), {}, mistakes_of(refusal, ()))
    return HttpResponseRedirect(f"{address('following')}?done=stopped")


def _show(request: HttpRequest, viewer: Viewer, typed: Mapping[str, str], mistakes: Iterable[Mistake], status: int = 422) -> HttpResponse:
    try:
        own = followed(viewer, clock.now())
    except NotYours:
        raise Http404 from None
    told = told_by_mail(recipient_key(viewer.role, viewer.body, viewer.person), SHOWN)
    values = {
        "form": form(FIELDS, typed, list(mistakes), _ground(request)), "own": own, "done": asked(request, ("done",)).get("done"),
        "told": [(number_of(one.case), one) for one in told], "names": letter_names(clock.today()),
    }  # fmt: skip
    return page(request, "following.html", values, status=status if mistakes else 200)


def _ground(request: HttpRequest) -> Ground:
    return Ground(None, LawNames({("field", one.name): one.title for one in FIELDS}), clock.today(), speech_of(request))
