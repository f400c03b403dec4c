"""When something does not work: a page with a sentence on what, why and what to do; never a trace."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from guichet.engine.refusals import Refusal
from guichet.portals.frame import page, speech_of
from guichet.portals.law_names import LawNames
from guichet.portals.refusals import STATUS
from guichet.portals.sentences import sentence_of

# status -> (what, why, what to do), marked for the catalogue
PAGES = {
    400: (
        "We could not read what your browser sent",
        "The form held something that this page does not ask for, or it was damaged on the way.",
        "Go back, load the page again and fill it in once more.",
    ),
    403: (
        "You may not do this",
        "This page is for somebody else, or the form was open for too long.",
        "Go back and load the page again. If it happens again, sign in with the right role.",
    ),
    404: (
        "There is nothing here for you",
        "The address is wrong, or what lies there is not open to you.",
        "Check the address or the number of the file, or look in your list of files.",
    ),
    405: (
        "This page does not take that",
        "The address was asked in a way that it does not answer.",
        "Go to the start page and follow the links from there.",
    ),
    409: (
        "Somebody was here before you",
        "The file changed while you were writing.",
        "Read what changed, then send your text again if it still fits.",
    ),
    413: (
        "That is too much at once",
        "What you sent is larger than this page takes.",
        "Send fewer or smaller files. A file may have 50 MB; a photo of a page is enough.",
    ),
    422: (
        "Some of this is to be corrected",
        "One or more answers could not be taken as they are.",
        "Go back and read the sentences beside the fields.",
    ),
    429: ("Too many questions in a short time", "From your address came more than we can answer for one person.", "Wait a minute, then try again."),
    500: (
        "Something broke on our side",
        "This is our mistake, not yours. It was written down.",
        "Try again in a few minutes. What was confirmed to you before is kept.",
    ),
    503: (
        "We are busy for a moment",
        "The memory of Guichet did not answer in time.",
        "Try again in a minute. What was confirmed to you before is kept.",
    ),
}


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of one status, in the reader's language."""
    if status >= 500:
        request.visitor = None  # who is at the counter may be just what cannot be read
    what, why, do = (speech_of(request).say(sentence) for sentence in PAGES[status])
    return page(request, "error.html", {"what": what, "why": why, "do": do, "status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where the body was too large."""
    too_large = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    return error_page(request, 413 if too_large else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the visitor may know of the page but not use it."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is nothing here, or nothing for this visitor."""
    return error_page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our own mistake."""
    return error_page(request, 500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The secret of the form does not fit the session: it was open too long, or came from elsewhere."""
    return error_page(request, 403)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What a room below says no to, where the page has no form to say it in."""
    status = STATUS.get(type(refusal).__name__, 422)
    what, _, do = (speech_of(request).say(sentence) for sentence in PAGES[status])
    why = sentence_of(refusal.name, refusal.values, speech_of(request), LawNames())
    return page(request, "error.html", {"what": what, "why": why, "do": do, "status": status}, status=status)


class ErrorPages:
    """Stops bodies that are too long before they are read, and gives a page to answers that have none."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.BODY_LIMIT:
            request.META["CONTENT_LENGTH"] = "0"  # nobody reads the rest
            return error_page(request, 413)
        response = self.answer(request)
        if response.status_code in PAGES and not response.streaming and not response.content:
            told = error_page(request, response.status_code)
            if "Allow" in response.headers:
                told.headers["Allow"] = response.headers["Allow"]
            return told
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A database that does not answer is a moment's trouble, not a defect; a refusal that no form shows is still a sentence."""
        if isinstance(exception, Refusal):
            return refused(request, exception)
        return error_page(request, 503) if isinstance(exception, OperationalError) else None


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0
