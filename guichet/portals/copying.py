"""Beginning with an earlier application: which there are, what is taken over, and what still stands as it did there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from guichet.desk import renewals
from guichet.desk.submission import form_rules
from guichet.engine.case_number import number_of
from guichet.engine.refusals import Refusal
from guichet.intake import copies
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.portals.draft_law import DraftLaw, law_of_draft
from guichet.vault.store import Erased


def earlier_of(viewer: Viewer, on: date) -> list[dict[str, object]]:
    """What the viewer's body filed before and may take as a start: the draft, its worker, its title; without those whose worker was erased."""
    found = copies.earlier(viewer)
    workers = people.names_of({one.worker for one in found if one.worker})
    return [{"draft": one, "worker": workers[one.worker], "title": form_rules(one.procedure, on).title} for one in found if one.worker in workers]


def to_copy(before: Draft, viewer: Viewer, same_worker: bool, on: date) -> tuple[set[str], list[str]]:
    """Which answers are not taken over, and the pieces whose files serve again: none that ages, and none about another worker."""
    law = law_of_draft(before, viewer, on)
    if same_worker:
        return set(), [one.name for one in law.evidence_of(viewer.role) if one.maximum_age is None]
    about = {one.section for one in law.rules.fields.values() if one.type == "latin_name"}
    return {one.name for one in law.rules.fields.values() if one.section in about}, []


def source_of(draft: Draft, law: DraftLaw, viewer: Viewer) -> dict[str, object] | None:
    """The application that a draft began with, and the parts that still stand as there; None if it began empty, or that one is gone."""
    if draft.renews:
        return _permit_of(draft, law, viewer)
    before = intake.open_draft(UUID(draft.copied_from), viewer) if draft.copied_from else None
    if before is None or copies.is_erased(before):
        return None
    return {"number": before.number, "on": before.updated_on, "same": _same(law, intake.contents(before).answers), "renewal": False}


def _permit_of(draft: Draft, law: DraftLaw, viewer: Viewer) -> dict[str, object] | None:
    """The same of the file whose permit a draft renews."""
    number = number_of(UUID(draft.renews))
    try:
        found = renewals.running(number, law.rules, viewer.actor)
        theirs = found.answers(law.rules, law.on)
    except (Refusal, Erased):
        return None
    return {"number": number, "on": found.entries[0].on, "same": _same(law, theirs), "renewal": True}


def _same(law: DraftLaw, theirs: Mapping[str, object]) -> list[str]:
    return [name for name in law.rules.sections if _as_there(law, name, theirs)]


def _as_there(law: DraftLaw, section: str, theirs: Mapping[str, object]) -> bool:
    names = [one.name for one in law.every_field(section)]
    return any(name in law.answers for name in names) and all(law.answers.get(name) == theirs.get(name) for name in names)
