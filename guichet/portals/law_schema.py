"""The JSON Schemas of the law files, for the editor of a lawyer; open to everybody."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from guichet.engine.words import EVENT_WORDS
from guichet.law.bundles import read_law
from guichet.law.schema import Schema, schemas
from guichet.portals.strict import asked


@require_safe
def schema_page(request: HttpRequest, kind: str) -> HttpResponse:
    """The schema of one kind of law file; 404 for any other name."""
    asked(request, ())
    found = _made(settings.LAW_FOLDER).get(kind)
    if found is None:
        raise Http404
    return JsonResponse(found)


@lru_cache(maxsize=2)
def _made(folder: Path) -> dict[str, Schema]:
    return schemas(read_law(folder), EVENT_WORDS)
