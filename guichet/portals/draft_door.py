"""How a page about one draft begins: the draft is opened with the law that fits it; 404 for whoever may not know of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from guichet.engine.because import reasons_for
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.law.rules import Field
from guichet.portals.answers import Mistake
from guichet.portals.because import because_text, origin_text
from guichet.portals.draft_law import DraftLaw, law_of_draft
from guichet.portals.forms import Ground
from guichet.portals.frame import speech_of
from guichet.portals.identity import as_uuid
from guichet.portals.jinja import address
from guichet.portals.speech import Speech
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock


def on_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one draft: the view is handed the draft and the law that fits it; one that was filed leads to its receipt, 404 for others."""

    @wraps(view)
    def opened(request: HttpRequest, draft_id: str, **kwargs: str) -> HttpResponse:
        identity = as_uuid(draft_id)
        draft = intake.open_draft(identity, visitor(request)) if identity else None
        if draft is None:
            raise Http404
        if draft.submitted:
            return HttpResponseRedirect(address("receipt", draft.number))
        return view(request, draft, law_of_draft(draft, visitor(request), clock.today()), **kwargs)

    return signed_in(opened)


def ground(request: HttpRequest, law: DraftLaw) -> Ground:
    """What the form of a draft stands on today."""
    spoken = speech_of(request)
    return Ground(law.rules, law.names, clock.today(), spoken, lambda one: because_of(one, law, spoken))


def because_of(one: Field, law: DraftLaw, spoken: Speech) -> str:
    """Why this question is asked, where not everybody is, and where its answer comes from, where nobody gave it here."""
    why = because_text(reasons_for(one, law.rules, law.facts, law.own), law.rules, law.names, law.on, spoken)
    return " ".join(filter(None, (why, origin_text(law.origins.get(one.name), spoken))))


def question_of(mistake: Mistake, draft: Draft, law: DraftLaw, more: str = "") -> str:
    """The address of the question that a mistake is about; "" where it is about none of the form."""
    field = law.rules.fields.get(mistake.field)
    return f"{address('question', draft.id, field.section, field.name)}{more}#{mistake.at}" if field else ""
