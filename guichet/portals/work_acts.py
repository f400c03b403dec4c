"""What is done from the work list: take the next file, give files to a colleague, say who is absent, keep a view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from urllib.parse import parse_qsl
from uuid import UUID, uuid5

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from guichet.casefile.work_list import cases_of, next_of
from guichet.desk.assigning import assign
from guichet.engine.case_number import is_valid, spaced
from guichet.engine.refusals import NotYours, Refusal
from guichet.law.rules import Field
from guichet.people.colleagues import TooManyViews, colleagues, forget_view, hide_columns, keep_view, set_absent
from guichet.people.store import Viewer
from guichet.portals.answers import names_in_form
from guichet.portals.as_it_goes import FEW, as_it_goes
from guichet.portals.errors import error_page
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import speech_of
from guichet.portals.identity import as_uuid
from guichet.portals.jinja import address
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import in_four
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.portals.work_list import COLUMNS, absent, laws_of, link, read_asks, show_work, tabs_of
from guichet.site import clock

MOST_AT_ONCE = 500
TRIES = 5  # when colleagues take the same file at the same moment
UNTIL = Field("until", "day", in_four("Absent until, that day included"), at_least="today")


@require_POST
@signed_in
def take_next(request: HttpRequest) -> HttpResponse:
    """Takes the most urgent file that nobody has in hand, and opens it."""
    identity, viewer, today = _command(posted(request, ())), visitor(request), clock.today()
    if not laws_of(viewer):
        return error_page(request, 403)
    away = absent(colleagues(viewer.role, viewer.body, today))
    for _ in range(TRIES):
        line = next_of(viewer, away, today)
        if line is None:
            break
        number = line.line.number
        try:
            assign(uuid5(identity, number), cases_of(viewer, [number])[number], line.last, viewer.actor, viewer.person, today, clock.now())
        except Refusal:  # a colleague was faster
            continue
        return HttpResponseRedirect(address("file", number))
    return HttpResponseRedirect(f"{link({'tab': 'mine'})}&none=1")


@require_POST
@signed_in
def assign_files(request: HttpRequest) -> HttpResponse:
    """Gives the files that were ticked to a colleague, each by its own command, and says which could not be given and why."""
    fields = posted(request, ("person", "here"), many=("file",))
    identity, viewer = _command(fields), visitor(request)
    laws = laws_of(viewer)
    if not laws:
        return error_page(request, 403)
    chosen = [(ticked.partition(":")[0], ticked.partition(":")[2]) for ticked in request.POST.getlist("file")]
    if len(chosen) > MOST_AT_ONCE or not all(is_valid(number) and seen.isdecimal() and len(seen) < 9 for number, seen in chosen):
        raise BadRequest("The form held a file that the list did not show.")
    spoken, here = speech_of(request), dict(parse_qsl(fields.get("here", "")))
    person = fields.get("person", "")
    names = {one.ref: one.name for one in colleagues(viewer.role, viewer.body, clock.today())}
    if not chosen or (person and person not in names):
        return show_work(request, here, {"mistake": spoken.say("Tick at least one file, and choose who gets it")})
    left: dict[str, str] = {}
    steps = _given(identity, viewer, person, chosen, left, lambda refusal: sentence_of(refusal.name, refusal.values, spoken, names_of(laws[0])))

    def report() -> HttpResponse:
        told = {"done": len(chosen) - len(left), "refused": list(left.items()), "to": names.get(person, "")}
        return show_work(request, here, {"report": told})

    if len(chosen) > FEW:
        return as_it_goes(request, len(chosen), steps, report)
    for _ in steps:
        pass
    return report()


@require_POST
@signed_in
def absence(request: HttpRequest) -> HttpResponse:
    """Somebody of the desk is absent until a day, or is back: from then on their files may be taken over, or no longer."""
    fields = posted(request, {"person", "back", "here", *names_in_form([UNTIL])})
    viewer, today = visitor(request), clock.today()
    here = dict(parse_qsl(fields.get("here", "")))
    team = {one.ref for one in colleagues(viewer.role, viewer.body, today)} if laws_of(viewer) else set()
    if fields.get("person") not in team:
        return error_page(request, 403)
    until = None
    if not fields.get("back"):
        ground = Ground(None, LawNames({("field", UNTIL.name): UNTIL.title}), today, speech_of(request))
        answers = read_form([UNTIL], fields, ground)
        if answers.mistakes:
            return show_work(request, here, {"mistake": form([UNTIL], answers.typed, answers.mistakes, ground).lines[0]["text"]})
        until = date.fromisoformat(str(answers.values[UNTIL.name]))
    set_absent(fields["person"], until)
    return HttpResponseRedirect(link(here))


@require_POST
@signed_in
def columns(request: HttpRequest) -> HttpResponse:
    """Which columns of the list this person sees from now on."""
    here = dict(parse_qsl(posted(request, ("here",), many=("column",)).get("here", "")))
    viewer = visitor(request)
    if not laws_of(viewer):
        return error_page(request, 403)
    hide_columns(viewer.person, set(COLUMNS) - set(request.POST.getlist("column")))
    return HttpResponseRedirect(link(here))


@require_POST
@signed_in
def views(request: HttpRequest) -> HttpResponse:
    """Keeps what the list was asked under a name, for oneself or for the desk; or forgets a view of one's own."""
    fields = posted(request, ("name", "shared", "forget", "here"))
    viewer, laws, here = visitor(request), laws_of(visitor(request)), dict(parse_qsl(fields.get("here", "")))
    if not laws:
        return error_page(request, 403)
    forget, name, spoken = as_uuid(fields.get("forget", "")), fields.get("name", "").strip(), speech_of(request)
    if forget:
        forget_view(viewer.person, str(forget))
        return HttpResponseRedirect(link(here))
    if not name or not name.isprintable():
        return show_work(request, here, {"mistake": spoken.say("Give the view a name")})
    asks = read_asks(here, laws, colleagues(viewer.role, viewer.body, clock.today()), tabs_of(viewer))
    try:
        keep_view(viewer.person, viewer.role, viewer.body, name, asks, bool(fields.get("shared")))
    except TooManyViews as many:
        return show_work(request, here, {"mistake": spoken.say("You keep {n} views already. Forget one first", n=many.args[0])})
    return HttpResponseRedirect(link(asks))


def _given(
    identity: UUID, viewer: Viewer, person: str, chosen: Sequence[tuple[str, str]], left: dict[str, str], said: Callable[[Refusal], str]
) -> Iterator[str]:
    """Gives file by file and notes in `left` why one stayed as it was."""
    cases = cases_of(viewer, [number for number, _ in chosen])
    for number, seen in chosen:
        try:
            _give(identity, cases.get(number), number, int(seen), viewer, person)
        except Refusal as refusal:
            left[number] = said(refusal)
        yield " ".join(filter(None, (spaced(number), left.get(number, ""))))


def _give(identity: UUID, case: UUID | None, number: str, seen: int, viewer: Viewer, person: str) -> None:
    """One file to one colleague; the id of the command comes from the form and the file, so that sending it twice gives it once."""
    if case is None:
        raise NotYours("no_such_case", {})
    assign(uuid5(identity, number), case, seen, viewer.actor, person, clock.today(), clock.now())


def _command(fields: dict[str, str]) -> UUID:
    identity = as_uuid(fields.get("command", ""))
    if identity is None:
        raise BadRequest("The form did not say which command it is.")
    return identity
