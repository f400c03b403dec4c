"""Asking for documents: the checklist of the law, ready sentences to tick beside each piece, and one's own words; then the act as always."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.casefile.views import ActView, CaseView
from guichet.desk.handle import handle
from guichet.engine.refusals import Refusal
from guichet.law.checks import TextBlock
from guichet.portals.answers import Answers, Mistake
from guichet.portals.before_it_leaves import has_letter
from guichet.portals.checklist import text_field, ticked
from guichet.portals.commands import act_command
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404, tools
from guichet.portals.presence import others_here
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.session_limit import typed_before
from guichet.portals.speech import LANGUAGES
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def asking_page(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Show the checklist, or ask for what was ticked."""
    case = case_or_404(request, number)
    found = next((one for one in case.acts if one.name == act and one.evidence == "choose"), None)
    if found is None:
        if any(one.name == act for one in case.rules.acts.values()):
            return HttpResponseRedirect(address("act", case.number, act))  # the page of the act says why it cannot be done now
        raise Http404
    if request.method == "POST":
        return _ask(request, case, found)
    again = {name: values if name in ("evidence", "block") else values[0] for name, values in typed_before(request).items()}
    return _show(request, case, found, again, [], 200)


def _ask(request: HttpRequest, case: CaseView, act: ActView) -> HttpResponse:
    text = text_field(act)
    pieces, typed, written = ticked(request, case, act)
    answers = read_form(act.fields, {text: written}, _ground(request, case, act))
    mistakes = list(answers.mistakes) + ([] if pieces else [Mistake("evidence", "choose_evidence", {}, "evidence")])
    identity, seen = as_uuid(request.POST.get("command", "")), request.POST.get("seen", "")
    if identity is None or not (seen.isdecimal() and len(seen) < 9):
        raise BadRequest("The form did not say which file it saw.")
    if mistakes:
        return _show(request, case, act, typed, mistakes, 422)
    plain = Answers(answers.values, (), answers.typed)
    try:
        handle(act_command(identity, case.case, int(seen), act, visitor(request).actor, clock.now(), plain, pieces, ()))
    except Refusal as refusal:
        return _show(request, case, act, typed, mistakes_of(refusal, act.fields), STATUS.get(type(refusal).__name__, 422))
    return HttpResponseRedirect(f"{address('file', case.number)}?done={act.name}")


def _ground(request: HttpRequest, case: CaseView, act: ActView) -> Ground:
    names = names_of(case.rules)
    own = {("field", field.name): field.title for field in act.fields}
    return Ground(case.rules, replace(names, titles={**names.titles, **own}), clock.today(), speech_of(request))


def _show(request: HttpRequest, case: CaseView, act: ActView, typed: dict[str, object], mistakes: list[Mistake], status: int) -> HttpResponse:
    ground, text = _ground(request, case, act), text_field(act)
    shown = form(act.fields, {text: str(typed.get(text, ""))}, mistakes, ground)
    blocks: dict[str, list[TextBlock]] = {}
    for one in case.rules.text_blocks:
        blocks.setdefault(one.evidence, []).append(one)
    states = {piece.name: piece for piece in case.evidence}
    values = {
        **tools(request), "case": case, "act": act, "form": shown, "names": ground.names, "text": text, "blocks": blocks, "states": states,
        "chosen": typed.get("evidence", []), "ticked": typed.get("block", []), "language": typed.get("language", speech_of(request).language),
        "languages_of_text": LANGUAGES, "looks": has_letter(case, act), "command": uuid7(clock.now()),
        "present": others_here(request, case),
        "errors": {mistake.field: line["text"] for mistake, line in zip(mistakes, shown.lines, strict=True)},
    }  # fmt: skip
    return page(request, "asking.html", values, status=status)
