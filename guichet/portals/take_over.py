"""A commune takes a file over with the code that stands on the decision; from then on the file is in its list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.casefile import reading
from guichet.desk.handle import handle
from guichet.desk.takeover import takeover_code
from guichet.engine.case_number import number_of
from guichet.engine.refusals import Refusal
from guichet.engine.words import Command
from guichet.law.rules import Act, Field
from guichet.portals.answers import Mistake, names_in_form
from guichet.portals.desk_law import act_with_code, laws_of_today
from guichet.portals.errors import error_page
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.jinja import address
from guichet.portals.law_names import LawNames
from guichet.portals.refusals import mistakes_of
from guichet.portals.strict import posted
from guichet.portals.throttle import Throttle
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

throttle = Throttle(20, timedelta(minutes=10))
CAMERA = "camera=(self), geolocation=(), microphone=()"  # on this page only, for whoever would rather show the code than type it


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def take_over(request: HttpRequest) -> HttpResponse:
    """Ask the code; with the right one the desk notes who holds the file, and the file opens."""
    act = act_with_code(visitor(request).role, laws_of_today())
    if act is None:
        return error_page(request, 403)
    field = next(one for one in act.asks if one.type == "code")
    ground = Ground(None, LawNames({("field", field.name): field.title}), clock.today(), speech_of(request))
    if request.method != "POST":
        return _show(request, act, field, {}, [], ground)
    who, now = visitor(request).person, clock.now()
    if throttle.is_over(who, now):
        return error_page(request, 429)
    typed = posted(request, names_in_form([field]))
    answers = read_form([field], typed, ground)
    outcome = list(answers.mistakes) or _tried(request, act, field, str(answers.values[field.name]), typed.get("command", ""))
    if isinstance(outcome, UUID):
        return HttpResponseRedirect(address("file", number_of(outcome)))
    if outcome[0].name == "code_unknown":
        throttle.wrong(who, now)
    return _show(request, act, field, typed, outcome, ground)


def _tried(request: HttpRequest, act: Act, field: Field, shown: str, identity: str) -> UUID | list[Mistake]:
    """The case that this code let its viewer take over, or why not."""
    code, command = takeover_code(shown), as_uuid(identity)
    case = reading.case_of_code(code) if code else None
    if case is None or command is None:
        return [Mistake(field.name, "code_unknown", {}, field.name)]
    try:
        handle(Command(command, case, 0, act.name, visitor(request).actor, clock.today(), clock.now(), {field.name: code}))
    except Refusal as refusal:
        return mistakes_of(refusal, [field])
    return case


def _show(request: HttpRequest, act: Act, field: Field, typed: Mapping[str, str], mistakes: list[Mistake], ground: Ground) -> HttpResponse:
    values = {"act": act, "form": form([field], typed, mistakes, ground), "command": uuid7(clock.now())}
    answer = page(request, "take_over.html", values, status=422 if mistakes else 200)
    answer.headers["Permissions-Policy"] = CAMERA
    return answer
