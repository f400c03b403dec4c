"""In which language a page speaks: what was asked in the address, else chosen before, else what the browser prefers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE_AGE = 60 * 60 * 24 * 365  # seconds; a choice of language is kept for a year


class ChosenLanguage:
    """Activate one of the four languages for the request; `?lang=nl` is remembered in a cookie."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang", "")
        asked = asked if asked in dict(settings.LANGUAGES) else ""
        language = asked or translation.get_language_from_request(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        if asked:
            kept = {"max_age": COOKIE_AGE, "samesite": "Lax", "httponly": True, "secure": settings.SESSION_COOKIE_SECURE}
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, asked, **kept)
        return response
