"""Drafts: who may know of them, what is kept, two tabs at once, submitted once, forgotten for good."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection

from guichet.engine.refusals import NotAllowedNow, NotYours
from guichet.intake import models
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.people.store import Viewer
from guichet.vault import store as vault

from .conftest import AT, CASE, a_viewer

LATER = AT + timedelta(hours=1)


def test_a_draft_begins_under_the_id_of_its_future_case(draft: Draft, worker: Viewer) -> None:
    assert (draft.id, draft.procedure, draft.application, draft.worker) == (CASE, "a-procedure", "first", worker.person)
    assert draft.updated_on == date(2026, 3, 3), "half past midnight in Brussels"
    assert not draft.submitted and intake.contents(draft) == intake.Contents({}, {})


def test_starting_twice_with_the_same_form_is_one_draft(draft: Draft, employer: Viewer, strangers: list[Viewer]) -> None:
    assert intake.start(employer, "a-procedure", "first", LATER, CASE).started_at == AT
    assert models.Draft.objects.count() == 1
    with pytest.raises(NotYours):
        intake.start(strangers[0], "a-procedure", "first", LATER, CASE)


def test_no_draft_begins_under_the_id_of_a_file_or_of_what_was_destroyed(employer: Viewer, db: None) -> None:
    for erased in (False, True):
        vault.keep(CASE, "answers", {"pay": "5600.00"})
        if erased:
            vault.erase(CASE)
        with pytest.raises(NotYours):
            intake.start(employer, "a-procedure", "first", AT, CASE)
        assert intake.find(CASE) is None


def test_nobody_else_learns_that_it_exists(draft: Draft, employer: Viewer, colleague: Viewer, worker: Viewer, strangers: list[Viewer]) -> None:
    for knows in (employer, colleague, worker):
        assert intake.open_draft(CASE, knows).id == CASE and [one.id for one in intake.drafts(knows)] == [CASE]
    for stranger in strangers:
        assert intake.open_draft(CASE, stranger) is None and intake.drafts(stranger) == [], stranger
        for forbidden in (
            lambda who: intake.save_answers(draft, who, {"a": 1}, AT), lambda who: intake.forget(draft, who),
            lambda who: intake.add_file(draft, who, "passport", "a.pdf", b"x", AT),
            lambda who: intake.remove_file(draft, who, "passport", str(CASE), AT),
        ):  # fmt: skip
            with pytest.raises(NotYours):
                forbidden(stranger)
    assert intake.open_draft(UUID(int=9), employer) is None


def test_answers_are_kept_and_replaced(draft: Draft, employer: Viewer) -> None:
    saved = intake.save_answers(draft, employer, {"name": "Ann", "pay": "5600.00", "posted": False, "left_empty": None}, LATER)
    assert saved.updated_at == LATER
    saved = intake.save_answers(saved, employer, {"name": "Anna", "posted": False}, LATER)
    assert intake.contents(saved).answers == {"name": "Anna", "posted": False}
    assert intake.contents(intake.find(CASE)).answers == {"name": "Anna", "posted": False}


def test_what_two_tabs_save_is_all_there(draft: Draft, employer: Viewer) -> None:
    first = intake.save_answers(draft, employer, {"a": 1, "b": 2, "c": 3}, AT)
    second = intake.open_draft(CASE, employer)
    intake.save_answers(first, employer, {"a": 10, "c": 3}, AT)
    joined = intake.save_answers(second, employer, {"a": 1, "b": 2, "c": 30, "d": 4}, LATER)
    assert intake.contents(joined).answers == {"a": 10, "c": 30, "d": 4}


def test_a_save_that_comes_in_between_is_not_lost(draft: Draft, employer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = vault.keep, []

    def keep_after_another_save(case: UUID, kind: str, content: object) -> vault.Kept:
        calls.append(content)
        if len(calls) == 1:
            intake.save_answers(draft, employer, {"other": "tab"}, AT)
        return real(case, kind, content)

    monkeypatch.setattr(vault, "keep", keep_after_another_save)
    saved = intake.save_answers(draft, employer, {"mine": 1}, AT)
    assert intake.contents(saved).answers == {"other": "tab", "mine": 1}
    assert len(vault.refs(CASE, "draft_answers")) == 2, "what was written in vain was dropped"


def test_the_database_holds_no_answer_and_no_name(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    draft = intake.save_answers(draft, employer, {"worker_family_name": "Canary-Nightingale"}, AT)
    intake.add_file(draft, employer, "passport", "Canary-Nightingale.pdf", a_pdf, AT)
    with connection.cursor() as cursor:
        for table in ("intake_draft", "intake_draftfile", "vault_item", "vault_key"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "Nightingale" not in str([[bytes(c) if isinstance(c, memoryview) else c for c in row] for row in cursor.fetchall()])


def test_a_submitted_draft_keeps_its_first_number_and_changes_no_more(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    draft = intake.save_answers(draft, employer, {"a": 1}, AT)
    draft = intake.save_answers(draft, employer, {"a": 2}, AT)
    intake.mark_submitted(CASE, "7KM42QX9B6", LATER)
    intake.mark_submitted(CASE, "OTHER", LATER)
    again = intake.open_draft(CASE, employer)
    assert again.submitted and again.number == "7KM42QX9B6" and intake.drafts(employer) == []
    assert intake.contents(again).answers == {"a": 2} and len(vault.refs(CASE, "draft_answers")) == 1
    for act in (
        lambda: intake.save_answers(draft, employer, {"a": 3}, AT), lambda: intake.add_file(draft, employer, "passport", "a.pdf", a_pdf, AT),
        lambda: intake.forget(draft, employer), lambda: intake.remove_file(draft, employer, "passport", str(CASE), AT),
    ):  # fmt: skip
        with pytest.raises(NotAllowedNow) as caught:
            act()
        assert (caught.value.name, caught.value.values) == ("already_submitted", {"number": "7KM42QX9B6"})


def test_a_forgotten_draft_is_gone_with_its_key(draft: Draft, employer: Viewer, worker: Viewer, a_pdf: bytes) -> None:
    draft = intake.save_answers(draft, employer, {"a": 1}, AT)
    ref = intake.add_file(draft, employer, "passport", "a.pdf", a_pdf, AT)
    with pytest.raises(NotYours):
        intake.forget(draft, worker)
    intake.forget(draft, employer)
    assert intake.open_draft(CASE, employer) is None and models.DraftFile.objects.count() == 0
    with pytest.raises(vault.Erased):
        vault.read_file(CASE, ref)


def test_a_worker_who_applies_alone_owns_the_draft(db: None) -> None:
    alone = a_viewer(8, "worker")
    draft = intake.start(alone, "another-procedure", "first", AT, CASE)
    assert draft.worker == alone.person and intake.drafts(alone) == [draft]
    intake.forget(draft, alone)
    assert intake.drafts(alone) == []


def test_the_draft_touched_last_comes_first(draft: Draft, employer: Viewer) -> None:
    other = intake.start(employer, "a-procedure", "first", AT + timedelta(minutes=1), UUID(int=2))
    assert [one.id for one in intake.drafts(employer)] == [other.id, CASE]
    intake.save_answers(draft, employer, {"a": 1}, LATER)
    assert [one.id for one in intake.drafts(employer)] == [CASE, other.id]
