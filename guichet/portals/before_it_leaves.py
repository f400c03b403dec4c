"""Before a letter leaves: look at it while the act is still a form, and take the act back while the letter waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from guichet.casefile.pages import first_pages
from guichet.casefile.views import ActView, CaseView, DocumentFile, HistoryLine
from guichet.desk.handle import handle
from guichet.desk.letters_due import Composed
from guichet.desk.preview import letters_of
from guichet.desk.undoing import undo_command
from guichet.engine.refusals import Refusal
from guichet.law.rules import Field
from guichet.letters.draft import drafted
from guichet.portals.answers import Mistake, names_in_form
from guichet.portals.checklist import text_field, ticked
from guichet.portals.commands import act_command, act_fields
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

MOST_PAGES = 6
_REPORTS = frozenset({"letter_made", "notified", "message_written", "assigned", "fee_recorded"})


@require_POST
@signed_in
def preview(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """The letters that the act in this form would bring, as pictures marked as drafts; nothing is written."""
    case = case_or_404(request, number)
    found = next((one for one in case.acts if one.name == act and has_letter(case, one)), None)
    if found is None:
        raise Http404
    names = names_of(case.rules)
    ground, fields = Ground(case.rules, names, clock.today(), speech_of(request)), act_fields(found)
    answers = read_form(fields, _typed(request, case, found, fields), ground)
    mistakes: list[Mistake] = list(answers.mistakes)
    letters: list[dict[str, object]] = []
    if not mistakes:
        chosen = [name for name in request.POST.getlist("evidence") if name in dict(found.evidence_choices)]
        now = clock.now()
        command = act_command(uuid7(now), case.case, case.last, found, visitor(request).actor, now, answers, chosen, ())
        try:
            letters = [_shown(one, case) for one in letters_of(command)]
        except Refusal as refusal:
            mistakes = mistakes_of(refusal, fields)
    values = {"case": case, "act": found, "letters": letters, "form": form(fields, dict(answers.typed), mistakes, ground), "names": names}
    return page(request, "preview.html", values, status=422 if mistakes else 200)


def _typed(request: HttpRequest, case: CaseView, act: ActView, fields: tuple[Field, ...]) -> dict[str, str]:
    """The inputs of the act; where documents are asked by ticking, its text is what the ticked sentences make."""
    if act.evidence != "choose":
        return posted(request, names_in_form(fields))
    _, _, written = ticked(request, case, act)
    return {text_field(act): written}


@require_POST
@signed_in
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Takes the last act of the viewer's desk back; its letter never leaves."""
    case, fields = case_or_404(request, number), posted(request, ())
    identity, seen = as_uuid(fields.get("command", "")), fields.get("seen", "")
    if identity is None or not (seen.isdecimal() and len(seen) < 9):
        raise BadRequest("The form did not say which file it saw.")
    try:
        handle(undo_command(identity, case.case, int(seen), visitor(request).actor, clock.today(), clock.now()))
    except Refusal as refusal:
        names, spoken = names_of(case.rules), speech_of(request)
        shown = form((), {}, mistakes_of(refusal, ()), Ground(case.rules, names, clock.today(), spoken))
        values = {"case": case, "act": None, "letters": [], "form": shown, "names": names}
        return page(request, "preview.html", values, status=STATUS.get(type(refusal).__name__, 422))
    return HttpResponseRedirect(f"{address('file', case.number)}?undone=1")


def has_letter(case: CaseView, act: ActView) -> bool:
    """Does a letter follow from this act, by itself or by what it brings?"""
    law = case.rules.acts[act.name]
    words = {law.says} | ({"granted", "refused", "document_issued"} if law.says == "track_decided" else set())
    return any(rule.after.word in words for rule in case.rules.letters)


def undoable(case: CaseView, now: datetime) -> HistoryLine | None:
    """The last act, if the viewer's desk did it and its letter still waits; what followed from it in the same breath is not its name."""
    done = [line for line in case.history if line.kind not in _REPORTS]
    last = max(done, key=lambda line: line.number, default=None)
    if last is None or not last.mine or last.undone_by or last.kind in ("annulled", "corrected"):
        return None
    left = any(line.kind == "letter_made" and line.number > last.number for line in case.history)
    if left or now - last.at >= timedelta(minutes=settings.UNDO_MINUTES):
        return None
    return min((line for line in done if line.at == last.at and line.mine), key=lambda line: line.number)


def leaves_at(line: HistoryLine) -> datetime:
    """When the letter of an act leaves."""
    return line.at + timedelta(minutes=settings.UNDO_MINUTES)


def _shown(letter: Composed, case: CaseView) -> dict[str, object]:
    """One letter as pictures that the page holds itself, so that nothing of it is kept."""
    content = drafted(letter.letter, letter.language, letter.fields, letter.on, settings.LAW_FOLDER)
    document = DocumentFile(letter.letter, "application/pdf", content)
    title = next((rule.title for rule in case.rules.letters if rule.letter == letter.letter), {})
    return {"title": title, "language": letter.language, "pictures": first_pages(document, MOST_PAGES)}
