"""Drafts: started, filled in, submitted or forgotten; whoever may not see one does not learn that there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from guichet import database
from guichet.engine.answers import Plain
from guichet.engine.refusals import NotAllowedNow, NotYours
from guichet.intake import models
from guichet.intake.origins import Origin, read_origins, written
from guichet.people.store import Viewer
from guichet.vault import store as vault

LEGAL_ZONE = ZoneInfo("Europe/Brussels")
KIND = "draft_answers"
_SUBMITTED = "UPDATE intake_draft SET number = %s, updated_at = %s WHERE id = %s AND number = ''"


@dataclass(frozen=True, slots=True)
class Draft:
    """An application being prepared by a role for a body, about a worker ("" until known); `number` is the case number, once submitted.

    `opened_by` is the role that looks at it ("" for the desk), `answers_ref` the answers as they were when it was opened.
    """

    id: UUID
    procedure: str
    application: str
    role: str
    body: str
    person: str
    worker: str
    started_at: datetime
    updated_at: datetime
    number: str
    answers_ref: str
    opened_by: str = ""
    reminded_on: date | None = None
    copied_from: str = ""  # the id of the application whose answers it began with
    renews: str = ""  # the id of the file whose permit it asks to renew
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False)  # by question, where an answer was taken over from

    @property
    def updated_on(self) -> date:
        """The day on which it was touched last, where the law counts its days."""
        return self.updated_at.astimezone(LEGAL_ZONE).date()

    @property
    def kept_until(self) -> date:
        """The last day on which it is there, if nobody touches it."""
        told = self.reminded_on + timedelta(days=settings.DRAFT_REMINDER_DAYS) if self.reminded_on else self.updated_on
        return max(told, self.updated_on + timedelta(days=settings.DRAFT_DAYS))

    @property
    def submitted(self) -> bool:
        """Did it become a case?"""
        return bool(self.number)


def start(viewer: Viewer, procedure: str, application: str, at: datetime, id: UUID) -> Draft:
    """Begin a draft under an id minted with the form; the same id again is the same draft.

    Raises NotYours if it is somebody else's, or that of a file: whoever writes an id of their own never comes by the key of another.
    """
    person = UUID(viewer.person)
    known = {"procedure": procedure, "application": application, "role": viewer.role, "body": viewer.body, "person": person}
    worker = person if viewer.role == "worker" else None
    with transaction.atomic():
        _, fresh = models.Draft.objects.get_or_create(id=id, defaults=known | {"worker": worker, "started_at": at, "updated_at": at})
        if fresh and (vault.is_erased(id) or vault.refs(id)):
            raise NotYours("not_your_draft")
    draft = open_draft(id, viewer)
    if draft is None:
        raise NotYours("not_your_draft")
    return draft


def open_draft(id: UUID, viewer: Viewer) -> Draft | None:
    """The draft, submitted or not; None if there is none, and just so if the viewer may not know of it."""
    row = models.Draft.objects.filter(_known_to(viewer), pk=id).first()
    return draft_of(row, viewer.role) if row else None


def find(id: UUID) -> Draft | None:
    """The draft of an id, for the desk; a page asks `open_draft`."""
    row = models.Draft.objects.filter(pk=id).first()
    return draft_of(row) if row else None


def drafts(viewer: Viewer) -> list[Draft]:
    """What the viewer may go on with: the drafts of their body, or about them; the one touched last comes first."""
    rows = models.Draft.objects.filter(_known_to(viewer), number="").order_by("-updated_at", "id")
    return [draft_of(row, viewer.role) for row in rows]


def set_worker(draft: Draft, person: str, at: datetime) -> Draft:
    """Say whom the draft is about: from now on this person may open it and give what the law asks of them."""
    models.Draft.objects.filter(pk=draft.id, number="").update(worker=UUID(person), updated_at=at, reminded_on=None)
    return _again(draft)


def answers_of(draft: Draft) -> dict[str, Plain]:
    """The answers as they were when the draft was opened."""
    return vault.read(draft.id, draft.answers_ref) if draft.answers_ref else {}


def save_answers(draft: Draft, viewer: Viewer, answers: Mapping[str, Plain], at: datetime) -> Draft:
    """Let the answers be these. What another tab saved since the draft was opened stays, where these say nothing new about it."""
    may_write(draft, viewer)
    base = answers_of(draft)
    for _ in range(5):
        now = _again(draft)
        fresh = vault.keep(draft.id, KIND, _joined(base, dict(answers), answers_of(now))).ref
        same = models.Draft.objects.filter(pk=draft.id, number="", answers_ref=UUID(now.answers_ref) if now.answers_ref else None)
        if same.update(answers_ref=UUID(fresh), updated_at=at, reminded_on=None):
            _forget_origins(now, {name for name in {*base, *answers} if base.get(name) != answers.get(name)})
            return _again(draft)
        vault.drop(draft.id, fresh)  # somebody saved between our reading and writing: read again
    raise NotAllowedNow("saved_elsewhere")


def _forget_origins(draft: Draft, changed: set[str]) -> None:
    """What somebody changed was not taken over any more."""
    if changed & draft.origins.keys():
        kept = {name: one for name, one in draft.origins.items() if name not in changed}
        models.Draft.objects.filter(pk=draft.id).update(origins=written(kept))


def mark_submitted(id: UUID, number: str, at: datetime) -> None:
    """The draft became the case of this number; the first number stays, whoever says another later."""
    if database.execute(_SUBMITTED, [number, connection.ops.adapt_datetimefield_value(at), id.hex]).rowcount != 1:
        return
    last = str(models.Draft.objects.values_list("answers_ref", flat=True).get(pk=id))
    for old in vault.refs(id, KIND):
        if old.ref != last:
            vault.drop(id, old.ref)


def forget(draft: Draft, viewer: Viewer) -> None:
    """Destroy the draft and everything given to it. Raises NotAllowedNow once it was submitted, NotYours unless it is the viewer's own."""
    may_write(draft, viewer)
    with transaction.atomic():
        row = models.Draft.objects.select_for_update().filter(owned_by(viewer), pk=draft.id).first()
        if row is None:
            raise NotYours("not_your_draft")
        if row.number:  # it became a case while we asked: its key is now the key of the case
            raise NotAllowedNow("already_submitted", {"number": row.number})
        vault.erase(draft.id)
        row.delete()


def may_write(draft: Draft, viewer: Viewer) -> None:
    """Raises NotYours if the viewer may not know of the draft, NotAllowedNow once it was submitted."""
    current = open_draft(draft.id, viewer)
    if current is None:
        raise NotYours("not_your_draft")
    if current.submitted:
        raise NotAllowedNow("already_submitted", {"number": current.number})


def _joined(base: dict[str, Plain], mine: dict[str, Plain], theirs: dict[str, Plain]) -> dict[str, Plain]:
    """What they have, with what I changed or took away since the base that we both started from."""
    changed = {name: value for name, value in mine.items() if name not in base or base[name] != value}
    dropped = base.keys() - mine.keys()
    return {name: value for name, value in theirs.items() if name not in dropped} | changed


def _known_to(viewer: Viewer) -> Q:
    if viewer.role == "worker":
        return owned_by(viewer) | Q(worker=UUID(viewer.person))
    return owned_by(viewer)


def owned_by(viewer: Viewer) -> Q:
    """A draft belongs to a role for a body; where there is no body (a worker who applies), to the person."""
    own = Q(body=viewer.body) if viewer.body else Q(body="", person=UUID(viewer.person))
    return Q(role=viewer.role) & own


def _again(draft: Draft) -> Draft:
    return draft_of(models.Draft.objects.get(pk=draft.id), draft.opened_by)


def draft_of(row: models.Draft, opened_by: str = "") -> Draft:
    """A row of the table as the other rooms see it."""
    return Draft(
        id=row.id, procedure=row.procedure, application=row.application, role=row.role, body=row.body, person=str(row.person),
        worker=str(row.worker or ""), started_at=row.started_at, updated_at=row.updated_at, number=row.number,
        answers_ref=str(row.answers_ref or ""), opened_by=opened_by, reminded_on=row.reminded_on,
        copied_from=str(row.copied_from or ""), renews=str(row.renews or ""), origins=read_origins(row.origins),
    )  # fmt: skip
