"""The e-Box of the visitor: what was sent to them, newest first."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.delivery import mailbox
from guichet.engine.messages import recipient_key
from guichet.law.bundles import read_law
from guichet.portals.frame import page
from guichet.portals.law_names import LawNames
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock


@require_safe
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """Every message to this person, or to the body for which they work."""
    viewer = visitor(request)
    person = "" if viewer.body else viewer.person
    messages = mailbox.inbox(recipient_key(viewer.role, viewer.body, person))
    return page(request, "inbox.html", {"messages": messages, "names": _letters()})


def _letters() -> LawNames:
    """The titles of all letters of the law folder; a message names its letter, the case its law."""
    law = read_law(settings.LAW_FOLDER)
    rules = [law.rules(name, law.folder.regions(name)[0], clock.today()) for name in law.procedures()]
    return LawNames({("letter", letter.letter): letter.title for one in rules for letter in one.letters})
