"""Before a card ends, employer and worker are reminded three times with the last safe day; once a renewal is filed, no more."""

from collections.abc import Callable
from datetime import date

from guichet.desk import rebuild
from tests.desk.life import OFFICE, Life
from tests.desk.renewal import Renewal, with_card
from tests.desk.test_rebuild import dump

FOUR, THREE, TWO = date(2027, 5, 1), date(2027, 6, 1), date(2027, 7, 1)  # the days after 4, 3 and 2 months before 31 August


def reminders(one: Life) -> list[tuple[str, str]]:
    """Day and recipient of each reminder that was delivered."""
    return [
        (entry.on.isoformat(), str(entry.data["to"]))
        for entry in one.entries
        if entry.kind == "notified" and entry.data["letter"] == "renewal_reminder"
    ]


def passes(one: Life, *days: date) -> None:
    for on in days:
        one.silent_until(on)
        one.works(on)


def test_three_times_to_employer_and_worker_and_each_once(life: Callable[..., Life]) -> None:
    permit = with_card(life())
    passes(permit, date(2027, 4, 30), FOUR, FOUR, THREE, TWO, date(2027, 8, 30))
    assert reminders(permit) == [(on, to) for on in ("2027-05-01", "2027-06-01", "2027-07-01") for to in ("employer", "worker")]


def test_switched_off_for_a_week_it_says_the_day_that_passed(life: Callable[..., Life]) -> None:
    permit = with_card(life())
    passes(permit, date(2027, 5, 8))
    assert [entry.on for entry in permit.entries if entry.kind == "limit_passed"] == [FOUR]
    assert len(reminders(permit)) == 2


def test_a_renewal_that_is_filed_ends_them(life: Callable[..., Life]) -> None:
    permit = with_card(life())
    passes(permit, FOUR)
    Renewal(permit).filed(date(2027, 5, 20)).works(date(2027, 5, 20))
    passes(permit, THREE, TWO)
    assert len(reminders(permit)) == 2


def test_the_letter_says_until_when_and_the_last_safe_day(life: Callable[..., Life]) -> None:
    from guichet.desk import letters_due

    permit = with_card(life())
    passes(permit, FOUR, THREE, TWO)
    made = [entry.data for entry in permit.entries if entry.kind == "letter_made" and entry.data["letter"] == "renewal_reminder"]
    said = [letters_due.composed(permit.case, {"letter": one["letter"], "entry": one["entry"], "known": one["known"]}).fields for one in made]
    assert [(one["valid_until_on"], one["file_by_on"], one["late"]) for one in said] == [
        ("2027-08-31", "2027-06-30", False), ("2027-08-31", "2027-06-30", False), ("2027-08-31", "2027-06-30", True),
    ]  # fmt: skip


def revoked(permit: Life, on: date) -> Life:
    permit.does("skip_hearing_on_stay", OFFICE, on, ground="state_security", reason="Secret.")
    return permit.does("revoke_stay", OFFICE, on, ground="fraud", reason="Faux.")


def test_what_is_given_back_from_now_on_is_reminded_of_again_never_before_and_never_twice(life: Callable[..., Life]) -> None:
    permit = with_card(life())
    passes(permit, FOUR)
    revoked(permit, date(2027, 5, 10))
    passes(permit, THREE)
    assert len(reminders(permit)) == 2, "nobody is reminded of a card that was taken back"
    permit.does("lift_end_of_stay", OFFICE, date(2027, 6, 10), reason="Les pièces sont authentiques.")
    passes(permit, date(2027, 6, 10), date(2027, 6, 30), TWO, date(2027, 7, 2))
    assert reminders(permit) == [(on, to) for on in ("2027-05-01", "2027-07-01") for to in ("employer", "worker")]
    before = dump()
    rebuild.tell_again(permit.case)
    assert dump() == before


def test_what_was_renewed_before_it_was_taken_back_is_not_reminded_of_again(life: Callable[..., Life]) -> None:
    permit = with_card(life())
    Renewal(permit).filed(date(2027, 4, 20)).works(date(2027, 4, 20))
    revoked(permit, date(2027, 4, 26))
    permit.does("lift_end_of_stay", OFFICE, date(2027, 4, 28), reason="Les pièces sont authentiques.")
    passes(permit, FOUR, THREE, TWO)
    assert reminders(permit) == []
