"""The whole file as one bundle: all pieces that its reader may open, numbered and paged, an index, the history, the proofs of notification."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile import pages, reading
from guichet.casefile.views import CaseView, DocumentFile
from guichet.desk.deliveries import Delivery, deliveries
from guichet.engine.case_number import spaced
from guichet.engine.messages import recipient_key
from guichet.law.rules import Words
from guichet.people.store import Viewer
from guichet.portals.frame import page, speech_of
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404, numbered, tools
from guichet.portals.speech import Speech
from guichet.portals.visitor import is_staff, signed_in, visitor

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the same file gives the same bytes, whenever it is asked for
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its number, its name in the bundle, on which pages it stands (`last` 0 where they cannot be counted), and its SHA-256."""

    number: int
    title: Words
    name: str
    on: date | None
    first: int
    last: int
    digest: str
    content: bytes


@require_safe
@signed_in
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    """A ZIP with `index.html` first, for whoever has the file: what they may read of it, and nothing else."""
    case, viewer = case_or_404(request, number), visitor(request)
    pieces = list(_pieces(case, speech_of(request)))
    values = {**tools(request), "case": case, "number_shown": spaced(case.number), "pieces": pieces, "lines": numbered(case),
              "deliveries": _proofs(case, viewer), "titles": {one.id: one.title for one in case.letters}, "names": names_of(case.rules)}  # fmt: skip
    index = page(request, "bundle.html", values).content
    held = [("index.html", index), *((piece.name, piece.content) for piece in pieces)]
    headers = {"Content-Disposition": f'attachment; filename="{case.number}.zip"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(_zipped(held), content_type="application/zip", headers=headers)


def _pieces(case: CaseView, spoken: Speech) -> Iterator[Piece]:
    """Letters by day, then the evidence in the order of the law."""
    found = [(one.title, one.on, reading.open_letter(case, one)) for one in sorted(case.letters, key=lambda one: (one.on, one.id))]
    found += [(one.title, one.received_on, reading.open_piece(case, file)) for one in case.evidence for file in one.files]
    first = 1
    for number, (title, on, document) in enumerate(((t, d, one) for t, d, one in found if one), 1):
        count = _count(document)
        name = f"{number:03}_{_plain(spoken.law(title))}{_ending(document)}"
        yield Piece(number, title, name, on, first, first + count - 1 if count else 0, hashlib.sha256(document.content).hexdigest(), document.content)
        first += count


def _count(document: DocumentFile) -> int:
    try:
        return pages.number_of_pages(document)
    except pages.CannotBeShown:
        return 0


def _proofs(case: CaseView, viewer: Viewer) -> list[Delivery]:
    """How each letter reached everybody; whoever is no authority learns how it reached them."""
    theirs, own = {one.id for one in case.letters}, recipient_key(viewer.role, viewer.body, "" if viewer.body else viewer.person)
    return [one for one in deliveries(case.case) if one.ref in theirs and (is_staff(viewer) or one.key == own)]


def _plain(title: str) -> str:
    return re.sub(r"[^\w-]+", "_", title).strip("_")[:60]


def _ending(document: DocumentFile) -> str:
    return ".pdf" if document.media_type == _PDF else f".{document.name.rpartition('.')[2][:5].lower()}"


def _zipped(held: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in held:
            packed.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
