"""One box for whoever stands behind the counter: a file by its number, a list, an act of the file at hand, or a name to look for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.casefile import reading
from guichet.casefile.queues import queues_of
from guichet.casefile.rows import folded
from guichet.casefile.views import CaseView
from guichet.engine.case_number import is_valid
from guichet.portals.desk_law import laws_of_today
from guichet.portals.errors import error_page
from guichet.portals.frame import MENU, page, speech_of
from guichet.portals.identity import plain_number
from guichet.portals.jinja import address
from guichet.portals.search import keep_search
from guichet.portals.strict import asked, posted
from guichet.portals.visitor import is_staff, signed_in, visitor
from guichet.site import clock

LONGEST = 200  # signs of what is typed


@dataclass(frozen=True, slots=True)
class Way:
    """One place to go to, by its words."""

    words: str
    href: str


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def go(request: HttpRequest) -> HttpResponse:
    """The box with all that it knows; a POST goes there. What is typed, perhaps a name, is in no address."""
    if not is_staff(visitor(request)):
        return error_page(request, 403)
    form = posted(request, ("q", "file")) if request.method == "POST" else asked(request, ("file",))
    case = _case(request, form.get("file", ""))
    lists, acts = list(_lists(request)), list(_acts(request, case))
    if request.method != "POST":
        return page(request, "go.html", {"case": case, "lists": lists, "acts": acts})
    text = "".join(sign for sign in form.get("q", "") if sign.isprintable()).strip()[:LONGEST]
    return HttpResponseRedirect(_target(request, text, [*acts, *lists]) if text else address("go"))


def _target(request: HttpRequest, text: str, ways: list[Way]) -> str:
    """A number that opens for the viewer; else the way whose words fit best; else the list of files in which the text is looked for."""
    number = plain_number(text)
    if is_valid(number) and _case(request, number):
        return address("file", number)
    wanted = folded(text)
    fits = [way for way in ways if wanted == folded(way.words)] or [way for way in ways if wanted in folded(way.words)]
    if fits:
        return fits[0].href
    keep_search(request, text)
    return address("files")


def _case(request: HttpRequest, number: str) -> CaseView | None:
    plain = plain_number(number)
    return reading.open_case(plain, visitor(request), clock.today()) if is_valid(plain) else None


def _lists(request: HttpRequest) -> Iterator[Way]:
    """The pages of the menu, then the lists of this desk."""
    spoken, role = speech_of(request), visitor(request).role
    for item in MENU:
        if not item.roles or role in item.roles:
            yield Way(spoken.say(item.text), address(item.name))
    for name, some in queues_of(role, laws_of_today()).items():
        yield Way(spoken.law(some[0].title), f"{address('queues')}?list={name}")


def _acts(request: HttpRequest, case: CaseView | None) -> Iterator[Way]:
    """What may be done today on the file at hand."""
    for act in case.acts if case else ():
        yield Way(speech_of(request).law(act.title), address("asking" if act.evidence == "choose" else "act", case.number, act.name))
