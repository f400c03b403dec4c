"""The questions of an application, one thing per page: a question, or a few that belong together; kept on every Continue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.intake.store import Draft
from guichet.law.rules import Field
from guichet.portals.answers import Mistake, as_typed, names_in_form
from guichet.portals.contradictions import both_sides, contradictions
from guichet.portals.draft_door import ground, on_draft, question_of
from guichet.portals.draft_law import DraftLaw
from guichet.portals.forms import form, read_form
from guichet.portals.frame import page
from guichet.portals.jinja import address
from guichet.portals.kept_draft import keep_answers
from guichet.portals.opened import tools
from guichet.portals.passport import from_lines, taken_over
from guichet.portals.running_permit import joined
from guichet.portals.session_limit import typed_before
from guichet.portals.strict import posted
from guichet.portals.visitor import visitor
from guichet.site import clock

BACK = "back"  # the input that says where Continue leads: "check" for who came from reading over


@require_http_methods(["GET", "HEAD", "POST"])
@on_draft
def section_page(request: HttpRequest, draft: Draft, law: DraftLaw, section: str, question: str = "") -> HttpResponse:
    """One page of questions; without the name of a question the first that is open. What was typed well is kept, whatever else is wrong."""
    known = law.rules.sections.get(section)
    if known is None or known.filled_by != law.role or (question and question not in {f.name for f in law.every_field(section)}):
        raise Http404
    fields = law.page_of(section, question)
    if not fields and law.known:  # the file of the running permit answers everything here
        return HttpResponseRedirect(address("draft", draft.id))
    if request.method != "POST":
        again = {name: values[0] for name, values in typed_before(request).items()}
        return _shown(request, draft, law, section, fields, {**as_typed(fields, law.answers), **again}, [], 200)
    typed = posted(request, names_in_form(law.every_field(section)) | {BACK})
    asked = {one.name for one in fields}  # what the page asked; a choice left open sends nothing
    read = [one for one in law.every_field(section) if one.name in asked or any(name in typed for name in names_in_form([one]))]
    answers = read_form(read, typed, ground(request, law), law.answers)
    kept = law.with_answers({**answers.values, **taken_over(law, answers.values, clock.today())})
    keep_answers(draft, visitor(request), kept, clock.now())
    called = {one.name for one in kept.open_fields(section)}
    mistakes = [mistake for mistake in answers.mistakes if mistake.field in called]
    permit = joined(draft, visitor(request), kept, clock.now()) if not mistakes else None
    if isinstance(permit, Draft):
        return HttpResponseRedirect(address("draft", draft.id))
    again = [one for one in read if one.name in called]
    mistakes += [permit] if permit else contradictions(kept, again)
    if mistakes:
        mistakes = _with_places(both_sides(mistakes, kept, again), again, draft, kept)
        return _shown(request, draft, kept, section, again, {**as_typed(again, kept.answers), **answers.typed}, mistakes, 422)
    return HttpResponseRedirect(_onward(draft, kept, section, fields, typed.get(BACK, "")))


def _with_places(mistakes: Iterable[Mistake], here: list[Field], draft: Draft, law: DraftLaw) -> list[Mistake]:
    """A mistake about a question of another page leads there."""
    names = {one.name for one in here}
    return [one if one.field in names else replace(one, at=question_of(one, draft, law)) for one in mistakes]


def _onward(draft: Draft, law: DraftLaw, section: str, fields: list[Field], back: str) -> str:
    """Where Continue leads: to the next page of the part that is not answered yet, then to the list of parts; or back to reading over.

    What the lines of a passport filled in is read over: the next page follows, answered or not.
    """
    pages, asked = law.pages(section), {one.name for one in fields}
    here = next((place for place, page in enumerate(pages) if page[0].name in asked), -1)
    unanswered = law.unanswered(section)
    if back == "check":
        return f"{address('question', draft.id, section, unanswered[0].name)}?{BACK}=check" if unanswered else address("draft-check", draft.id)
    filled = any(one.fills and one.name in law.answers for one in fields)
    following = next((page for page in pages[here + 1 :] if filled or not all(one.name in law.answers for one in page)), unanswered)
    return address("question", draft.id, section, following[0].name) if following else address("draft", draft.id)


def _shown(
    request: HttpRequest, draft: Draft, law: DraftLaw, section: str, fields: list[Field], typed: dict[str, str], mistakes: list[Mistake], status: int
) -> HttpResponse:
    pages = law.pages(section)
    here = next((place for place, page in enumerate(pages) if page[0] in fields), 0)
    back = request.POST.get(BACK, "") if request.method == "POST" else request.GET.get(BACK, "")
    values = {
        "draft": draft, "law_of": law, "section": law.rules.sections[section], "form": form(fields, typed, mistakes, ground(request, law)),
        "taken": bool({one.name for one in fields} & from_lines(law, clock.today())),
        "question": fields[0].name if fields else "", "page_number": here + 1, "pages": len(pages), "back": "check" if back == "check" else "",
    }  # fmt: skip
    return page(request, "section.html", {**values, **tools(request)}, status=status)
