"""One file or letter, handed to the browser as a thing to keep, never as a page of ours."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile import reading
from guichet.portals.visitor import signed_in, visitor

_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_safe
@signed_in
def document(request: HttpRequest, identity: str) -> HttpResponse:
    """The document, for whoever may open it; 404 for all others, whether it exists or not."""
    found = reading.open_document(visitor(request), identity)
    if found is None:
        raise Http404
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_. ") else "_" for sign in found.name) or "document"
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name)}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": _POLICY,
    }
    return HttpResponse(found.content, content_type=found.media_type, headers=headers)
