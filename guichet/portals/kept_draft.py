"""What is kept of a draft on every Continue, and what the desk is handed when it is filed."""

from __future__ import annotations

from datetime import datetime

from guichet.desk.changed_answers import identity_of
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.portals.draft_law import DraftLaw


def keep_answers(draft: Draft, viewer: Viewer, law: DraftLaw, at: datetime) -> None:
    """Keeps the answers; once the names are there, the worker is known as a person who may open the draft and give their part."""
    intake.save_answers(draft, viewer, law.answers, at)
    if draft.renews or law.rules.applicant == "worker":  # the worker is known, and nothing about them changes before it is filed
        return
    family, given, *latin, email = identity_of(law.rules, law.answers)
    if law.role != law.rules.applicant or not all(latin):
        return
    person = people.add_worker(family, given, *latin, viewer.language, email, ref=draft.worker)
    if person != draft.worker:
        intake.set_worker(draft, person, at)


def submission_data(draft: Draft, law: DraftLaw) -> dict[str, object]:
    """What the desk is handed when the draft is filed: everything given to it by everybody, without papers of before that serve no more."""
    held = intake.contents(draft)
    old = {name for name, files in held.evidence.items() if name not in law.taken and all(file.came_on for file in files)}
    evidence = {name: refs for name, refs in held.refs.items() if name not in old}
    taken = {name: day.isoformat() for name, day in law.taken.items() if name in evidence}
    known = {"answers": dict(held.answers), "worker": draft.worker, "evidence": evidence}
    return {"procedure": draft.procedure, **known, **({"taken_over": taken} if taken else {})}
