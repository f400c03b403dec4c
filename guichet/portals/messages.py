"""Messages of a file as questions and answers: about what, who must answer, until when; an answer closes its question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.casefile.views import ActView, CaseView, HistoryLine
from guichet.desk.handle import handle
from guichet.engine.refusals import Refusal
from guichet.law.rules import Field
from guichet.portals.answers import Mistake, names_in_form
from guichet.portals.commands import act_command
from guichet.portals.errors import error_page
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404, tools
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.session_limit import typed_before
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

SIGNS = ("topic", "answer_by", "answer_until", "to_entry")  # the short fields of a message, by which it becomes a question


@dataclass(frozen=True, slots=True)
class Thread:
    """One message and the answers to it; `open_for` is the role that still must answer, "" for none; `late` once the day given passed."""

    asked: HistoryLine
    topic: str
    open_for: str
    until: date | None
    answers: tuple[HistoryLine, ...]
    late: bool


def threads_of(case: CaseView) -> list[Thread]:
    """The messages of a file, open questions first, then the newest; notes of an authority are none."""
    lines = [line for line in case.history if line.kind == "message_written" and line.values.get("about") != "note"]
    numbers = {line.number for line in lines}
    answers: dict[int, list[HistoryLine]] = {}
    for line in lines:
        to = line.texts.get("to_entry", "")
        if to.isdecimal() and int(to) in numbers and int(to) != line.number:
            answers.setdefault(int(to), []).append(line)
    told = {line.number for some in answers.values() for line in some}
    threads = [_thread(line, answers.get(line.number, ()), case.day) for line in lines if line.number not in told]
    return sorted(threads, key=lambda thread: (not thread.open_for, not thread.late, -thread.asked.number))


def notes_of(case: CaseView) -> list[HistoryLine]:
    """The notes of the viewer's own authority, the newest first."""
    notes = [line for line in reversed(case.history) if line.kind == "message_written" and line.values.get("about") == "note"]
    return [line for line in notes if not line.values.get("prepares")]  # a decision that is prepared has a place of its own


def _thread(line: HistoryLine, answers: Iterable[HistoryLine], day: date) -> Thread:
    found = tuple(answers)
    asked = line.texts.get("answer_by", "")
    open_for = "" if any(answer.by_role == asked for answer in found) else asked
    written = line.texts.get("answer_until", "")
    until = date.fromisoformat(written) if written else None
    return Thread(line, line.texts.get("topic", ""), open_for, until, found, bool(open_for and until and until < day))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def messages_page(request: HttpRequest, number: str) -> HttpResponse:
    """The messages of a file; a form to ask, and one at each open question of the viewer to answer it."""
    case = case_or_404(request, number)
    act = _act(case)
    if request.method != "POST":
        return _show(request, case, act, _typed_again(request, case), [], 200)
    if act is None:
        return error_page(request, 403)
    return _write(request, case, act)


def _typed_again(request: HttpRequest, case: CaseView) -> dict[str, str]:
    """What the viewer had typed and not sent; the text of an answer whose question is closed meanwhile becomes a new message."""
    again = {name: values[0] for name, values in typed_before(request).items()}
    still_open = {str(one.asked.number) for one in threads_of(case) if one.open_for == visitor(request).role}
    return again if again.get("to_entry") in still_open else {name: value for name, value in again.items() if name != "to_entry"}


def _act(case: CaseView) -> ActView | None:
    """The act by which the viewer writes a message, while it is possible: the one that may answer an entry."""
    return next((act for act in case.acts if any(field.type == "entry" for field in act.fields)), None)


def _write(request: HttpRequest, case: CaseView, act: ActView) -> HttpResponse:
    ground = _ground(request, case, act)
    fields = _fields(act, request.POST.get("to_entry", ""))
    answers = read_form(fields, posted(request, names_in_form(act.fields)), ground)
    identity, seen = as_uuid(request.POST.get("command", "")), request.POST.get("seen", "")
    if identity is None or not (seen.isdecimal() and len(seen) < 9):
        raise BadRequest("The form did not say which file it saw.")
    if answers.mistakes:
        return _show(request, case, act, dict(answers.typed), list(answers.mistakes), 422)
    try:
        handle(act_command(identity, case.case, int(seen), act, visitor(request).actor, clock.now(), answers, (), ()))
    except Refusal as refusal:
        return _show(request, case, act, dict(answers.typed), mistakes_of(refusal, fields), STATUS.get(type(refusal).__name__, 422))
    return HttpResponseRedirect(f"{address('messages', case.number)}?done={act.name}")


def _fields(act: ActView, to_entry: str) -> tuple[Field, ...]:
    """An answer is a text; a new message may ask somebody."""
    texts = tuple(field for field in act.fields if field.name not in SIGNS)
    return (*texts, *(field for field in act.fields if field.type == "entry")) if to_entry else act.fields


def _ground(request: HttpRequest, case: CaseView, act: ActView) -> Ground:
    names = names_of(case.rules)
    own = {("field", field.name): field.title for field in act.fields}
    return Ground(case.rules, replace(names, titles={**names.titles, **own}), clock.today(), speech_of(request))


def _show(request: HttpRequest, case: CaseView, act: ActView | None, typed: dict[str, str], mistakes: list[Mistake], status: int) -> HttpResponse:
    names = names_of(case.rules)
    fields = tuple(field for field in act.fields if field.type != "entry") if act else ()
    shown = form(fields, typed, mistakes, _ground(request, case, act)) if act else None
    values = {
        **tools(request), "case": case, "names": names, "act": act, "form": shown, "threads": threads_of(case), "command": uuid7(clock.now()),
        "answering": typed.get("to_entry", ""), "typed": typed, "texts": [field.name for field in fields if field.name not in SIGNS],
        "done": names.titles.get(("act", request.GET.get("done", ""))),
    }  # fmt: skip
    return page(request, "messages.html", values, status=status)
