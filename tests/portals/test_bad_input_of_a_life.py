"""What cannot be after a permit was granted, typed into the pages: a sentence that says why, and nothing changed."""

from __future__ import annotations

from uuid import uuid4

import pytest

from guichet.engine.case_number import number_of, spaced
from guichet.journal import store as journal
from tests.desk.life import COMMUNE, EMPLOYER, OFFICE, OTHER_EMPLOYER, REGION, WORK_UNTIL, Life, day
from tests.desk.test_ends import settled
from tests.journeys.counter import at_the_counter

REASON = "Des documents falsifiés ont été trouvés."
LANGUAGES = ("fr", "nl", "de", "en")


@pytest.fixture(autouse=True)
def folk(db, settings, tmp_path):
    from guichet.people import demo

    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    demo.load()


def sends(one: Life, by, act: str, language: str = "en", **typed: str) -> tuple[int, str]:
    """What the page answers to the form of an act; nothing may have been written."""
    before = journal.head(one.case)
    form = {"command": str(uuid4()), "seen": str(before[0]), **typed}
    answer = at_the_counter(by, language).post(f"/files/{number_of(one.case)}/do/{act}", form)
    assert journal.head(one.case) == before, "nothing changed"
    html = answer.content.decode().partition("<main")[2]
    assert "…" not in html and "_" not in html.partition("govuk-error-summary")[2].partition("</ul>")[0].replace("__", "").partition("href")[0]
    return answer.status_code, html


def revoked(one: Life) -> Life:
    one.does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason=REASON)
    return one.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason=REASON)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_act_after_the_end_of_a_right(clock, language):
    one = revoked(settled(Life))
    clock.set_today(day(10, 2))
    for by, act, typed in (
        (EMPLOYER, "announce_end", {**typed_day("employment_ends_on", 31, 10), "reason": "Fin."}),
        (OFFICE, "hear_on_stay", {"reason": "Encore."}),
    ):
        status, html = sends(one, by, act, language, **typed)
        assert status == 409 and "govuk-error-summary" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_revocation_of_what_was_revoked(clock, language):
    one = revoked(settled(Life))
    clock.set_today(day(10, 2))
    status, html = sends(one, OFFICE, "revoke_stay", language, ground="fraud", reason=REASON)
    assert status == 409 and "govuk-error-summary" in html and REASON in html, "what was typed is kept"


def refused_stay() -> Life:
    one = Life().admissible().does("grant_work", REGION, day(4, 1), work_authorised_until=WORK_UNTIL)
    return one.does("refuse_stay", OFFICE, day(4, 10), ground="public_order", reason=REASON)


@pytest.mark.parametrize("by", [COMMUNE, OTHER_EMPLOYER])
def test_an_appeal_by_somebody_who_may_not_even_know(clock, by):
    one = refused_stay()
    clock.set_today(day(4, 20))
    status, _ = sends(one, by, "lodge_appeal_stay", **typed_day("lodged_on", 20))
    assert status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_appeal_by_somebody_to_whom_the_law_does_not_open_it(clock, language):
    one = refused_stay()
    one.works(day(4, 10))
    clock.set_today(day(4, 20))
    status, html = sends(one, OFFICE, "note_appeal_stay", language, lodged_by="employer", **typed_day("lodged_on", 20))
    assert status in (409, 422) and "govuk-error-summary" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_before_the_event_that_they_follow(clock, language):
    one = refused_stay()
    one.works(day(4, 10))
    clock.set_today(day(4, 20))
    status, html = sends(one, one.worker, "lodge_appeal_stay", language, **typed_day("lodged_on", 9))
    assert status == 422 and "govuk-error-summary" in html, "before the decision"
    one.does("lodge_appeal_stay", one.worker, day(4, 20), lodged_on="2026-04-20")
    clock.set_today(day(4, 25))
    status, html = sends(one, OFFICE, "decide_appeal_stay", language, appeal_outcome="annulled", **typed_day("judged_on", 19))
    assert status == 422 and "govuk-error-summary" in html, "before the appeal"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_renewal_of_a_permit_of_another_employer(clock, language):
    one = settled(Life)
    clock.set_today(day(10, 1))
    other = at_the_counter(OTHER_EMPLOYER, language)
    before = journal.head(one.case)
    for window in (other.get, other.post):
        assert window(f"/files/{number_of(one.case)}/renew").status_code == 404
    assert journal.head(one.case) == before and spaced(number_of(one.case)) not in other.get("/files").content.decode()


def typed_day(name: str, of_month: int, month: int = 4) -> dict[str, str]:
    """A day of 2026 in the three boxes of a form."""
    return {f"{name}-day": str(of_month), f"{name}-month": str(month), f"{name}-year": "2026"}
