"""The e-Box of the visitor: what was sent to them, and what of it still asks something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from guichet.casefile.asked import FileAsks, asked_of
from guichet.casefile.views import LimitView
from guichet.delivery import mailbox
from guichet.delivery.mailbox import InboxMessage
from guichet.engine.messages import recipient_key
from guichet.portals.frame import page
from guichet.portals.identity import as_uuid
from guichet.portals.jinja import address
from guichet.portals.law_names import letter_names
from guichet.portals.opened import tools
from guichet.portals.strict import asked, posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

MOST = 200  # messages on the page
SHOWS = ("all", "asks", "unread")


@dataclass(frozen=True, slots=True)
class Line:
    """One letter as its reader finds it: what it asks and until when; `over` when it asked something that no longer runs."""

    message: InboxMessage
    opens: bool
    asks: LimitView | None = None
    turn: bool = False
    over: bool = False


@require_safe
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """Every message to this person, or to the body for which they work: first what asks something, then what was not read, then the newest."""
    lines = _lines(request)
    parts = {"all": lines, "asks": [one for one in lines if one.asks], "unread": [one for one in lines if not one.message.read_at]}
    show = asked(request, ("show",)).get("show", "")
    show = show if show in SHOWS else "all"
    values = {**tools(request), "lines": parts[show], "counts": {name: len(some) for name, some in parts.items()}, "show": show}
    return page(request, "inbox.html", {**values, "names": letter_names(clock.today())})


def _lines(request: HttpRequest) -> list[Line]:
    messages = mailbox.inbox(_own(request), MOST)
    files = asked_of(visitor(request), {one.case_number for one in messages}, clock.today())  # a letter may come before the file does
    lines, newest = [], set()
    for one in messages:
        key = (one.case_number, one.letter)
        lines.append(_line(one, files.get(one.case_number), key not in newest))
        newest.add(key)
    return sorted(lines, key=lambda line: (not line.asks, line.asks.due_on if line.asks else date.max, bool(line.message.read_at)))


def _line(message: InboxMessage, file: FileAsks | None, newest: bool) -> Line:
    """Only the newest letter of its kind in a file asks what the file asks now."""
    if file is None or message.letter not in file.by_letter:
        return Line(message, file is not None)
    limit = file.by_letter[message.letter] if newest else None
    return Line(message, True, limit, bool(limit) and file.turn, limit is None)


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
