"""An earlier application taken as the start of a new one: its answers, and of its files those that may serve again, under the new key."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from guichet.engine.refusals import NotYours
from guichet.intake import models
from guichet.intake.drafts import Draft, answers_of, draft_of, open_draft, owned_by, save_answers, set_worker, start
from guichet.intake.files import add_file
from guichet.intake.files import files as files_of
from guichet.intake.origins import Origin, note_origins
from guichet.intake.uploads import BadFile
from guichet.people.store import Viewer
from guichet.vault import store as vault
from guichet.vault.cipher import Damaged
from guichet.vault.held import Held

SHOWN = 10


def earlier(viewer: Viewer, most: int = SHOWN) -> list[Draft]:
    """The applications that the viewer's body filed, the last one first."""
    rows = models.Draft.objects.filter(owned_by(viewer)).exclude(number="").order_by("-updated_at", "id")[:most]
    return [draft_of(row, viewer.role) for row in rows]


def is_erased(draft: Draft) -> bool:
    """Was everything in it destroyed since?"""
    return vault.is_erased(draft.id)


def copy(viewer: Viewer, source: UUID, without: Collection[str], pieces: Collection[str], at: datetime, id: UUID) -> Draft:  # noqa: PLR0913, PLR0917
    """A new draft with the answers of an earlier application, `without` some, and its files for these pieces. The same id again is the same draft.

    Raises NotYours for an application that the viewer's body did not file.
    """
    before = open_draft(source, viewer)
    if before is None or is_erased(before) or not models.Draft.objects.filter(owned_by(viewer), pk=source).exists():
        raise NotYours("not_your_draft")
    draft = start(viewer, before.procedure, before.application, at, id)
    if draft.copied_from:
        return draft
    answers = {name: value for name, value in answers_of(before).items() if name not in without}
    draft = save_answers(draft, viewer, answers, at)
    note_origins(draft.id, dict.fromkeys(answers, Origin("earlier", before.updated_on, before.number)))
    if not without and before.worker:
        draft = set_worker(draft, before.worker, at)
    for piece in pieces:
        _copy_files(before, draft, viewer, piece, at)
    models.Draft.objects.filter(pk=draft.id).update(copied_from=source)
    return open_draft(draft.id, viewer) or draft


def _copy_files(before: Draft, draft: Draft, viewer: Viewer, piece: str, at: datetime) -> None:
    """Kept anew under the key of the new application, and checked anew; a file that cannot be had any more is left out."""
    for given in files_of(before).get(piece, []):
        if given.given_by != viewer.role:
            continue
        try:
            file = vault.read_file(before.id, given.ref)
            add_file(draft, viewer, piece, file.name, file.content, at)
        except (vault.NoSuchItem, Held, Damaged, BadFile):
            continue
