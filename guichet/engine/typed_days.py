"""Reading typed days: in figures or with the month in words of the four languages, and the bounds a field sets them."""

import calendar
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from guichet.engine.typed_text import clean_text, plain_digits
from guichet.engine.unreadable import Unreadable

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST = 60
MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "janvier januari januar january jan janv",
            "fevrier februari februar february feb fevr fev",
            "mars maart marz maerz march mar mrt mrz",
            "avril april avr apr",
            "mai mei may",
            "juin juni june jun",
            "juillet juli july juil jul",
            "aout augustus august aug",
            "septembre september sept sep",
            "octobre oktober october oct okt",
            "novembre november nov",
            "decembre december dezember dec dez",
        ),
        start=1,
    )
    for word in words.split()
}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)  # as what was read before comes again
FILLERS = frozenset("er e de den der the of st nd rd th".split())


def read_day(typed: str | Sequence[str]) -> str:
    """A day as ISO text: "5 3 2026", "05/03/2026", "5 mars 2026", "March 5, 2026" and "2026-03-05" are all the 5th of March."""
    if not isinstance(typed, str):
        _refuse_gaps(typed)
        typed = " ".join(typed)
    text = typed if _ISO.fullmatch(typed) else plain_digits(clean_text(typed, LONGEST))
    if not text:
        return ""
    plain = _ISO.fullmatch(text)
    return _day(*(plain.group(3, 2, 1) if plain else _parts(text))).isoformat()


def check_day(day: str, at_least: str, at_most: str, on: date, others: Mapping[str, object]) -> None:
    """Hold a day against the bounds of its field: "today", an ISO day, "18 years" (of age on the day asked), or another field."""
    if not day:
        return
    if not at_least and not at_most:
        return
    read = date.fromisoformat(day)
    first, last = _bound(at_least, on, others), _bound(at_most, on, others)
    _check_age(read, _years(at_least), _years(at_most), on)
    if first and read < first:
        raise _outside(at_least, first, ("in_the_past", "before_first_day", "before_other"), "first")
    if last and read > last:
        raise _outside(at_most, last, ("in_the_future", "after_last_day", "after_other"), "last")


def read_stays(typed: object, on: date) -> list[list[str]]:
    """Pairs of days, the first and the last of each stay, in order of time; rows left empty are passed over."""
    found = []
    for row, pair in enumerate(_pairs(typed), start=1):
        days = [_day_of_row(part, row) for part in pair]
        if not any(days):
            continue
        if not all(days):
            raise Unreadable("stay_incomplete", row=row)
        if days[1] < days[0]:
            raise Unreadable("end_before_start", row=row)
        found.append(days)
    return sorted(found)


def _parts(text: str) -> tuple[str, str, str]:
    if re.sub(r"[\w\s./,’'-]", "", text):
        raise Unreadable("not_a_day")
    tokens = [token for token in re.findall(r"\d+|[^\W\d_]+", _unaccented(text)) if token not in FILLERS]
    if len(tokens) < 3 and all(token.isdecimal() or token in MONTHS for token in tokens):
        raise Unreadable("day_incomplete")
    if len(tokens) != 3:
        raise Unreadable("not_a_day")
    first, second, third = tokens
    if len(first) == 4 and first.isdecimal():
        return third, second, first
    return (second, first, third) if not first.isdecimal() else (first, second, third)


def _day(day: str, month: str, year: str) -> date:
    if not (day.isdecimal() and len(day) <= 2 and year.isdecimal() and (month.isdecimal() or month in MONTHS)):
        raise Unreadable("not_a_day")
    if len(year) != 4:
        raise Unreadable("year_needs_four_digits", year=year[:4])
    number = MONTHS.get(month) or (int(month) if len(month) <= 2 else 0)
    if not 1 <= number <= 12:
        raise Unreadable("no_such_month", month=month[:4])
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unreadable("year_out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        days = calendar.monthrange(int(year), number)[1]
        raise Unreadable("no_such_day", day=int(day), month=number, year=int(year), days=days) from None


def _refuse_gaps(parts: Sequence[str]) -> None:
    if not all(isinstance(part, str) for part in parts):
        raise Unreadable("not_a_day")
    filled = [bool(part.strip()) for part in parts]
    if any(filled) and not all(filled):
        raise Unreadable("day_incomplete")


def _check_age(born: date, youngest: int | None, oldest: int | None, on: date) -> None:
    if (youngest is not None or oldest is not None) and born > on:
        raise Unreadable("in_the_future")
    if youngest is not None and born > _years_before(on, youngest):
        raise Unreadable("too_young", years=youngest)
    if oldest is not None and born <= _years_before(on, oldest + 1):
        raise Unreadable("too_old", years=oldest)


def _years(bound: str) -> int | None:
    found = re.fullmatch(r"(\d{1,3}) years?", bound, re.ASCII)
    return int(found[1]) if found else None


def _bound(text: str, on: date, others: Mapping[str, object]) -> date | None:
    if not text or text == "today":
        return on if text else None
    try:
        return date.fromisoformat(str(others.get(text, text)))
    except ValueError:  # a number of years, or a field that is not answered yet
        return None


def _outside(bound: str, day: date, names: tuple[str, str, str], key: str) -> Unreadable:
    today, fixed, other = names
    if bound == "today":
        return Unreadable(today)
    if bound == day.isoformat():
        return Unreadable(fixed, **{key: bound})
    return Unreadable(other, other=bound, **{key: day.isoformat()})


def _years_before(day: date, years: int) -> date:
    """The last day of birth on which somebody is that old; who is born on 29 February is a year older on 1 March."""
    year = max(day.year - years, 1)
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def _pairs(typed: object) -> list[Sequence[object]]:
    rows = [typed] if isinstance(typed, str) else list(typed) if isinstance(typed, list | tuple) else [None]
    if len(rows) == 1 and isinstance(rows[0], str) and not rows[0].strip():
        return []
    if all(isinstance(row, str) for row in rows):
        rows = [rows[at : at + 2] for at in range(0, len(rows), 2)]
    if not all(isinstance(row, list | tuple) and len(row) == 2 for row in rows):
        raise Unreadable("not_one_answer")
    return rows


def _day_of_row(part: object, row: int) -> str:
    if not (isinstance(part, str) or (isinstance(part, list | tuple) and len(part) == 3)):
        raise Unreadable("not_one_answer")
    try:
        return read_day(part)
    except Unreadable as why:
        raise Unreadable("stay_unreadable", row=row, why=why.name, **why.values) from None


def _unaccented(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
