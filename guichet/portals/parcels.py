"""The doors for large files that a script sends in parts, so that a cut connection costs nothing (docs/uploads.md). They answer in JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from guichet.engine.refusals import Refusal
from guichet.intake import parcels
from guichet.intake.parcels import Parcel
from guichet.intake.store import Draft
from guichet.intake.uploads import BadFile
from guichet.portals.draft_door import on_draft
from guichet.portals.draft_law import DraftLaw
from guichet.portals.frame import speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.sentences import sentence_of
from guichet.portals.strict import asked, posted
from guichet.portals.visitor import visitor
from guichet.site import clock


@require_POST
@on_draft
def begin(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """Announce a file: name, size, when it was changed last. It is refused before its first byte, or told how far it has come."""
    told = posted(request, ("evidence", "name", "size", "changed"))
    evidence, size = told.get("evidence", ""), told.get("size", "")
    if evidence not in {one.name for one in law.mine} or not (size.isascii() and size.isdecimal() and len(size) < 16):
        raise Http404
    name, now = told.get("name", "")[:150], clock.now()
    try:
        parcel = parcels.begin(draft, visitor(request), evidence, name, int(size), told.get("changed", "")[:40], now, uuid7(now))
    except BadFile as bad:
        return _refused(request, law, bad.reason, {"field": evidence, **bad.values})
    return JsonResponse(_told(parcel) | {"part": parcels.PART})


@require_POST
@on_draft
def part(request: HttpRequest, draft: Draft, law: DraftLaw, parcel_id: str) -> HttpResponse:
    """The next part of a file, from the byte that the address names; answers how far it is here now."""
    identity, start = as_uuid(parcel_id), asked(request, ("start",)).get("start", "")
    if identity is None or not (start.isascii() and start.isdecimal() and len(start) < 16):
        raise Http404
    parcel = parcels.add_part(draft, visitor(request), identity, int(start), request.body)
    if parcel is None:
        raise Http404
    return JsonResponse(_told(parcel))


@require_POST
@on_draft
def finish(request: HttpRequest, draft: Draft, law: DraftLaw, parcel_id: str) -> HttpResponse:
    """All parts are here: the file is checked and kept as any other."""
    posted(request, ())
    identity = as_uuid(parcel_id)
    parcel = parcels.find(draft, visitor(request), identity) if identity else None
    if parcel is None:
        raise Http404
    try:
        parcels.finish(draft, visitor(request), parcel.id, clock.now())
    except BadFile as bad:
        return _refused(request, law, bad.reason, {"field": parcel.evidence, **bad.values})
    except Refusal as refusal:
        return _refused(request, law, refusal.name, refusal.values, 409)
    return JsonResponse({"kept": True})


def _told(parcel: Parcel) -> dict[str, object]:
    return {"parcel": str(parcel.id), "here": parcel.here}


def _refused(request: HttpRequest, law: DraftLaw, name: str, values: dict[str, object], status: int = 422) -> HttpResponse:
    return JsonResponse({"error": sentence_of(name, values, speech_of(request), law.names)}, status=status)
