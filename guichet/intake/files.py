"""Files given to a draft: everybody sees what their own role gave; of the rest only that it came."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import transaction

from guichet.intake import models
from guichet.intake.drafts import Draft, may_write, open_draft
from guichet.intake.uploads import BadFile, Received, receive
from guichet.people.store import Viewer
from guichet.vault import held
from guichet.vault import store as vault
from guichet.vault.codes import blinded
from guichet.vault.store import KeptFile

MOST_FILES = 20  # for one piece of evidence


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file given to a draft; all but who gave it and when is empty for whoever did not give it.

    `notes` say what differs from what came, `sha256` is that of the bytes that came; `held` is why nobody may open it, "" if one may.
    `came_on` is the day it came to the file before, if it was taken over from there; `issued_on` the day that stands on it, where that was said.
    """

    ref: str
    digest: str
    given_by: str
    given_at: datetime
    name: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    notes: tuple[str, ...] = ()
    held: str = ""
    came_on: date | None = None
    issued_on: date | None = None


def add_file(draft: Draft, viewer: Viewer, evidence: str, name: str, content: bytes, at: datetime) -> str:  # noqa: PLR0913, PLR0917
    """Check and keep a file for a piece of evidence; its reference. Raises BadFile, NotYours, NotAllowedNow.

    The caller has asked the law that this piece is given by the role of the viewer.
    """
    may_write(draft, viewer)
    mark = blinded(f"{draft.id} {evidence} {viewer.role} {sha256(content).hexdigest()}")
    rows = models.DraftFile.objects.filter(draft_id=draft.id, evidence=evidence)
    same = rows.filter(mark=mark).first()
    if same is not None and held.why(draft.id, str(same.ref)) != held.INFECTED:
        return str(same.ref)
    if rows.count() >= MOST_FILES:
        raise BadFile("too_many_files", most=MOST_FILES)
    return _keep(draft, viewer, evidence, receive(name, content, settings.UPLOAD_LIMIT), mark, at)


def _keep(draft: Draft, viewer: Viewer, evidence: str, file: Received, mark: str, at: datetime) -> str:  # noqa: PLR0913, PLR0917
    kept = vault.keep_file(draft.id, f"evidence:{evidence}", file.content, file.name, file.media_type)
    told = {"name": file.name, "media_type": file.media_type, "size": len(file.content), "sha256": file.sha256, "notes": list(file.notes)}
    label = vault.keep(draft.id, "file_label", told)
    with transaction.atomic():
        if file.held:
            held.hold(draft.id, kept.ref, at)
        known = {"evidence": evidence, "role": viewer.role, "given_at": at, "mark": mark}
        models.DraftFile.objects.create(draft_id=draft.id, ref=UUID(kept.ref), label=UUID(label.ref), digest=kept.digest, **known)
        models.Draft.objects.filter(pk=draft.id).update(updated_at=at, reminded_on=None)
    return kept.ref


def remove_file(draft: Draft, viewer: Viewer, evidence: str, ref: str, at: datetime) -> None:
    """Take out a file that the viewer's role gave; nothing happens if there is none such."""
    with transaction.atomic():
        models.Draft.objects.select_for_update().filter(pk=draft.id).first()  # nobody files it meanwhile
        may_write(draft, viewer)
        row = _given_by(draft, viewer.role, ref)
        if row is None or row.evidence != evidence:
            return
        row.delete()
        vault.drop(draft.id, str(row.ref))
        held.release(draft.id, str(row.ref))
        vault.drop(draft.id, str(row.label))
        models.Draft.objects.filter(pk=draft.id).update(updated_at=at, reminded_on=None)


def say_issued(draft: Draft, viewer: Viewer, evidence: str, on: date | None, at: datetime) -> None:
    """The day that stands on a piece, said by the role that gave it; None: not known."""
    may_write(draft, viewer)
    models.DraftFile.objects.filter(draft_id=draft.id, role=viewer.role, evidence=evidence).update(issued_on=on)
    models.Draft.objects.filter(pk=draft.id).update(updated_at=at, reminded_on=None)


def open_file(draft: Draft, viewer: Viewer, ref: str) -> KeptFile | None:
    """A file that the viewer's role gave; None if there is none, and just so if others gave it, it is held, or the draft is a case by now."""
    current = open_draft(draft.id, viewer)
    row = _given_by(draft, viewer.role, ref) if current and not current.submitted else None
    return vault.read_file(draft.id, str(row.ref)) if row and not held.why(draft.id, str(row.ref)) else None


def files(draft: Draft) -> dict[str, list[GivenFile]]:
    """Every file by piece of evidence, in the order they came, named for whoever opened the draft (for the desk: all of them)."""
    rows = list(models.DraftFile.objects.filter(draft_id=draft.id).order_by("id"))
    own = [row for row in rows if draft.opened_by in ("", row.role)]
    labels = vault.read_many(draft.id, [str(row.label) for row in own])
    locked = held.held(draft.id) if own else {}
    found: dict[str, list[GivenFile]] = {}
    for row in rows:
        label = dict(labels.get(str(row.label), {}))
        mine = {"notes": tuple(label.get("notes", ())), "held": locked.get(str(row.ref), ""), "issued_on": row.issued_on} if label else {}
        found.setdefault(row.evidence, []).append(GivenFile(str(row.ref), row.digest, row.role, row.given_at, **label | mine, came_on=row.came_on))
    return found


def _given_by(draft: Draft, role: str, ref: str) -> models.DraftFile | None:
    try:
        return models.DraftFile.objects.filter(draft_id=draft.id, role=role, ref=UUID(ref)).first()
    except ValueError:
        return None
