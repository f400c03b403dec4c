"""The deliveries of one file: for each letter and recipient, when it was sent, presented, deemed notified and read, with the proof of each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.desk import deliveries as desk
from guichet.desk.deliveries import Delivery
from guichet.engine.messages import recipient_key
from guichet.people.store import Viewer
from guichet.portals.deadlines import length_text
from guichet.portals.frame import page, speech_of
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404
from guichet.portals.visitor import is_staff, signed_in, visitor


@require_safe
@signed_in
def deliveries(request: HttpRequest, number: str) -> HttpResponse:
    """An authority sees how each letter that it may read reached everybody; anybody else, how it reached them."""
    case, viewer = case_or_404(request, number), visitor(request)
    theirs = {letter.id: letter for letter in case.letters}
    found = [one for one in desk.deliveries(case.case) if one.ref in theirs and (is_staff(viewer) or _is_to(one, viewer))]
    letters = [{"letter": theirs[ref], "to": [one for one in found if one.ref == ref]} for ref in dict.fromkeys(one.ref for one in found)]
    values = {
        "case": case,
        "letters": letters,
        "channels": case.rules.channels,
        "names": names_of(case.rules),
        "writes": {rule.letter for rule in case.rules.letters if rule.signed_by == viewer.role},
        "used": [name for name in case.rules.channels if name in {one.channel for one in found}],
    }
    return page(request, "deliveries.html", {**values, "length": lambda one: length_text(str(one), speech_of(request))})


def _is_to(one: Delivery, viewer: Viewer) -> bool:
    return one.key == recipient_key(viewer.role, viewer.body, "" if viewer.body else viewer.person)
