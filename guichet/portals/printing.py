"""A document handed over on paper: every print is an entry of the file; from the second on, the copy says that it is a duplicate."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from guichet.casefile import reading
from guichet.casefile.views import CaseView, HistoryLine, LetterView
from guichet.desk.handle import handle
from guichet.engine.refusals import Refusal
from guichet.engine.words import Command
from guichet.law.rules import Act
from guichet.letters.duplicate import CannotBeCopied, marked
from guichet.portals.desk_law import HANDS_OVER, prints
from guichet.portals.errors import error_page
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404
from guichet.portals.refusals import STATUS
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import speech
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that may be handed over: the act that says so, the letter that carries it (None: still being written), the prints so far."""

    act: Act
    name: str
    letter: LetterView | None
    prints: tuple[HistoryLine, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def print_page(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Who printed this document and when; a POST writes the next print into the file."""
    case = case_or_404(request, number)
    paper = _paper(case, act)
    if visitor(request).role not in paper.act.by:
        return error_page(request, 403)
    if request.method != "POST":
        return _show(request, case, paper, "", 200)
    form = posted(request, ())
    identity, seen = as_uuid(form.get("command", "")), form.get("seen", "")
    if identity is None or not (seen.isdecimal() and len(seen) < 9):
        raise BadRequest("The form did not say which file it saw.")
    if paper.letter is None:
        return _show(request, case, paper, "letter_not_ready", 409)
    now = clock.now()
    try:
        handle(Command(identity, case.case, int(seen), act, visitor(request).actor, clock.today(), now))
    except Refusal as refusal:
        fresh = case_or_404(request, number)
        said = sentence_of(refusal.name, refusal.values, speech_of(request), names_of(fresh.rules))
        return _show(request, fresh, _paper(fresh, act), said, STATUS.get(type(refusal).__name__, 422))
    return HttpResponseRedirect(f"{address('print', case.number, act)}#printed")


@require_safe
@signed_in
def printed(request: HttpRequest, number: str, act: str, entry: int) -> HttpResponse:
    """The copy of one print, as its entry says: the document itself, or marked as a duplicate."""
    case = case_or_404(request, number)
    paper = _paper(case, act)
    line = next((one for one in paper.prints if one.number == entry and one.mine), None)
    found = reading.open_letter(case, paper.letter) if line and paper.letter else None
    if line is None or paper.letter is None or found is None:
        raise Http404
    content, copy = found.content, int(str(line.values.get("copy") or 1))
    if copy > 1:
        spoken = speech(paper.letter.language)
        words = spoken.say("Duplicate {n}, printed on {day}", n=copy - 1, day=spoken.day(line.on))
        try:
            content = marked(content, words)
        except CannotBeCopied:
            return error_page(request, 503)
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{paper.letter.letter}-{copy}.pdf"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return answer


def _paper(case: CaseView, act: str) -> Paper:
    """The document of an act. Raises Http404 for an act that hands none over."""
    if not prints(case.rules, act):
        raise Http404
    law = case.rules.acts[act]
    name = str(law.fixed["document"])
    carriers = {rule.letter for rule in case.rules.letters if name in (rule.letter, rule.after.subject)}
    letter = next((one for one in reversed(case.letters) if one.letter in carriers), None)
    about = [one for one in case.history if one.values.get("document") == name]
    issued = max((one.number for one in about if one.kind == "document_issued"), default=0)
    return Paper(law, name, letter, tuple(one for one in about if one.kind == HANDS_OVER and one.number > issued))


def _show(request: HttpRequest, case: CaseView, paper: Paper, wrong: str, status: int) -> HttpResponse:
    spoken, names = speech_of(request), names_of(case.rules)
    values = {
        "case": case, "paper": paper, "document": case.rules.documents[paper.name].title, "status": status, "command": uuid7(clock.now()),
        "wrong": sentence_of(wrong, {}, spoken, names) if wrong == "letter_not_ready" else wrong,
        "open_now": any(one.name == paper.act.name for one in case.acts), "copies": len(paper.prints),
    }  # fmt: skip
    return page(request, "print.html", values, status=status)
