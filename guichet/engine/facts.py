"""Facts without identity: the closed list of what a rule may look at, and the predicates over days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

FACTS: Mapping[str, str] = {
    "worker_age": "years on the day of filing",
    "worker_nationality": "country code of three letters",
    "category": "the category of work, a choice of the form",
    "reduced_because": "why a lower amount of pay is enough, a choice of the form",
    "months_worked": "months of work with an authorisation, as the applicant declares",
    "same_function": "true or false",
    "same_region": "true or false",
    "work_as": "the kind of work, a choice of the form",
    "monthly_pay": "euro a month",
    "posted": "true or false",
    "competence": "what the competent region depends on, as the procedure gives it: a word of competence.yaml",
    "establishments": "of a self-employed person: one, several or none",
    "establishment_municipality": "code of a municipality",
    "host_family_municipality": "code of a municipality",
    "establishment_units": "one, several, undecided or none",
    "host_municipality": "code of a municipality",
    "office_municipality": "code of a municipality",
    "work_municipality": "code of a municipality",
    "residence_municipality": "code of a municipality",
    "post": "code of a diplomatic post",
    "first_state": "country code of three letters",
    "lawfully_present": "true or false",
    "worker_has_number": "true or false",
    "passport_until": "day",
    "first_permit_since": "day",
    "first_permit_until": "day",
    "employment_from": "day",
    "employment_until": "day",
    "planned_arrival_on": "day",
    "entered_on": "day",
    "earlier_stays": "list of pairs of days",
    "work_authorised_until": "day",
    "stay_authorised_until": "day",
    "visa_until": "day",
    "present_title_until": "day",
    "returning": "true or false: worked here in an earlier season and kept the rules",
    "running_card_until": "day",
    "running_work_until": "day",
    "transfer_since": "day",
    "permit_known": "true or false",
    "renewed_before": "true or false: the running permit was itself a renewal",
    "employment_ends_on": "day",
    "work_ended_on": "day",
    "lodged_on": "day",
    "lodged_by": "a role, a choice of the act",
    "judged_on": "day",
    "appeal_outcome": "what was decided on an appeal, a choice of the act",
    "fee_amount": "euro",
    "fee_paid_on": "day",
    "opinion": "what the third body that was asked says, a choice of the act",
    "ground": "reason in law, a choice of the act",
    "to_region": "code of an authority",
    "yearly_pay": "euro a year",
    "hourly_pay": "euro an hour",
    "hours_a_week": "hours",
    "occupation": "code of an occupation, four digits",
    "sector": "code of a sector, two digits",
    "joint_committee": "number of a joint committee",
    "workplaces": "list of pairs: code of a municipality, share of the work in per cent",
    "main_workplace": "code of the municipality where most of the work is done; unknown where two have the same share",
    "on_paper": "true: the application came on paper, and an authority entered it",
}
DAY_FACTS = frozenset(name for name, meaning in FACTS.items() if meaning == "day")


iso = lru_cache(maxsize=8192)(date.isoformat)  # a day as text: an act writes the same few days a hundred times


@lru_cache(maxsize=256)
def moment(at: datetime) -> str:
    """An aware instant as text in UTC, with six digits and Z: an act writes the same one into every row."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def day_of(value: object) -> date | None:
    """The day that a fact holds, if it holds one."""
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def asking(facts: Mapping[str, object]) -> Callable[[str], object]:
    """Answers the names of a condition from facts alone: a fact, or the days from one that is a day to another. Nothing else is known."""

    def ask(name: str) -> object:
        head, _, days = name.partition(" ")
        if head != "days_from":
            return facts.get(name)
        first, _, second = days.partition(" to ")
        start, end = (day_of(facts.get(one)) if one in DAY_FACTS else None for one in (first, second))
        return (end - start).days if start and end else None

    return ask


def age_on(birth_on: date, day: date) -> int:
    """Full years on a day."""
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))


def ninetieth_day(facts: Mapping[str, object]) -> date | None:
    """The last day of a stay of at most 90 days in any 180 (Schengen Borders Code, art. 6(1)), earlier stays counted."""
    arrival = day_of(facts.get("entered_on") or facts.get("planned_arrival_on"))
    if arrival is None:
        return None
    return _ninetieth(arrival, _pairs(facts.get("earlier_stays")))


def days_used(facts: Mapping[str, object], day: date) -> int:
    """Days in Belgium among the 180 that end on this day, the running stay included."""
    arrival = day_of(facts.get("entered_on") or facts.get("planned_arrival_on"))
    if arrival is None:
        return 0
    return _used(arrival, _pairs(facts.get("earlier_stays")), day)


def _pairs(stays: object) -> tuple[tuple[date, date], ...]:
    if not isinstance(stays, Sequence) or isinstance(stays, str):
        return ()
    return tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in stays)


def _used(arrival: date, stays: tuple[tuple[date, date], ...], day: date) -> int:
    first = day - timedelta(days=179)
    running = max(0, (day - max(arrival, first)).days + 1)
    return running + sum(max(0, (min(b, day, arrival - timedelta(days=1)) - max(a, first)).days + 1) for a, b in stays)


@lru_cache(maxsize=4096)
def _ninetieth(arrival: date, stays: tuple[tuple[date, date], ...]) -> date:
    day = arrival - timedelta(days=1)
    while day < arrival + timedelta(days=89) and _used(arrival, stays, day + timedelta(days=1)) <= 90:
        day += timedelta(days=1)
    return day
