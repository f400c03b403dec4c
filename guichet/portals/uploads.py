"""Files that a form brings: taken per piece of evidence, checked before anything else happens to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from guichet.intake import uploads
from guichet.portals.answers import Mistake

_MOST = 10  # files for one piece in one form


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it arrived: for which piece of evidence, under which name, checked to be of this kind."""

    evidence: str
    name: str
    media_type: str
    content: bytes
    held: bool = False  # no scanner has seen it yet


def file_field(evidence: str) -> str:
    """The name of the input of one piece of evidence."""
    return f"file-{evidence}"


def uploads_of(request: HttpRequest, pieces: Iterable[str]) -> tuple[list[Upload], list[Mistake]]:
    """Every file of a form for these pieces; one that cannot be kept is a mistake beside its input."""
    taken: list[Upload] = []
    mistakes: list[Mistake] = []
    for evidence in pieces:
        for file in request.FILES.getlist(file_field(evidence))[:_MOST]:
            content = file.read(settings.UPLOAD_LIMIT + 1)
            name = (file.name or "")[:150]
            try:
                good = uploads.receive(name, content, settings.UPLOAD_LIMIT)
                taken.append(Upload(evidence, good.name, good.media_type, good.content, good.held))
            except uploads.BadFile as bad:
                field = file_field(evidence)
                mistakes.append(Mistake(field, bad.reason, {"field": evidence, **bad.values}, field))
    return taken, mistakes
