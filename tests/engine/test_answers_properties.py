"""Whatever is typed: a value or a named refusal, quickly, and a value read again is the same value."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.be import ssn, vat

from guichet.engine.answers import read_answer
from guichet.engine.refusals import BadAnswer
from guichet.engine.typed_days import MONTHS
from guichet.engine.unreadable import REASONS
from guichet.law.form import Field, Option

TODAY = date(2026, 11, 21)
FOUR = dict.fromkeys(("fr", "nl", "de", "en"), "Question")
KINDS = """text long_text name latin_name email day country municipality post choice yes_no whole money enterprise_number stays
    region code ssn""".split()
ODD = st.sampled_from(
    ["NaN", "1e309", "-0", "1,234.56", "30 2 2026", "\ud800", "\x00", "\u202e", "٣٠٠٠", "a@b.c", "@", "BE0403019261", "{{7*7}}", "1.234,-"]
)
DAYS = st.from_regex(r"[0-9]{1,2} [0-9]{1,2} [0-9]{1,4}")
TEXTS = st.one_of(ODD, DAYS, st.text(st.characters(exclude_categories=())), st.text("0123456789 .,-/€eE'", max_size=30))
TYPED = st.one_of(TEXTS, st.lists(TEXTS, max_size=7), st.lists(st.lists(TEXTS, max_size=3), max_size=4), st.integers(), st.none(), st.booleans())
BOUNDS = st.sampled_from(["", "18 years", "today", "2026-01-01", "3", "another", "100.00", "NaN", "²"])


def field(kind: str, **more: object) -> Field:
    """A field of a kind that needs no answer unless told otherwise."""
    return Field(name="question", type=kind, title=FOUR, options=(Option("one", FOUR),), **{"required": False, **more})


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(KINDS), TYPED, BOUNDS, BOUNDS, st.booleans())
def test_nothing_typed_ever_raises_anything_but_a_named_refusal(kind: str, typed: object, least: str, most: str, needed: bool) -> None:
    asked = field(kind, at_least=least, at_most=most, required=needed)
    try:
        value = read_answer(asked, typed, TODAY, others={"another": "2026-02-02"})
    except BadAnswer as refused:
        assert refused.name in REASONS and set(REASONS[refused.name]) <= set(refused.values)
    else:
        again = "" if value is None else value
        assert read_answer(asked, again, TODAY, others={"another": "2026-02-02"}) == value


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_every_day_is_read_in_every_way_it_is_written(day: date, month: str) -> None:
    parts = [str(day.day), str(day.month), str(day.year)]
    written = [parts, " ".join(parts), f"{day:%d/%m/%Y}", day.isoformat()]
    assert {read_answer(field("day"), typed, TODAY) for typed in written} == {day.isoformat()}
    if MONTHS[month] == day.month:
        assert read_answer(field("day"), f"{day.day} {month} {day.year}", TODAY) == day.isoformat()


@given(st.decimals(0, 10**11, places=2))
def test_every_amount_is_read_in_every_way_it_is_written(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    belgian = english.translate(str.maketrans(",.", ".,"))
    written = [english, belgian, belgian.replace(".", " "), belgian.replace(".", "\u202f"), f"€ {belgian}", f"{amount:.2f}"]
    assert {read_answer(field("money"), typed, TODAY) for typed in written} == {f"{amount:.2f}"}


@given(st.integers(0, 10**8 - 1), st.integers(0, 99))
def test_enterprise_numbers_agree_with_stdnum(body: int, check: int) -> None:
    number = f"{body:08d}{check:02d}"
    try:
        assert read_answer(field("enterprise_number"), number, TODAY) == number
        accepted = True
    except BadAnswer:
        accepted = False
    assert accepted == vat.is_valid(number)


@given(st.dates(date(1930, 1, 1), date(2025, 12, 31)), st.integers(1, 997), st.sampled_from([0, 20, 40]))
def test_national_numbers_of_real_birthdays_are_accepted_as_by_stdnum(born: date, serial: int, series: int) -> None:
    body = f"{born.year % 100:02d}{born.month + series:02d}{born.day:02d}{serial:03d}"
    check = 97 - int(f"2{body}" if born.year >= 2000 else body) % 97
    number = f"{body}{check:02d}"
    assert ssn.is_valid(number)
    assert read_answer(field("ssn"), number, TODAY) == number
