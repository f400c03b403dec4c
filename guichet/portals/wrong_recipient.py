"""A letter reached somebody else: its authority says why, sees what falls, and confirms; the letter then leaves once more."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from guichet.casefile.views import ActView
from guichet.desk.misdelivery import offered, wrong_command
from guichet.desk.mistaken import Falls
from guichet.engine.refusals import Refusal
from guichet.engine.words import Command
from guichet.law.rules import Field
from guichet.portals.commands import ON_REASON
from guichet.portals.falling import Falling, answered
from guichet.portals.frame import speech_of
from guichet.portals.identity import as_uuid
from guichet.portals.jinja import address
from guichet.portals.opened import case_or_404
from guichet.portals.speech import in_four
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

WHY = Field(ON_REASON, "long_text", in_four("How the letter came to somebody else"), personal=True)
ACT = ActView("wrong_recipient", in_four("The letter reached somebody else"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def wrong_recipient(request: HttpRequest, number: str, entry: int) -> HttpResponse:
    """Ask why; then show what falls; with its confirmation do it."""
    case, say = case_or_404(request, number), speech_of(request).say
    try:
        offered(case.case, visitor(request).actor, entry)
    except Refusal:
        raise Http404 from None

    def said(request: HttpRequest, seen: int, values: Mapping[str, object], falls: Falls) -> Command:
        identity, by, at = as_uuid(request.POST["command"]), visitor(request).actor, (clock.today(), clock.now())
        return wrong_command(identity, case.case, seen, by, at, entry, str(values[ON_REASON]), falls)

    one = Falling(
        ACT, [WHY], said, address("wrong-recipient", case.number, entry), address("deliveries", case.number), say("How the letters arrived"),
        lead=say(
            "The notification then falls, with every time limit that it started. "
            "The letter stays as it was sent, and leaves once more for its addressee."
        ),
        instead=say("The letter leaves once more for its addressee."),
    )  # fmt: skip
    return answered(request, case, one)
