"""A renewal begun with the running permit: its answers and the papers that serve again, one draft however often one presses."""

from datetime import date
from uuid import UUID

import pytest

from guichet.engine.refusals import NotYours
from guichet.intake import models, renewals
from guichet.intake import store as intake
from guichet.intake.renewals import Taken
from guichet.intake.store import Draft
from guichet.people.store import Viewer
from guichet.vault import store as vault

from .conftest import AT, CASE

CAME = date(2025, 1, 15)
NEW, OTHER = UUID(int=91), UUID(int=92)


@pytest.fixture
def taken(db: None, worker: Viewer, a_pdf: bytes) -> Taken:
    """What the file of the running permit brings: two answers, the passport, and a paper that is a paper no more."""
    passport = vault.keep_file(CASE, "evidence:passport", a_pdf, "passport.pdf", "application/pdf").ref
    broken = vault.keep_file(CASE, "evidence:means", b"no paper", "means.pdf", "application/pdf").ref
    return Taken(CASE, worker.person, {"pay": "5600.00", "card_until": "2026-07-01"}, {"passport": [(passport, CAME)], "means": [(broken, CAME)]})


def begun(viewer: Viewer, taken: Taken, id: UUID = NEW) -> Draft:
    return renewals.begin(viewer, "a-renewal", "renewal", taken, AT, id)


def test_answers_worker_and_papers_are_there_with_the_day_they_came(taken: Taken, employer: Viewer) -> None:
    draft = begun(employer, taken)
    held = intake.contents(draft)
    assert (draft.renews, draft.worker, draft.application) == (str(CASE), taken.worker, "renewal")
    assert held.answers == taken.answers
    assert {name: [file.came_on for file in files] for name, files in held.evidence.items()} == {"passport": [CAME]}, "what cannot be read is asked"


def test_pressing_twice_or_coming_back_is_one_draft_and_nothing_is_brought_back(taken: Taken, employer: Viewer, colleague: Viewer) -> None:
    first = begun(employer, taken)
    intake.save_answers(first, employer, {**taken.answers, "pay": "6000.00"}, AT)
    assert {begun(employer, taken).id, begun(employer, taken, OTHER).id, begun(colleague, taken, OTHER).id} == {NEW}
    assert intake.contents(intake.open_draft(NEW, employer)).answers["pay"] == "6000.00"
    assert models.Draft.objects.count() == models.DraftFile.objects.count() == 1


def test_once_filed_another_may_be_begun_under_another_id(taken: Taken, employer: Viewer) -> None:
    begun(employer, taken)
    intake.mark_submitted(NEW, "7KM42QX9B6", AT)
    assert begun(employer, taken).submitted, "the same form leads to the one that was filed"
    assert begun(employer, taken, OTHER).id == OTHER


def test_another_body_does_not_get_in_between(taken: Taken, employer: Viewer, strangers: list[Viewer]) -> None:
    begun(employer, taken)
    with pytest.raises(NotYours):
        begun(strangers[0], taken, OTHER)
    assert renewals.begun(strangers[0], CASE) is None
