"""The public page that checks a letter: a code in, and out only what the letter says of itself; a PDF may be compared, and is kept nowhere."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from guichet.desk.verification import Verified, verified
from guichet.portals.errors import error_page
from guichet.portals.frame import page
from guichet.portals.strict import posted
from guichet.portals.throttle import Throttle, source_of
from guichet.site import clock

CODE, FILE = "code", "letter"
LONGEST_CODE = 40  # letters shown again; no code is longer, however it is typed
throttle = Throttle(20, timedelta(minutes=10))


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the form, with the code of a QR in it; a POST answers on the same page."""
    if request.method != "POST":
        return _show(request, code)
    who, now = source_of(request), clock.now()
    if throttle.is_over(who, now):
        return error_page(request, 429)
    typed = posted(request, (CODE,), files=(FILE,)).get(CODE, "")
    if not typed.strip():
        return _show(request, typed, wrong="needed")
    letter = verified(typed, clock.today())
    if letter is None:
        throttle.wrong(who, now)
        return _show(request, typed, wrong="unknown")
    return _show(request, typed, letter=letter, compared=_compared(request.FILES.get(FILE), letter))


def _compared(given: UploadedFile | None, letter: Verified) -> str:
    """ "same" or "other" for the file that was given; "" for none."""
    if given is None:
        return ""
    digest = hashlib.sha256()
    for part in given.chunks():
        digest.update(part)
    return "same" if digest.hexdigest() == letter.fingerprint else "other"


def _show(request: HttpRequest, code: str, *, wrong: str = "", letter: Verified | None = None, compared: str = "") -> HttpResponse:
    shown = "".join(sign for sign in code if sign.isprintable())[:LONGEST_CODE]
    values = {"code": shown, "wrong": wrong, "letter": letter, "compared": compared, "groups": _groups(letter.fingerprint) if letter else ()}
    return page(request, "verify.html", values, status=422 if wrong else 200)


def _groups(fingerprint: str) -> list[str]:
    """A fingerprint as people compare it aloud: eight letters at a time."""
    return [fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8)]
