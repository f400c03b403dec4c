"""Taking a form strictly: only the names a page asks for, each once; anything else is refused with 400."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import BadRequest
from django.http import HttpRequest

FRAME = frozenset({"csrfmiddlewaretoken", "command", "seen"})


def posted(request: HttpRequest, names: Collection[str], many: Collection[str] = (), files: Collection[str] = ()) -> dict[str, str]:
    """The fields of a form as text; `many` may be repeated (read them with getlist), `files` may be uploads. Raises BadRequest."""
    allowed = FRAME | set(names)
    for name, values in request.POST.lists():
        if name in many or (name in files and not any(values)):  # a browser sends a file input that was left empty as an empty text
            continue
        if name not in allowed or len(values) != 1:
            raise BadRequest(f"The form held a field that was not asked: {len(values)} times.")
    for name in request.FILES:
        if name not in files:
            raise BadRequest("The form held a file that was not asked.")
    return {name: request.POST[name] for name in request.POST if name not in many and name not in files}


def asked(request: HttpRequest, names: Collection[str]) -> dict[str, str]:
    """The parameters of an address: unknown ones are ignored (people share links), repeated ones take the last."""
    return {name: request.GET[name] for name in names if name in request.GET}
