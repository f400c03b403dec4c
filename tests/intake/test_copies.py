"""An earlier application as the start of a new one: its answers, its files under the new key, nothing of others."""

from uuid import UUID

import pytest

from guichet.engine.refusals import NotYours
from guichet.intake import copies, models
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.people.store import Viewer
from guichet.vault import store as vault

from .conftest import AT, CASE

NEW = UUID(int=91)


@pytest.fixture
def filed(draft: Draft, employer: Viewer, worker: Viewer, a_pdf: bytes) -> Draft:
    """An application that became a case, with a file of the employer and one of the worker."""
    draft = intake.save_answers(draft, employer, {"company": "Delvaux", "worker_name": "Nair", "pay": "5600.00"}, AT)
    intake.add_file(draft, employer, "passport", "passport.pdf", a_pdf, AT)
    intake.add_file(intake.open_draft(CASE, worker), worker, "medical_certificate", "secret.pdf", a_pdf + b"\n", AT)
    intake.mark_submitted(CASE, "7KM42QX9B6", AT)
    return intake.open_draft(CASE, employer)


def copied(employer: Viewer, without: set[str] | None = None, pieces: tuple[str, ...] = ("passport", "medical_certificate")) -> Draft:
    return copies.copy(employer, CASE, without or set(), pieces, AT, NEW)


def test_answers_worker_and_own_files_are_taken_over_under_the_new_key(filed: Draft, employer: Viewer, a_pdf: bytes) -> None:
    draft = copied(employer)
    assert dict(intake.contents(draft).answers) == dict(intake.contents(filed).answers)
    assert (draft.worker, draft.copied_from, draft.submitted) == (filed.worker, str(CASE), False)
    assert set(intake.contents(draft).evidence) == {"passport"}, "the worker's own documents are for the worker to give"
    ((given,),) = intake.contents(draft).evidence.values()
    vault.erase(CASE)
    assert vault.read_file(NEW, given.ref).content == a_pdf, "it lives on when the earlier case is erased"


def test_for_another_worker_what_is_about_the_worker_is_left_out(filed: Draft, employer: Viewer) -> None:
    draft = copied(employer, {"worker_name"}, ())
    assert dict(intake.contents(draft).answers) == {"company": "Delvaux", "pay": "5600.00"}
    assert draft.worker == "" and intake.contents(draft).evidence == {}


def test_pressing_twice_is_one_draft_and_does_not_bring_back_what_was_changed(filed: Draft, employer: Viewer) -> None:
    first = copied(employer)
    intake.save_answers(first, employer, {**intake.contents(first).answers, "pay": "6000.00"}, AT)
    assert copied(employer).id == first.id and models.Draft.objects.count() == 2
    assert intake.contents(intake.open_draft(NEW, employer)).answers["pay"] == "6000.00"
    assert len(intake.contents(first).refs["passport"]) == 1


def test_only_the_body_that_filed_it_may_take_it(filed: Draft, employer: Viewer, colleague: Viewer, worker: Viewer, strangers: list[Viewer]) -> None:
    assert [one.id for one in copies.earlier(colleague)] == [CASE]
    for stranger in (worker, *strangers):
        assert copies.earlier(stranger) == []
        with pytest.raises(NotYours):
            copies.copy(stranger, CASE, set(), (), AT, UUID(int=92))
    assert models.Draft.objects.count() == 1


def test_an_erased_application_gives_nothing(filed: Draft, employer: Viewer) -> None:
    vault.erase(CASE)
    with pytest.raises(NotYours):
        copied(employer)
