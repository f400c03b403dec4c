"""An inspector asks the register: first for what, then about whom; the question is written down before the answer shows."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from guichet.engine.refusals import NotYours, Refusal
from guichet.law.form import Field, Option
from guichet.portals.answers import Mistake, names_in_form
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.phrases import CONSULTATIONS
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.speech import in_four
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.registry.answers import Answer
from guichet.registry.purposes import PURPOSES
from guichet.registry.reading import ROLE, consult, own_consultations
from guichet.site import clock


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def inspection(request: HttpRequest) -> HttpResponse:
    """The form; a POST asks and shows the answer on the same page. Whoever is no inspector finds nothing here."""
    if visitor(request).role != ROLE:
        raise Http404
    fields = _fields()
    ground = Ground(None, LawNames({("field", one.name): one.title for one in fields}), clock.today(), speech_of(request))
    if request.method != "POST":
        return _show(request, fields, {}, [], ground)
    typed = posted(request, names_in_form(fields))
    mistakes = list(read_form(fields, typed, ground).mistakes)
    if mistakes:
        return _show(request, fields, typed, mistakes, ground)
    try:
        answer = consult(visitor(request), typed["purpose"], typed["reference"], typed["question"], clock.today(), clock.now())
    except NotYours:
        raise Http404 from None
    except Refusal as refusal:
        return _show(request, fields, typed, mistakes_of(refusal, fields), ground, status=STATUS[type(refusal).__name__])
    return _show(request, fields, {**typed, "question": ""}, [], ground, answer)


def _fields() -> tuple[Field, ...]:
    """Purpose first; then the one search field."""
    return (
        Field("purpose", "choice", in_four("For what do you ask?"), options=tuple(Option(name, _purpose(name)) for name in PURPOSES)),
        Field("reference", "text", in_four("Reference of the inspection"), hint=in_four("For example INS-2026-0418")),
        Field(
            "question", "text", in_four("Who?"),
            hint=in_four("Number of the file, or family name and enterprise number: Narayanan 0999.000.129"),
        ),
    )  # fmt: skip


def _purpose(name: str) -> Mapping[str, str]:
    return in_four(CONSULTATIONS[f"purpose_{name}"])


def _show(
    request: HttpRequest, fields: tuple[Field, ...], typed: Mapping[str, str], mistakes: list[Mistake], ground: Ground, answer: Answer | None = None,
    *, status: int = 422,
) -> HttpResponse:
    values = {
        "form": form(fields, typed, mistakes, ground),
        "answer": answer,
        "names": names_of(answer.rules) if answer and answer.rules else LawNames(),
        "own": own_consultations(visitor(request)),
        "purposes": {name: _purpose(name) for name in PURPOSES},
    }
    return page(request, "inspection.html", values, status=status if mistakes else 200)
