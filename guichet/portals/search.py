"""What somebody looks for in the list of files: kept sealed in their session, because it may be a name; never in an address."""

from __future__ import annotations

from django.http import HttpRequest

from guichet.vault import codes

_SEARCH = "search"  # in the session: what is looked for, sealed


def keep_search(request: HttpRequest, text: str) -> None:
    """From now on the list shows what holds this text; "" shows everything again."""
    if text:
        request.session[_SEARCH] = codes.sealed(_SEARCH, text)
    else:
        request.session.pop(_SEARCH, None)


def searched(request: HttpRequest) -> str:
    """What is looked for; "" for nothing."""
    return codes.unsealed(_SEARCH, request.session.get(_SEARCH, ""))
