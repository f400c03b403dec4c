"""A document read in the page: its pages as pictures, larger or smaller, turned; without a script by links."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from guichet.casefile import reading
from guichet.casefile.pages import TURNS, CannotBeShown, number_of_pages, pages_with, picture_of
from guichet.casefile.views import DocumentFile
from guichet.portals.frame import page
from guichet.portals.jinja import address
from guichet.portals.strict import asked, posted
from guichet.portals.visitor import signed_in, visitor

LONGEST = 200  # signs that are looked for
SIZES = ("50", "75", "100", "150", "200", "300")
_POLICY = settings.CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")  # it stands in a frame of ours


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@xframe_options_sameorigin
def viewer_page(request: HttpRequest, identity: str) -> HttpResponse:
    """The document with its bar; it stands alone, or in a frame of the page of the file. A POST looks for words in it: they are in no address."""
    document = _document_or_404(request, identity)
    looked_for = posted(request, ("q",)).get("q", "").strip()[:LONGEST] if request.method == "POST" else ""
    wanted = asked(request, ("page", "size", "turn"))
    try:
        pages = number_of_pages(document)
    except CannotBeShown:
        pages = 0
    size = wanted.get("size") if wanted.get("size") in SIZES else "100"
    now = {"page": min(_number(wanted.get("page")), max(pages, 1)), "size": size, "turn": _turn(wanted.get("turn"))}
    place = SIZES.index(size)
    found = _found(document, looked_for) if looked_for and pages else None
    now["page"] = found[0] if found else now["page"]
    values = {
        "document": document, "identity": identity, "pages": pages, "now": now, "looked_for": looked_for, "found": found,
        "smaller": SIZES[place - 1] if place else "", "larger": SIZES[place + 1] if place + 1 < len(SIZES) else "",
        "link": lambda **other: f"{address('document-view', identity)}?{urlencode({**now, **other})}",
    }  # fmt: skip
    answer = page(request, "viewer.html", values)
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


@require_safe
@signed_in
def page_picture(request: HttpRequest, identity: str, number: int) -> HttpResponse:
    """One page as a picture."""
    document = _document_or_404(request, identity)
    try:
        picture = picture_of(document, number, _turn(asked(request, ("turn",)).get("turn")))
    except CannotBeShown:
        picture = b""
    if not picture:
        raise Http404
    return HttpResponse(picture, content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


def _found(document: DocumentFile, text: str) -> list[int] | None:
    """The pages on which the words stand; None where the document holds no text that could be searched."""
    try:
        return pages_with(document, text)
    except CannotBeShown:
        return None


def _document_or_404(request: HttpRequest, identity: str) -> DocumentFile:
    found = reading.open_document(visitor(request), identity)
    if found is None:
        raise Http404
    return found


def _number(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < 5 else 1


def _turn(text: str | None) -> int:
    return int(text) if text in {str(one) for one in TURNS} else 0
