"""A large file on its way in parts: begun, continued where a cut connection left it, put together when the last part is here.

Each part lies encrypted in the vault under the key of the draft. What is not finished within a day is thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from guichet.engine.refusals import NotAllowedNow
from guichet.intake import models
from guichet.intake.drafts import Draft, may_write
from guichet.intake.files import MOST_FILES, add_file
from guichet.intake.uploads import MEGABYTE, BadFile
from guichet.people.store import Viewer
from guichet.vault import store as vault
from guichet.vault.codes import blinded

PART = MEGABYTE  # bytes of one part at most
KEPT = timedelta(hours=24)
MOST_AT_ONCE = 20  # unfinished parcels of one draft


@dataclass(frozen=True, slots=True)
class Parcel:
    """How far a file has come: `here` of `size` bytes."""

    id: UUID
    evidence: str
    size: int
    here: int


def begin(draft: Draft, viewer: Viewer, evidence: str, name: str, size: int, last_changed: str, at: datetime, id: UUID) -> Parcel:  # noqa: PLR0913, PLR0917
    """Announce a file before its first byte; the same file announced again is the same parcel, as far as it came. Raises BadFile, NotYours."""
    may_write(draft, viewer)
    if size <= 0:
        raise BadFile("file_empty")
    if size > settings.UPLOAD_LIMIT:
        raise BadFile("file_too_large", megabytes=settings.UPLOAD_LIMIT // MEGABYTE)
    if models.DraftFile.objects.filter(draft_id=draft.id, evidence=evidence).count() >= MOST_FILES:
        raise BadFile("too_many_files", most=MOST_FILES)
    known = {"draft_id": draft.id, "evidence": evidence, "role": viewer.role, "mark": blinded(f"{draft.id} {name} {size} {last_changed}")}
    row = models.Parcel.objects.filter(**known).first()
    if row is None:
        if models.Parcel.objects.filter(draft_id=draft.id).count() >= MOST_AT_ONCE:
            raise BadFile("too_many_files", most=MOST_AT_ONCE)
        label = vault.keep(draft.id, "parcel_label", name)
        row, _ = models.Parcel.objects.get_or_create(**known, defaults={"id": id, "label": UUID(label.ref), "size": size, "began_at": at})
    return _parcel(row)


def find(draft: Draft, viewer: Viewer, id: UUID) -> Parcel | None:
    """A parcel that the viewer's role began; None if there is none."""
    row = _row(draft, viewer, id)
    return _parcel(row) if row else None


def add_part(draft: Draft, viewer: Viewer, id: UUID, start: int, content: bytes) -> Parcel | None:
    """Keep the part that begins at `start`, if it is the next one; what is here already is not kept twice. None: there is no such parcel."""
    may_write(draft, viewer)
    row = _row(draft, viewer, id)
    if row is None:
        return None
    before = _parcel(row)
    if start != before.here or not content or len(content) > PART or start + len(content) > row.size:
        return before
    kept = vault.keep_file(draft.id, "parcel", content, "", "application/octet-stream")
    try:
        with transaction.atomic():
            models.ParcelPart.objects.create(parcel_id=row.id, start=start, size=len(content), ref=UUID(kept.ref))
    except IntegrityError:  # the same part came twice at once: the other one is kept
        vault.drop(draft.id, kept.ref)
    return _parcel(row)


def finish(draft: Draft, viewer: Viewer, id: UUID, at: datetime) -> str:
    """Put the file together, check and keep it as any other; its reference. Raises BadFile, NotAllowedNow where parts are missing."""
    row = _row(draft, viewer, id)
    if row is None or _parcel(row).here != row.size:
        raise NotAllowedNow("parcel_incomplete")
    parts = models.ParcelPart.objects.filter(parcel_id=row.id).order_by("start")
    content = b"".join(vault.read_file(draft.id, str(part.ref)).content for part in parts)
    name = str(vault.read(draft.id, str(row.label)))
    try:
        return add_file(draft, viewer, row.evidence, name, content, at)
    finally:
        _throw_away(row)


def sweep(at: datetime) -> int:
    """Throw away what was not finished in a day; return how many."""
    old = list(models.Parcel.objects.filter(began_at__lte=at - KEPT))
    for row in old:
        _throw_away(row)
    return len(old)


def _throw_away(row: models.Parcel) -> None:
    with transaction.atomic():
        for part in models.ParcelPart.objects.filter(parcel_id=row.id):
            vault.drop(row.draft_id, str(part.ref))
        vault.drop(row.draft_id, str(row.label))
        row.delete()


def _row(draft: Draft, viewer: Viewer, id: UUID) -> models.Parcel | None:
    return models.Parcel.objects.filter(pk=id, draft_id=draft.id, role=viewer.role).first()


def _parcel(row: models.Parcel) -> Parcel:
    sizes = models.ParcelPart.objects.filter(parcel_id=row.id).values_list("size", flat=True)
    return Parcel(row.id, row.evidence, row.size, sum(sizes))
