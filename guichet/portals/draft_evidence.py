"""The documents of an application: what this person gives, and of the others only whether they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from guichet.intake import store as intake
from guichet.intake.files import MOST_FILES
from guichet.intake.store import Draft
from guichet.intake.uploads import MEGABYTE, BadFile
from guichet.portals import issued
from guichet.portals.answers import Mistake, names_in_form, read
from guichet.portals.draft_door import on_draft
from guichet.portals.draft_law import DraftLaw, law_of_draft
from guichet.portals.frame import page, speech_of
from guichet.portals.jinja import address
from guichet.portals.opened import tools
from guichet.portals.phrases import SENTENCES
from guichet.portals.sentences import sentence_of
from guichet.portals.strict import posted
from guichet.portals.uploads import file_field
from guichet.portals.visitor import visitor
from guichet.site import clock

NOTHING: Mapping[str, str] = {}
LIMITS = {"limit_mb": settings.UPLOAD_LIMIT // MEGABYTE, "most_files": MOST_FILES}


@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def evidence_page(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """The documents this person gives; of those given by others only whether they came."""
    mistakes: list[Mistake] = []
    if request.method == "POST":
        pieces = [one.name for one in law.mine]
        posted(request, (), files={file_field(name) for name in pieces})
        mistakes = _take_files(request, draft, pieces)
        if not mistakes:
            return HttpResponseRedirect(address("draft-evidence", draft.id))
        law = law_of_draft(draft, visitor(request), clock.today())
    return _shown(request, draft, law, mistakes)


@require_POST
@on_draft
def issued_page(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """The day that stands on a piece that may not be too old: whoever gives it says it, and reads at once how long it will do."""
    days = {one.name: issued.field_of(one) for one in law.mine}
    form_of = posted(request, {"evidence", *names_in_form(days.values())})
    field = days.get(form_of.get("evidence", ""))
    if field is None:
        raise Http404
    answers = read([field], form_of, clock.today(), ())
    if answers.mistakes:
        return _shown(request, draft, law, answers.mistakes, answers.typed)
    day = answers.values[field.name]
    intake.say_issued(draft, visitor(request), form_of["evidence"], date.fromisoformat(str(day)) if day else None, clock.now())
    return HttpResponseRedirect(f"{address('draft-evidence', draft.id)}#{field.name}")


def _shown(request: HttpRequest, draft: Draft, law: DraftLaw, mistakes: Sequence[Mistake], typed: Mapping[str, str] = NOTHING) -> HttpResponse:
    spoken = speech_of(request)
    errors = {one.field: sentence_of(one.name, one.values, spoken, law.names) for one in mistakes}
    lines = [{"href": f"#{one.at}", "text": errors[one.field]} for one in mistakes]
    values = {"draft": draft, "law_of": law, "mine": law.mine, "others": law.others, "errors": errors, "ages": issued.ages(law, typed, spoken)}
    said = {"form": {"lines": lines}, "file_field": file_field, "phrase": lambda name: spoken.say(SENTENCES[name])}
    return page(request, "draft_evidence.html", {**values, **LIMITS, **said, **tools(request)}, status=422 if mistakes else 200)


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
    if taken.get("evidence") not in {one.name for one in law.mine}:
        raise Http404
    intake.remove_file(draft, visitor(request), taken["evidence"], taken.get("file", ""), clock.now())
    return HttpResponseRedirect(address("draft-evidence", draft.id))
