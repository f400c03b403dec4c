"""An application before it is filed: its parts, its documents, reading it over, filing it."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from guichet.casefile import reading
from guichet.desk.handle import handle
from guichet.engine.case_number import number_of
from guichet.engine.refusals import Refusal
from guichet.intake import copies
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.people.store import Viewer
from guichet.portals import filing
from guichet.portals.answers import Mistake, names_in_form
from guichet.portals.begun_with import begin_known
from guichet.portals.copying import earlier_of, source_of, to_copy
from guichet.portals.draft_door import on_draft, question_of
from guichet.portals.draft_law import DraftLaw
from guichet.portals.foretold import foretold
from guichet.portals.forms import form, read_form
from guichet.portals.found_before_filing import found_in, in_words
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.offered import drafts_of, procedures
from guichet.portals.opened import tools
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.sentences import sentence_of
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

KEPT = {"kept_days": settings.DRAFT_DAYS, "reminder_days": settings.DRAFT_REMINDER_DAYS}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def applications(request: HttpRequest) -> HttpResponse:
    """The drafts of the viewer and the procedures one may apply for; a POST begins a draft."""
    viewer = visitor(request)
    offered = procedures(viewer.role, clock.today())
    if request.method == "POST":
        form_of = posted(request, ("procedure", "copy", "worker"))
        if form_of.get("copy"):
            return _copied(request, form_of)
        chosen, identity = form_of.get("procedure", ""), as_uuid(form_of.get("command", ""))
        if identity is None or chosen not in {one.procedure for one in offered}:
            raise BadRequest("No such procedure is offered to this person.")
        rules = next(one for one in offered if one.procedure == chosen)
        draft = intake.start(viewer, rules.procedure, rules.application, clock.now(), identity)
        if not draft.answers_ref:
            begin_known(draft, viewer, clock.today(), clock.now())
        return HttpResponseRedirect(address("draft", draft.id))
    drafts = drafts_of(viewer, clock.today())
    values = {"offered": offered, "drafts": drafts, "earlier": earlier_of(viewer, clock.today()), "command": uuid7(clock.now())}
    return page(request, "applications.html", values)


def _copied(request: HttpRequest, form_of: Mapping[str, str]) -> HttpResponse:
    """A draft begun with an earlier application; what was asked about the worker is left out for another one."""
    source, identity = as_uuid(form_of["copy"]), as_uuid(form_of.get("command", ""))
    before = intake.open_draft(source, visitor(request)) if source else None
    if before is None or identity is None or form_of.get("worker") not in ("same", "other"):
        raise Http404
    without, pieces = to_copy(before, visitor(request), form_of["worker"] == "same", clock.today())
    return HttpResponseRedirect(address("draft", copies.copy(visitor(request), before.id, without, pieces, clock.now(), identity).id))


@require_safe
@on_draft
def draft_page(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """The parts of an application, and which of them are complete."""
    values = {"draft": draft, "law_of": law, "parts": law.parts(law.role), "source": source_of(draft, law, visitor(request))}
    return page(request, "draft.html", {**values, **KEPT, **tools(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def check_page(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """Everything to read over: answers with Change links, what is missing, which region decides and why; a POST files it."""
    if law.rules.applicant != law.role:
        raise Http404
    asked = filing.questions(law)
    if request.method != "POST":
        return _check(request, draft, law, {}, [], 200)
    form_of = posted(request, {"confirm", *names_in_form(asked)})
    identity = as_uuid(form_of.get("command", ""))
    if identity is None:
        raise BadRequest("The form has no identity.")
    answers = read_form(asked, form_of, filing.ground(request, law))
    unconfirmed = [] if request.POST.get("confirm") == "yes" else [Mistake("confirm", "confirm_first", {}, "confirm")]
    mistakes = [*answers.mistakes, *filing.missing_scan(law), *unconfirmed]
    if mistakes:
        return _check(request, draft, law, answers.typed, mistakes, 422)
    try:
        handle(filing.filing(identity, draft, law, visitor(request).actor, answers))
    except Refusal as refusal:
        wrong = mistakes_of(refusal, [*law.rules.fields.values(), *asked])
        return _check(request, draft, law, answers.typed, wrong, STATUS.get(type(refusal).__name__, 422))
    number = number_of(draft.id)
    intake.mark_submitted(draft.id, number, clock.now())
    return HttpResponseRedirect(_after_filing(number, law, visitor(request)))


def _after_filing(number: str, law: DraftLaw, viewer: Viewer) -> str:
    """The receipt for who applied; for who entered what came on paper the file, or the list when another region is competent."""
    if not law.on_paper:
        return address("receipt", number)
    ours = reading.open_case(number, viewer, clock.today()) is not None
    return address("file", number) if ours else f"{address('files')}?left={number}"


def _check(request: HttpRequest, draft: Draft, law: DraftLaw, typed: Mapping[str, str], mistakes: list[Mistake], status: int) -> HttpResponse:
    spoken = speech_of(request)
    asked = form(filing.questions(law), typed, mistakes, filing.ground(request, law))
    lines = [{"href": _place_of(one, draft, law), "text": sentence_of(one.name, one.values, spoken, law.names)} for one in mistakes]
    values = {
        "draft": draft,
        "law_of": law,
        "form": {"lines": lines},
        "asked": asked.inputs,
        "parts": law.parts(law.role),
        "answers": law.answers_by_section(spoken, clock.today()),
        "command": uuid7(clock.now()),
        "found": in_words(found_in(law), law, spoken),
        "unconfirmed": next((line["text"] for one, line in zip(mistakes, lines, strict=True) if one.at == "confirm"), ""),
    }
    return page(request, "check.html", {**values, **foretold(law, draft.id), **tools(request)}, status=status)


def _place_of(mistake: Mistake, draft: Draft, law: DraftLaw) -> str:
    """Where to correct a mistake found when filing: the confirmation on this page, or the question on its own."""
    return question_of(mistake, draft, law, "?back=check") or (f"#{mistake.at}" if mistake.at else "")
