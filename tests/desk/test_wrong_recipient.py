"""A letter that reached somebody else: what falls is listed, the letter stays as it was sent, and it leaves once more for its addressee."""

from uuid import uuid4

import pytest

from guichet.casefile.known import stretches_of
from guichet.desk import deliveries, rebuild
from guichet.desk.handle import handle
from guichet.desk.misdelivery import wrong_command
from guichet.desk.trial import tried
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours, Overtaken
from guichet.journal.verify import verify
from tests.desk.life import EMPLOYER, OFFICE, REGION, Life, at, day
from tests.desk.test_rebuild import digest, dump

pytestmark = pytest.mark.database
ON = day(4, 20)


@pytest.fixture
def refused(life) -> Life:
    """Refused by the Office on 10 April; the worker was notified of annex 48 on that day."""
    told = life().admissible().does("refuse_stay", OFFICE, day(4, 10), ground="public_order", reason="-")
    told.works(day(4, 10))
    return told


def notified(told: Life, role: str) -> int:
    return next(one.number for one in told.entries if one.kind == "notified" and one.data["letter"] == "annex_48" and one.data["to"] == role)


def says(told: Life, entry: int, falls: object, by=OFFICE, reason: str = "Sent to a name of the same spelling", seen: int | None = None):
    last = told.entries[-1].number
    return wrong_command(uuid4(), told.case, last if seen is None else seen, by, (ON, at(ON)), entry, reason, falls)


def appeals(told: Life) -> list[tuple[str, object]]:
    found = stretches_of([told.case], ("limit",), ON)[told.case]
    return [(str(one.value["state"]), one.value["due_on"]) for one in found if one.value["limit"] == "appeal_stay"]


def test_what_falls_is_told_first_and_nothing_is_changed(refused):
    before, entry = refused.entries, notified(refused, "worker")
    found = tried(says(refused, entry, "whatever"), lambda: None)
    assert found.falls == (entry,) and refused.entries == before


def test_the_term_of_appeal_falls_and_runs_anew_from_the_day_the_right_one_is_notified(refused):
    assert appeals(refused) == [("running", "2026-05-11")]  # 10 April + 30 days = 10 May, a Sunday: Monday 11 May
    entry = notified(refused, "worker")
    handle(says(refused, entry, [entry]))
    assert appeals(refused) == [] and refused.entries[-1].data["falls"] == [entry]
    refused.works(ON)
    assert appeals(refused) == [("running", "2026-05-20")]  # 20 April + 30 days = 20 May, a Wednesday


def test_the_letter_that_was_sent_stays_as_it_was(refused):
    letters = [one for one in refused.entries if one.kind == "letter_made"]
    entry = notified(refused, "worker")
    handle(says(refused, entry, [entry]))
    refused.works(ON)
    assert [one for one in refused.entries if one.kind == "letter_made"] == letters
    states = [(one.sent_on, one.was_wrong) for one in deliveries.deliveries(refused.case) if one.letter == "annex_48" and one.role == "worker"]
    assert states == [(day(4, 10), True), (ON, False)], "both are shown: the one that went wrong, and the new one"


def test_said_twice_it_is_sent_once_and_all_is_told_again_byte_by_byte(refused):
    entry = notified(refused, "worker")
    command = says(refused, entry, [entry])
    handle(command), handle(command)
    refused.works(ON)
    assert sum(one.kind == "notified" and one.data["to"] == "worker" and one.data["letter"] == "annex_48" for one in refused.entries) == 2
    before = digest(dump())
    rebuild.rebuild()
    assert digest(dump()) == before and verify().whole


@pytest.mark.parametrize("by", [EMPLOYER, REGION])
def test_only_the_authority_that_wrote_it_says_so(refused, by):
    entry = notified(refused, "worker")
    with pytest.raises(NotYours):
        handle(says(refused, entry, [entry], by=by))


def test_without_a_reason_for_no_letter_or_when_something_else_would_fall_it_is_refused(refused):
    entry = notified(refused, "worker")
    for command, expected in (
        (says(refused, entry, [entry], reason=" "), BadAnswer),
        (says(refused, 1, [1]), NotAllowedNow),
        (says(refused, entry, [entry, 1]), Overtaken),
    ):
        with pytest.raises(expected):
            handle(command)
    handle(says(refused, entry, [entry]))
    with pytest.raises(NotAllowedNow):
        handle(says(refused, entry, [entry]))
