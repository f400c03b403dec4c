"""The post room of an authority: letters on paper to print together, to post with a number, and what the post answered."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from guichet.casefile import reading
from guichet.delivery import post_room as paper
from guichet.delivery.post_room import PaperLetter
from guichet.desk import posting
from guichet.engine.refusals import Refusal
from guichet.law.form import Field, Option
from guichet.people.store import Viewer
from guichet.portals.answers import Answers, Mistake, inputs_of, names_in_form
from guichet.portals.errors import error_page
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid
from guichet.portals.jinja import address
from guichet.portals.law_names import LawNames, letter_names
from guichet.portals.speech import in_four
from guichet.portals.strict import asked, posted
from guichet.portals.visitor import STAFF, signed_in, visitor
from guichet.site import clock

MOST = 50  # letters on a page, and in one print
ANSWERS = (Option("presented", in_four("Presented or handed over")), Option("returned", in_four("Came back to us")))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def post_room(request: HttpRequest) -> HttpResponse:
    """What is to be posted, and what is under way; a POST notes the letters whose number, or whose answer, was given."""
    viewer = visitor(request)
    if not _writes(viewer):
        return error_page(request, 403)
    if request.method != "POST":
        return _show(request, {}, [])
    what = request.POST.get("what", "")
    letters = _letters(viewer, what)
    fields = _fields(what, letters)
    typed = posted(request, {*names_in_form(fields), "what"})
    answers = read_form(fields, typed, _ground(request, fields))
    mistakes = list(answers.mistakes) or _noted(viewer, what, letters, answers)
    if mistakes:
        return _show(request, typed, mistakes, what)
    return HttpResponseRedirect(f"{address('post-room')}?done={what}")


@require_safe
@signed_in
def envelope(request: HttpRequest, letter: str) -> HttpResponse:
    """Name and address of one letter, large enough to be read beside an envelope."""
    found = _one(visitor(request), letter)
    return page(request, "envelope.html", {"letter": found, "lines": posting.envelope(found), "names": letter_names(clock.today())})


@require_safe
@signed_in
def print_letters(request: HttpRequest) -> HttpResponse:
    """All letters that wait, in one PDF to print; what is kept as the letter stays the sealed file."""
    import pikepdf  # only this page needs it

    viewer, together = visitor(request), pikepdf.new()
    found = [reading.open_document(viewer, letter.ref) for letter in _letters(viewer, "posted")] if _writes(viewer) else []
    for letter in filter(None, found):
        with pikepdf.open(io.BytesIO(letter.content)) as one:
            together.pages.extend(one.pages)
    if not together.pages:
        raise Http404
    made = io.BytesIO()
    together.save(made, deterministic_id=True)
    return HttpResponse(made.getvalue(), content_type="application/pdf", headers={"Content-Disposition": 'attachment; filename="letters.pdf"'})


def _writes(viewer: Viewer) -> bool:
    """Does this person stand behind the counter of a body that writes letters?"""
    return bool(viewer.body) and viewer.role in STAFF - {"inspector"}


def _one(viewer: Viewer, letter: str) -> PaperLetter:
    identity = as_uuid(letter)
    found = paper.letter_of(viewer.body, identity) if identity and _writes(viewer) else None
    if found is None:
        raise Http404
    return found


def _letters(viewer: Viewer, what: str) -> list[PaperLetter]:
    return paper.under_way(viewer.body, MOST) if what == "answered" else paper.to_post(viewer.body, MOST)


def _fields(what: str, letters: Sequence[PaperLetter]) -> list[Field]:
    """One day for all, and for each letter its number, or what the post said of it."""
    if what == "answered":
        day = Field("answered_on", "day", in_four("On which day?"))
        return [day, *(Field(f"answer-{one.id}", "choice", in_four("What the post says"), required=False, options=ANSWERS) for one in letters)]
    day = Field("posted_on", "day", in_four("Day on which the letters were handed to the post"))
    return [day, *(Field(f"number-{one.id}", "text", in_four("Number of the registered letter"), required=False) for one in letters)]


def _ground(request: HttpRequest, fields: Sequence[Field]) -> Ground:
    return Ground(None, LawNames({("field", one.name): one.title for one in fields}), clock.today(), speech_of(request))


def _noted(viewer: Viewer, what: str, letters: Sequence[PaperLetter], answers: Answers) -> list[Mistake]:
    """Notes every letter that something was said of; what could not be noted comes back as a mistake at its own input."""
    kind, day = ("answer", "answered_on") if what == "answered" else ("number", "posted_on")
    said = [(one, str(value)) for one in letters if (value := answers.values.get(f"{kind}-{one.id}"))]
    if not said:
        return [Mistake("", "no_letter_chosen")]
    on, mistakes = date.fromisoformat(str(answers.values[day])), []
    for one, value in said:
        try:
            _note(viewer, what, one.id, on, value)
        except Refusal as refusal:
            at = f"{day}-day" if refusal.values.get("field") == "on" else f"{kind}-{one.id}"
            mistakes.append(Mistake(day if at.endswith("day") else at, refusal.name, refusal.values, at))
    return mistakes


def _note(viewer: Viewer, what: str, letter: UUID, on: date, value: str) -> None:
    if what == "answered":
        posting.answer(viewer.actor, letter, value, on, clock.now())
    else:
        posting.post(viewer.actor, letter, on, value, clock.now())


def _today(day: Field) -> dict[str, str]:
    """Today in the three inputs of a day: what is noted happened mostly today."""
    today = clock.today()
    return dict(zip(inputs_of(day), (str(today.day), str(today.month), str(today.year)), strict=True))


def _show(request: HttpRequest, typed: Mapping[str, str], mistakes: list[Mistake], what: str = "") -> HttpResponse:
    parts = {}
    for name in ("posted", "answered"):
        letters = _letters(visitor(request), name)
        fields = _fields(name, letters)
        shown = form(fields, typed if name == what else _today(fields[0]), mistakes if name == what else [], _ground(request, fields))
        parts[name] = {"day": shown.inputs[0], "rows": list(zip(letters, shown.inputs[1:], strict=True)), "form": shown}
    done = asked(request, ("done",)).get("done", "")
    values = {"parts": parts, "names": letter_names(clock.today()), "done": done, "problems": parts.get(what, {}).get("form")}
    return page(request, "post_room.html", values, status=422 if mistakes else 200)
