"""An application before it is filed: its parts, its documents, reading it over, filing it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.desk.handle import SUBMIT, handle
from guichet.engine.case_number import number_of
from guichet.engine.refusals import Refusal
from guichet.engine.words import Command
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.intake.uploads import BadFile
from guichet.portals.answers import Mistake, as_typed, names_in_form
from guichet.portals.draft_law import DraftLaw, drafts_of, keep_answers, law_of_draft, procedures, submission_data
from guichet.portals.files import tools
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.sentences import sentence_of
from guichet.portals.strict import posted
from guichet.portals.uploads import file_field
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def applications(request: HttpRequest) -> HttpResponse:
    """The drafts of the viewer and the procedures one may apply for; a POST begins a draft."""
    viewer = visitor(request)
    offered = procedures(viewer.role, clock.today())
    if request.method == "POST":
        form_of = posted(request, ("procedure",))
        chosen, identity = form_of.get("procedure", ""), as_uuid(form_of.get("command", ""))
        if identity is None or chosen not in {one.procedure for one in offered}:
            raise BadRequest("No such procedure is offered to this person.")
        rules = next(one for one in offered if one.procedure == chosen)
        draft = intake.start(viewer, rules.procedure, rules.application, clock.now(), identity)
        return HttpResponseRedirect(address("draft", draft.id))
    drafts = drafts_of(viewer, clock.today())
    return page(request, "applications.html", {"offered": offered, "drafts": drafts, "command": uuid7(clock.now())})


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


@require_safe
@on_draft
def draft_page(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """The parts of an application, and which of them are complete."""
    return page(request, "draft.html", {"draft": draft, "law_of": law, "parts": law.parts(visitor(request).role), **tools(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def section_page(request: HttpRequest, draft: Draft, law: DraftLaw, section: str) -> HttpResponse:
    """One part of the application; what was typed well is kept, whatever else is wrong."""
    known = law.rules.sections.get(section)
    if known is None or known.filled_by != visitor(request).role:
        raise Http404
    if request.method != "POST":
        fields = law.open_fields(section)
        return _section(request, draft, law, section, as_typed(fields, law.answers), [], 200)
    every = law.every_field(section)
    typed = posted(request, names_in_form(every))
    before = {one.name for one in law.open_fields(section)}  # what the page asked; a choice left open sends nothing
    shown = [one for one in every if one.name in before or any(name in typed for name in names_in_form([one]))]
    answers = read_form(shown, typed, _ground(request, law), law.answers)
    kept = law.with_answers(answers.values)
    keep_answers(draft, visitor(request), kept, clock.now())
    still = {one.name for one in kept.open_fields(section)}
    mistakes = [mistake for mistake in answers.mistakes if mistake.field in still]
    if mistakes:
        return _section(request, draft, kept, section, {**as_typed(kept.open_fields(section), kept.answers), **answers.typed}, mistakes, 422)
    more = kept.unanswered(section)
    return HttpResponseRedirect(address("section", draft.id, section) if more else address("draft", draft.id))


def _section(
    request: HttpRequest, draft: Draft, law: DraftLaw, section: str, typed: dict[str, str], mistakes: list[Mistake], status: int
) -> HttpResponse:
    shown = form(law.open_fields(section), typed, mistakes, _ground(request, law))
    values = {"draft": draft, "law_of": law, "section": law.rules.sections[section], "form": shown, **tools(request)}
    return page(request, "section.html", values, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def evidence_page(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """The documents this person gives; of those given by others only whether they came."""
    mine = law.evidence_of(visitor(request).role)
    mistakes: list[Mistake] = []
    if request.method == "POST":
        posted(request, (), files={file_field(one.name) for one in mine})
        mistakes = _take_files(request, draft, [one.name for one in mine])
        if not mistakes:
            return HttpResponseRedirect(address("draft-evidence", draft.id))
        law = law_of_draft(draft, visitor(request), clock.today())
    spoken = speech_of(request)
    errors = {one.field: sentence_of(one.name, one.values, spoken, law.names) for one in mistakes}
    lines = [{"href": f"#{one.at}", "text": errors[one.field]} for one in mistakes]
    values = {"draft": draft, "law_of": law, "mine": mine, "others": law.evidence_of_others(visitor(request).role), "errors": errors}
    return page(
        request,
        "draft_evidence.html",
        {**values, "form": {"lines": lines}, "file_field": file_field, **tools(request)},
        status=422 if mistakes else 200,
    )


def _take_files(request: HttpRequest, draft: Draft, pieces: list[str]) -> list[Mistake]:
    mistakes: list[Mistake] = []
    if not request.FILES:
        return [Mistake(file_field(pieces[0]), "choose_file", {}, file_field(pieces[0]))] if pieces else []
    for evidence in pieces:
        for file in request.FILES.getlist(file_field(evidence)):
            try:
                intake.add_file(draft, visitor(request), evidence, (file.name or "")[:150], file.read(settings.UPLOAD_LIMIT + 1), clock.now())
            except BadFile as bad:
                mistakes.append(Mistake(file_field(evidence), bad.reason, {"field": evidence, **bad.values}, file_field(evidence)))
    return mistakes


@require_POST
@on_draft
def remove_file(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """Take one file out of the draft again."""
    taken = posted(request, ("evidence", "file"))
    if taken.get("evidence") not in {one.name for one in law.evidence_of(visitor(request).role)}:
        raise Http404
    intake.remove_file(draft, visitor(request), taken["evidence"], taken.get("file", ""), clock.now())
    return HttpResponseRedirect(address("draft-evidence", draft.id))


@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def check_page(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """Everything to read over: answers with Change links, what is missing, which region decides and why; a POST files it."""
    if law.rules.applicant != visitor(request).role:
        raise Http404
    if request.method != "POST":
        return _check(request, draft, law, [], 200)
    identity = as_uuid(posted(request, ("confirm",)).get("command", ""))
    if identity is None:
        raise BadRequest("The form has no identity.")
    if request.POST.get("confirm") != "yes":
        return _check(request, draft, law, [Mistake("confirm", "confirm_first", {}, "confirm")], 422)
    command = Command(identity, draft.id, 0, SUBMIT, visitor(request).actor, clock.today(), clock.now(), submission_data(draft))
    try:
        handle(command)
    except Refusal as refusal:
        return _check(request, draft, law, mistakes_of(refusal, law.rules.fields.values()), STATUS.get(type(refusal).__name__, 422))
    number = number_of(draft.id)
    intake.mark_submitted(draft.id, number, clock.now())
    return HttpResponseRedirect(address("receipt", number))


def _check(request: HttpRequest, draft: Draft, law: DraftLaw, mistakes: list[Mistake], status: int) -> HttpResponse:
    spoken = speech_of(request)
    lines = [{"href": _place_of(one, draft, law), "text": sentence_of(one.name, one.values, spoken, law.names)} for one in mistakes]
    values = {
        "draft": draft,
        "law_of": law,
        "form": {"lines": lines},
        "parts": law.parts(visitor(request).role),
        "answers": law.answers_by_section(spoken, clock.today()),
        "command": uuid7(clock.now()),
        "unconfirmed": any(one.at == "confirm" for one in mistakes),
    }
    return page(request, "check.html", {**values, **tools(request)}, status=status)


def _place_of(mistake: Mistake, draft: Draft, law: DraftLaw) -> str:
    """Where to correct a mistake found when filing: the confirmation on this page, or the question on its own."""
    field = law.rules.fields.get(mistake.field)
    if field:
        return f"{address('section', draft.id, field.section)}#{mistake.at}"
    return f"#{mistake.at}" if mistake.at else ""


def _ground(request: HttpRequest, law: DraftLaw) -> Ground:
    return Ground(law.rules, law.names, clock.today(), speech_of(request))
