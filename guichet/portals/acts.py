"""One page for every act of the law: its questions, its documents, its day; a POST hands one command to the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.casefile import reading
from guichet.casefile.views import ActView, CaseView
from guichet.desk.corrections import FALLS
from guichet.desk.handle import handle
from guichet.engine.case_number import number_of, spaced
from guichet.engine.refusals import Refusal
from guichet.engine.words import Command
from guichet.law.rules import BRINGS, Act
from guichet.portals.answers import Answers, Mistake, as_typed, names_in_form
from guichet.portals.before_it_leaves import has_letter
from guichet.portals.commands import act_command, act_fields
from guichet.portals.corrections import asks_for_one, confirmed, correction_page
from guichet.portals.desk_law import prints
from guichet.portals.errors import error_page
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404, numbered, tools
from guichet.portals.preparing import PREPARE, Prepared, begun_by, command_of, prepared_of
from guichet.portals.presence import others_here
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.session_limit import typed_before
from guichet.portals.strict import asked, posted
from guichet.portals.taking import taking
from guichet.portals.uploads import Upload, file_field, uploads_of
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def act_page(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Show the form of an act, or do it."""
    case = case_or_404(request, number)
    found = _act(request, case, act)
    if found is None:
        return error_page(request, 403)
    if request.method == "POST":
        return _do(request, case, found)
    if prints(case.rules, act):
        return HttpResponseRedirect(address("print", number, act))
    open_now = any(one.name == act for one in case.acts)
    if not open_now and not _may_be_earlier(request, found):
        return _show(request, case, found, {}, [Mistake("", "act_not_now", {"act": act}, "")], 409)
    again = {name: values if name == "evidence" else values[0] for name, values in typed_before(request).items()}
    chosen = asked(request, [field.name for field in found.fields if field.type == "check"])
    again = _begun(case, found) | begun_by(_prepared(request, case, act)) | chosen | again
    return _show(request, case, found, again, [], 200)


def _prepared(request: HttpRequest, case: CaseView, act: str) -> Prepared | None:
    """What a colleague, or the viewer, prepared of this act and nobody released yet."""
    found = prepared_of(case, visitor(request)) if case.rules.acts[act].second_agent else []
    return next((one for one in found if one.act == act), None)


def _begun(case: CaseView, act: ActView) -> dict[str, str]:
    """What questions of the act begin with: the answers of the form that the law names, as they stand today."""
    answered = {one.name: one.value for one in case.answers if isinstance(one.value, (str, date))}
    fits = [field for field in act.fields if field.begins_with in answered and (field.type == "day") == isinstance(answered[field.begins_with], date)]
    return as_typed(fits, {field.name: answered[field.begins_with] for field in fits})


def _do(request: HttpRequest, case: CaseView, act: ActView) -> HttpResponse:
    fields = act_fields(act)
    choices = {name for name, _ in act.evidence_choices}
    form_of = posted(request, {*names_in_form(fields), FALLS, PREPARE}, many=("evidence",), files={file_field(name) for name in choices})
    answers = read_form(fields, form_of, _ground(request, case, act))
    files, wrong_files = uploads_of(request, choices if act.evidence in BRINGS else ())
    chosen = [name for name in request.POST.getlist("evidence") if name in choices]
    mistakes = [*answers.mistakes, *wrong_files, *_evidence_mistakes(act, chosen, files)]
    typed = {**answers.typed, "evidence": chosen}
    if mistakes:
        return _show(request, case, act, typed, mistakes, 422)
    command, falls = _command(request, case, act, answers, chosen, files), confirmed(request)
    if PREPARE in request.POST and case.rules.acts[act.name].second_agent:
        command = replace(command_of(case, command, answers), on=clock.today())
    elif falls is not None:
        command = replace(command, data={**command.data, FALLS: falls})
    try:
        handle(command)
    except Refusal as refusal:
        if asks_for_one(refusal, act, falls):
            return _offered(request, act, typed, command, falls is not None)
        return _refused(request, case, act, typed, refusal, command.seen)
    theirs = reading.open_case(case.number, visitor(request), clock.today()) is not None  # a file that was sent on is somebody else's now
    return HttpResponseRedirect(f"{address('file', case.number)}?done={command.kind}" if theirs else f"{address('files')}?left={case.number}")


def _command(request: HttpRequest, case: CaseView, act: ActView, answers: Answers, chosen: list[str], files: list[Upload]) -> Command:
    identity, seen = as_uuid(request.POST.get("command", "")), request.POST.get("seen", "")
    if identity is None or not (seen.isdecimal() and len(seen) < 9):
        raise BadRequest("The form did not say which file it saw.")
    return act_command(identity, case.case, int(seen), act, visitor(request).actor, clock.now(), answers, chosen, files)


def _offered(request: HttpRequest, act: ActView, typed: dict[str, object], command: Command, again: bool) -> HttpResponse:
    """What would fall, to be confirmed; when the act could not be done on its day either, why not."""
    fresh = case_or_404(request, number_of(command.case))
    try:
        return correction_page(request, fresh, act, typed, command, _ground(request, fresh, act), command.seen if again else None)
    except Refusal as refusal:
        return _refused(request, fresh, act, typed, refusal, command.seen)


def _may_be_earlier(request: HttpRequest, act: ActView) -> bool:
    """An authority may write down what happened before today, also what can no longer be done today."""
    return act.earlier_day and "earlier" in request.GET


def _refused(request: HttpRequest, case: CaseView, act: ActView, typed: dict[str, object], refusal: Refusal, seen: int) -> HttpResponse:
    """The same form, with the sentence at its place; what others wrote meanwhile stands beside it."""
    fresh = case_or_404(request, case.number)
    mistakes = mistakes_of(refusal, act_fields(act))
    return _show(request, fresh, act, typed, mistakes, STATUS.get(type(refusal).__name__, 422), since=seen)


def _evidence_mistakes(act: ActView, chosen: list[str], files: list[Upload]) -> list[Mistake]:
    if act.evidence == "choose" and not chosen:
        return [Mistake("evidence", "choose_evidence", {}, "evidence")]
    if act.evidence in ("give", "open_request") and not files and act.evidence_choices:
        first = file_field(act.evidence_choices[0][0])
        return [Mistake(first, "choose_file", {}, first)]
    return []


def _show(
    request: HttpRequest, case: CaseView, act: ActView, typed: dict[str, object], mistakes: list[Mistake], status: int, since: int | None = None
) -> HttpResponse:
    ground, open_now = _ground(request, case, act), any(one.name == act.name for one in case.acts)
    text = {name: value for name, value in typed.items() if isinstance(value, str)}
    shown = form(act_fields(act), text, mistakes, ground)
    news = [(place, line) for place, line in numbered(case) if since is not None and line.number > since and line.kind != "notified"]
    values = {
        **tools(request),
        "case": case,
        "act": act,
        "form": shown,
        "names": ground.names,
        "chosen": typed.get("evidence", []),
        "errors": {mistake.field: line["text"] for mistake, line in zip(mistakes, shown.lines, strict=True)},
        "command": uuid7(clock.now()),
        "news": news,
        "file_field": file_field,
        "number_shown": spaced(case.number),
        "asks": request.method == "POST" or open_now or _may_be_earlier(request, act),
        "texts_long": any(field.type == "long_text" for field in act_fields(act)),
        "present": others_here(request, case),
        "second_agent": case.rules.acts[act.name].second_agent,
        "prepared": _prepared(request, case, act.name),
        "takes": taking(case, act.name, visitor(request).actor),
        "looks": open_now and _decides(request, case) and has_letter(case, act),
        "only_earlier": act.earlier_day and not open_now,
    }
    return page(request, "act.html", values, status=status)


def _decides(request: HttpRequest, case: CaseView) -> bool:
    return any(track.decided_by == visitor(request).role for track in case.rules.tracks.values())


def _act(request: HttpRequest, case: CaseView, name: str) -> ActView | None:
    """The act as the viewer may do it now; as the law knows it when it is no longer possible; None when it is not theirs."""
    for one in case.acts:
        if one.name == name:
            return one
    law = case.rules.acts.get(name)
    if law is None:
        raise Http404
    return _as_view(law, visitor(request).role, case) if visitor(request).role in law.by else None


def _as_view(act: Act, role: str, case: CaseView) -> ActView:
    if act.evidence == "attach":
        asked_of = [one for one in case.rules.evidence.values() if act.name in one.with_acts and one.given_by == role]
    else:
        asked_of = [one for one in case.evidence if act.evidence == "choose" or one.given_by == role]
    pieces = tuple((one.name, one.title) for one in asked_of) if act.evidence else ()
    return ActView(act.name, act.title, act.hint, act.asks, act.evidence, pieces, role, act.earlier_day)


def _ground(request: HttpRequest, case: CaseView, act: ActView) -> Ground:
    """What the form stands on; the questions of the act have titles of their own."""
    names = names_of(case.rules)
    own = {("field", one.name): one.title for one in act_fields(act)}
    return Ground(case.rules, replace(names, titles={**names.titles, **own}), clock.today(), speech_of(request))
