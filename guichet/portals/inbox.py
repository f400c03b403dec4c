"""The e-Box of the visitor: what was sent to them, newest first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from guichet.casefile.lists import opened_by
from guichet.delivery import mailbox
from guichet.engine.messages import recipient_key
from guichet.portals.frame import page
from guichet.portals.identity import as_uuid
from guichet.portals.jinja import address
from guichet.portals.law_names import letter_names
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

MOST = 200  # messages on the page


@require_safe
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """Every message to this person, or to the body for which they work."""
    messages = mailbox.inbox(_own(request), MOST)
    opens = opened_by(visitor(request), {one.case_number for one in messages})  # a letter may come before the file does
    return page(request, "inbox.html", {"messages": messages, "opens": opens, "names": letter_names(clock.today())})


@require_POST
@signed_in
def open_letter(request: HttpRequest) -> HttpResponse:
    """Note that a message was opened for the first time, and hand its letter over; 404 for one that lies in another mailbox."""
    identity = as_uuid(posted(request, ("message",)).get("message", ""))
    found = next((one for one in mailbox.inbox(_own(request), MOST) if one.id == identity), None)
    if found is None:
        raise Http404
    mailbox.mark_read(found.recipient, found.id, clock.now())
    return HttpResponseRedirect(address("document", found.ref))


def _own(request: HttpRequest) -> str:
    """The mailbox of this person, or of the body for which they work."""
    viewer = visitor(request)
    return recipient_key(viewer.role, viewer.body, "" if viewer.body else viewer.person)
