"""A renewal begun with the running permit: one draft at a time, with the answers of the file before and its papers that serve again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from guichet.engine.answers import Plain
from guichet.engine.case_number import number_of
from guichet.engine.refusals import NotAllowedNow, NotYours
from guichet.intake import models
from guichet.intake.drafts import Draft, answers_of, draft_of, open_draft, owned_by, save_answers, set_worker
from guichet.intake.files import add_file
from guichet.intake.origins import Origin, note_origins
from guichet.intake.uploads import BadFile
from guichet.people.store import Viewer
from guichet.vault import store as vault
from guichet.vault.cipher import Damaged
from guichet.vault.held import Held

UNFIT = (vault.NoSuchItem, vault.Erased, Held, Damaged, BadFile)  # a file that cannot be had any more is asked anew


@dataclass(frozen=True, slots=True)
class Taken:
    """What a renewal takes over from the file of the running permit: its worker, the answers, and by piece the files with the day they came."""

    case: UUID
    worker: str
    answers: Mapping[str, Plain]
    pieces: Mapping[str, Sequence[tuple[str, date]]]
    known: Collection[str] = ()  # the answers that nobody is asked
    filed_on: date | None = None  # the day on which that file was filed


def begin(viewer: Viewer, procedure: str, application: str, taken: Taken, at: datetime, id: UUID) -> Draft:  # noqa: PLR0913, PLR0917
    """The draft that renews the permit of a file: the one that is there already, else a new one under this id, with what is taken over.

    Raises NotYours when another body has begun one. The caller has made sure that the permit is the viewer's to renew.
    """
    draft = open_draft(id, viewer) or begun(viewer, taken.case) or _new(viewer, procedure, application, taken.case, at, id)
    if draft.submitted or draft.answers_ref:
        return draft
    return _filled(draft, viewer, taken, taken.answers, at)


def join(draft: Draft, viewer: Viewer, taken: Taken, at: datetime) -> Draft:
    """A draft begun without it renews the permit of a file from now on. What was answered stays, but for what that file knows better.

    Raises NotAllowedNow when a renewal of this permit was begun already.
    """
    draft = open_draft(draft.id, viewer) or draft
    own = answers_of(draft)
    try:
        with transaction.atomic():
            models.Draft.objects.filter(owned_by(viewer), pk=draft.id, number="", renews=None).update(renews=taken.case)
    except IntegrityError:
        raise NotAllowedNow("renewal_begun") from None
    better = {name: value for name, value in taken.answers.items() if name in taken.known or name not in own}
    return _filled(draft, viewer, replace(taken, answers={**own, **better}), better, at)


def _filled(draft: Draft, viewer: Viewer, taken: Taken, theirs: Collection[str], at: datetime) -> Draft:
    draft = save_answers(draft, viewer, taken.answers, at)
    if taken.filed_on:
        note_origins(draft.id, dict.fromkeys(theirs, Origin("permit", taken.filed_on, number_of(taken.case))))
    draft = set_worker(draft, taken.worker, at)
    for piece, given in taken.pieces.items():
        for ref, came_on in given:
            _take_over(draft, viewer, piece, (taken.case, ref, came_on), at)
    return open_draft(draft.id, viewer) or draft


def begun(viewer: Viewer, case: UUID) -> Draft | None:
    """The draft not filed yet by which the viewer's body renews the permit of a file."""
    row = models.Draft.objects.filter(owned_by(viewer), renews=case, number="").first()
    return draft_of(row, viewer.role) if row else None


def _new(viewer: Viewer, procedure: str, application: str, case: UUID, at: datetime, id: UUID) -> Draft:  # noqa: PLR0913, PLR0917
    known = {"procedure": procedure, "application": application, "role": viewer.role, "body": viewer.body, "person": UUID(viewer.person)}
    try:
        with transaction.atomic():
            row = models.Draft.objects.create(id=id, renews=case, started_at=at, updated_at=at, **known)
    except IntegrityError:  # pressed twice at once: the other was first
        draft = begun(viewer, case)
        if draft is None:
            raise NotYours("not_your_draft") from None
        return draft
    return draft_of(row, viewer.role)


def _take_over(draft: Draft, viewer: Viewer, piece: str, given: tuple[UUID, str, date], at: datetime) -> None:
    """Kept anew under the key of the new application, and checked anew."""
    case, ref, came_on = given
    try:
        file = vault.read_file(case, ref)
        kept = add_file(draft, viewer, piece, file.name, file.content, at)
    except UNFIT:
        return
    models.DraftFile.objects.filter(draft_id=draft.id, ref=UUID(kept)).update(came_on=came_on)
