"""Before a card ends, employer and worker are reminded three times with the last safe day; once a renewal is filed, no more."""

from collections.abc import Callable
from datetime import date

from tests.desk.life import Life
from tests.desk.renewal import Renewal, with_card

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
