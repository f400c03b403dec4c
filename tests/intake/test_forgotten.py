"""A draft that nobody touches: its owner is told in time and once, and it is destroyed only after that."""

from datetime import date, timedelta

import pytest

from guichet.engine.messages import Message, NotDelivered
from guichet.intake import forgotten, models
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.people.store import Viewer
from guichet.vault import store as vault

from .conftest import AT, CASE

TOUCHED = date(2026, 3, 3)  # half past midnight in Brussels


def after(days: int) -> date:
    return TOUCHED + timedelta(days=days)


def test_the_owner_is_reminded_once_two_weeks_before_the_last_day(draft: Draft) -> None:
    told: list[Message] = []
    assert forgotten.remind(after(75), told.append) == 0
    assert forgotten.remind(after(76), told.append) == 1 and forgotten.remind(after(77), told.append) == 0
    (message,) = told
    assert (message.subject, message.recipient.split("|")[0], message.case_number) == ("draft_ends", "employer", "")


def test_it_is_destroyed_after_its_last_day_and_not_before(draft: Draft, employer: Viewer) -> None:
    draft = intake.save_answers(draft, employer, {"a": 1}, AT)
    assert draft.kept_until == after(90)
    forgotten.remind(after(76), lambda message: None)
    assert forgotten.destroy(after(90)) == 0 and forgotten.destroy(after(91)) == 1
    assert intake.open_draft(CASE, employer) is None and vault.is_erased(CASE)


def test_nobody_loses_a_draft_without_a_reminder(draft: Draft, employer: Viewer) -> None:
    assert forgotten.destroy(after(400)) == 0
    forgotten.remind(after(400), lambda message: None)
    assert intake.open_draft(CASE, employer).kept_until == after(414)
    assert forgotten.destroy(after(414)) == 0 and forgotten.destroy(after(415)) == 1


def test_a_message_that_does_not_arrive_is_tried_again(draft: Draft) -> None:
    def away(message: Message) -> None:
        raise NotDelivered("mail_server_451")

    assert forgotten.remind(after(80), away) == 0 and forgotten.remind(after(81), lambda message: None) == 1


def test_whoever_goes_on_keeps_it(draft: Draft, employer: Viewer) -> None:
    forgotten.remind(after(80), lambda message: None)
    again = intake.save_answers(draft, employer, {"a": 2}, AT + timedelta(days=85))
    assert again.kept_until == after(175) and forgotten.destroy(after(120)) == 0


def test_what_was_filed_is_no_draft(draft: Draft) -> None:
    intake.mark_submitted(CASE, "7KM42QX9B6", AT)
    assert forgotten.remind(after(400), pytest.fail) == 0 and forgotten.destroy(after(800)) == 0
    assert models.Draft.objects.count() == 1


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_mail_says_where_to_go_and_nothing_of_the_draft(language: str) -> None:
    from guichet.sources import draft_mail

    assert "{link}" in draft_mail.TEXT[language] and len({*draft_mail.TEXT.values(), *draft_mail.SUBJECT.values()}) == 8
