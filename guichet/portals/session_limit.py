"""How long one stays signed in: a cookie that only this server can write says when its owner was last here, and who that was.

The session itself is not written by looking at a page. Whoever comes too late signs in again and finds what they had typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from guichet.intake import unsent
from guichet.portals.strict import FRAME
from guichet.site import clock
from guichet.vault import codes

COOKIE = f"{settings.COOKIE_PREFIX}guichet_seen"
REMEMBERED = 24 * 60 * 60  # seconds after which nobody knows any more who was here
Key = list[str]  # person, role, body


def here(request: HttpRequest, key: Key) -> bool:
    """Was the owner of this session here within the time of a session?"""
    return _seen(request, settings.SESSION_IDLE) == key


def was_here(request: HttpRequest) -> Key | None:
    """Who was signed in before the session ended; None for a stranger."""
    return _seen(request, REMEMBERED)


def keep_typed(request: HttpRequest) -> None:
    """Keep the form that came after the session ended, sealed for whoever had it on their screen; files cannot be kept."""
    key = was_here(request)
    if key:
        _keep(key, request.path, request)


def typed_before(request: HttpRequest) -> dict[str, list[str]]:
    """What this visitor had typed on this page and not sent, by input; empty if nothing waits."""
    if not hasattr(request, "typed_before"):
        key = request.session.get("visitor")
        request.typed_before = unsent.find(_whose(key), request.path, clock.now()) if key and request.method == "GET" else {}
    return request.typed_before


def save_typed(request: HttpRequest, path: str) -> None:
    """Keep the form that its writer, who is signed in, wants to send later from the page of this path."""
    _keep(request.session["visitor"], path, request)


def forget_typed(request: HttpRequest, path: str) -> None:
    """Its writer does not want it any more."""
    unsent.forget(_whose(request.session["visitor"]), path)


def _keep(key: Key, path: str, request: HttpRequest) -> None:
    typed = {name: values for name, values in request.POST.lists() if name not in FRAME and any(values)}
    if typed:
        unsent.keep(_whose(key), path, typed, clock.now())
    else:
        unsent.forget(_whose(key), path)


class SessionLimit:
    """Marks each answer to somebody signed in with the moment they were here; forgets a kept form once it was sent."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        key = request.session.get("visitor") if getattr(request, "visitor", None) is not None or hasattr(request, "just_in") else None
        if key:
            value = signing.dumps(codes.sealed(COOKIE, json.dumps(key)), salt=COOKIE)
            response.set_cookie(COOKIE, value, REMEMBERED, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
            if request.method == "POST" and isinstance(response, HttpResponseRedirect):
                unsent.forget(_whose(key), request.path)
        elif hasattr(request, "just_out"):
            response.delete_cookie(COOKIE, samesite="Lax")
        return response


def _seen(request: HttpRequest, seconds: int) -> Key | None:
    try:
        sealed = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=seconds)
    except signing.BadSignature:
        return None
    text = codes.unsealed(COOKIE, sealed)
    return json.loads(text) if text else None


def _whose(key: Key) -> str:
    return "|".join(key)
