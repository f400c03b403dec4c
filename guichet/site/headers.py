"""What every answer tells the browser not to do: load, embed or send anything that is not ours; and what other sites may not load from us."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADERS = {
    "Content-Security-Policy": settings.CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Set the headers that Django's own middleware leaves open, and keep personal pages out of every cache."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class NotForOtherSites:
    """403 when a page of another site asks for something of ours to use it there: a picture, a script, a frame, a form. Its links may lead here."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=403) if _used_elsewhere(request) else self.answer(request)


def _used_elsewhere(request: HttpRequest) -> bool:
    """By what the browser says of itself; one that says nothing is old, and the other headers hold."""
    if request.headers.get("Sec-Fetch-Site") != "cross-site":
        return False
    is_link = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    return not (is_link and request.method in ("GET", "HEAD"))
