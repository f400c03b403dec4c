"""The page of a file that was the viewer's once: what their body did, and nothing of what happened since."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from guichet.casefile import reading
from guichet.portals.frame import page
from guichet.portals.identity import plain_number
from guichet.portals.law_names import names_of
from guichet.portals.opened import tools
from guichet.portals.visitor import visitor


def former_page(request: HttpRequest, number: str) -> HttpResponse:
    """The history that this body keeps. Raises Http404 for whoever never held the file."""
    kept = reading.open_former(plain_number(number), visitor(request))
    if kept is None:
        raise Http404
    history = list(enumerate(kept.history, 1))[::-1]
    return page(request, "former.html", {**tools(request), "case": kept, "names": names_of(kept.rules), "history": history})
