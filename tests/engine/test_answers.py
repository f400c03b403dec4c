"""What people type into fields, what is understood, and by which name it is refused."""

import sys
import unicodedata
from datetime import date

import pytest

from guichet.engine.answers import read_answer
from guichet.engine.refusals import BadAnswer
from guichet.engine.unreadable import REASONS
from guichet.law.form import Field, Option

TODAY = date(2026, 11, 21)
FOUR = dict.fromkeys(("fr", "nl", "de", "en"), "Question")
OPTIONS = (Option("one", FOUR), Option("several", FOUR))


def field(kind: str, **more: object) -> Field:
    """A field of a kind, required unless told otherwise."""
    return Field(name="question", type=kind, title=FOUR, options=OPTIONS if kind == "choice" else (), **more)


def refusal(kind: str, typed: object, **more: object) -> tuple[str, dict[str, object]]:
    """By which name, with which values, is this refused?"""
    with pytest.raises(BadAnswer) as caught:
        read_answer(field(kind, **more), typed, TODAY)
    assert caught.value.name in REASONS and set(REASONS[caught.value.name]) <= set(caught.value.values)
    return caught.value.name, dict(caught.value.values)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5 3 2026", "2026-03-05"), ("05/03/2026", "2026-03-05"), ("5.3.2026", "2026-03-05"), ("2026-03-05", "2026-03-05"),
        ("05-03-2026", "2026-03-05"), ("1er mars 2026", "2026-03-01"), ("5 maart 2026", "2026-03-05"), ("5. März 2026", "2026-03-05"),
        ("5 août 2026", "2026-08-05"), ("March 5, 2026", "2026-03-05"), ("5th of March 2026", "2026-03-05"), ("29 2 2028", "2028-02-29"),
        ("٥ ٣ ٢٠٢٦", "2026-03-05"), ("５ ３ ２０２６", "2026-03-05"), (["5", "3", "2026"], "2026-03-05"), (["5", "mai", "2026"], "2026-05-05"),
        ("  5   3  2026 ", "2026-03-05"), ("5 févr. 2026", "2026-02-05"), ("31 DÉCEMBRE 2026", "2026-12-31"), (["2026-03-05"], "2026-03-05"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(typed: object, day: str) -> None:
    assert read_answer(field("day"), typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("", "needed"), ("   ", "needed"), (["", "", ""], "needed"), ("tomorrow", "not_a_day"), ("5 3", "day_incomplete"),
        (["5", "", "2026"], "day_incomplete"), ("5 3 26", "year_needs_four_digits"),
        ("5 13 2026", "no_such_month"), ("5 3 0001", "year_out_of_range"),
        ("5:3:2026", "not_a_day"), ("2026-03-05T10:00", "not_a_day"), ("5 brumaire 2026", "not_a_day"), ("1 2 3 4", "not_a_day"),
        ("123 3 2026", "not_a_day"), ("5² 3 2026", "not_a_day"), (["5", "3"], "not_one_answer"), ([1, 2, 3], "not_one_answer"),
        ("9" * 5000, "too_long"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_named(typed: object, name: str) -> None:
    assert refusal("day", typed)[0] == name


def test_a_day_that_does_not_exist_says_how_long_the_month_is() -> None:
    assert refusal("day", "30 2 2026") == ("no_such_day", {"day": 30, "month": 2, "year": 2026, "days": 28})
    assert refusal("day", "29 2 2100")[1]["days"] == 28
    assert refusal("day", "0 3 2026")[0] == "no_such_day"


def test_a_birthday_is_held_against_the_age_asked() -> None:
    birth = {"at_least": "18 years", "at_most": "100 years"}
    assert read_answer(field("day", **birth), "21 11 2008", TODAY) == "2008-11-21"
    assert refusal("day", "22 11 2008", **birth) == ("too_young", {"years": 18})
    assert refusal("day", "22 11 2026", **birth) == ("in_the_future", {})
    assert read_answer(field("day", **birth), "22 11 1925", TODAY) == "1925-11-22"
    assert refusal("day", "21 11 1925", **birth) == ("too_old", {"years": 100})
    leap = field("day", at_least="18 years")
    assert read_answer(leap, "29 2 2008", date(2026, 3, 1)) == "2008-02-29"
    with pytest.raises(BadAnswer, match="too_young"):
        read_answer(leap, "29 2 2008", date(2026, 2, 28))


def test_a_day_is_held_against_today_a_fixed_day_and_another_answer() -> None:
    assert refusal("day", "22 11 2026", at_most="today")[0] == "in_the_future"
    assert refusal("day", "20 11 2026", at_least="today")[0] == "in_the_past"
    assert refusal("day", "31 12 2025", at_least="2026-01-01") == ("before_first_day", {"first": "2026-01-01"})
    assert refusal("day", "1 1 2028", at_most="2027-12-31") == ("after_last_day", {"last": "2027-12-31"})
    until = field("day", at_least="employment_from")
    assert read_answer(until, "1 1 2027", TODAY) == "2027-01-01", "the other one is not answered yet"
    with pytest.raises(BadAnswer) as caught:
        read_answer(until, "1 1 2027", TODAY, others={"employment_from": "2027-01-02"})
    assert (caught.value.name, caught.value.values) == ("before_other", {"other": "employment_from", "first": "2027-01-02"})


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("5600", "5600.00"), ("5.600", "5600.00"), ("5,600", "5600.00"), ("5600,5", "5600.50"), ("5600.50", "5600.50"),
        ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1 234.56", "1234.56"), ("1 234,56", "1234.56"), ("1'234.50", "1234.50"),
        ("1.234.567,89", "1234567.89"), ("€ 5.600,00", "5600.00"), ("5600 EUR", "5600.00"), ("5600 euros", "5600.00"), ("5.600,-", "5600.00"),
        ("٣٠٠٠", "3000.00"), ("３０００", "3000.00"), ("٣٠٠٠٫٥", "3000.50"), ("0", "0.00"), ("0,5", "0.50"), ("1 234 567", "1234567.00"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_any_of_the_four_languages_writes_it(typed: str, amount: str) -> None:
    assert read_answer(field("money"), typed, TODAY) == amount


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("NaN", "not_an_amount"), ("1e309", "not_an_amount"), ("Infinity", "not_an_amount"), ("-0", "negative"), ("-5", "negative"),
        ("1" * 30, "too_large"), ("1,2,3", "not_an_amount"), ("12.34.56", "not_an_amount"), ("5.6789", "too_many_decimals"),
        ("1234.567", "too_many_decimals"), ("0.123", "too_many_decimals"), ("5 euros 50", "not_an_amount"), ("1 23", "not_an_amount"),
        ("10²", "not_an_amount"), (".", "not_an_amount"),
        ("€", "needed"), ("0x10", "not_an_amount"), ("1_000", "not_an_amount"), ("½", "not_an_amount"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_named(typed: str, name: str) -> None:
    assert refusal("money", typed)[0] == name


def test_an_amount_is_held_against_its_bounds_to_the_cent() -> None:
    bounds = {"at_least": "3703.44", "at_most": "10000"}
    assert read_answer(field("money", **bounds), "3.703,44", TODAY) == "3703.44"
    assert refusal("money", "3703,43", **bounds) == ("too_small", {"least": "3703.44"})
    assert refusal("money", "10000.01", **bounds) == ("too_large", {"most": "10000"})
    assert read_answer(field("money", at_least="another_field"), "1", TODAY) == "1.00"


def test_whole_numbers() -> None:
    assert [read_answer(field("whole"), typed, TODAY) for typed in ("12", "1.200", "٣", 7, "0")] == [12, 1200, 3, 7, 0]
    named = {"12,5": "not_whole", "x": "not_a_number", "1.x": "not_a_number", 10**30: "too_large", "-1": "negative"}
    assert {typed: refusal("whole", typed)[0] for typed in named} == named
    assert refusal("whole", "17", at_least="18") == ("too_small", {"least": "18"})


@pytest.mark.parametrize("typed", ["0403.019.261", "BE 0403 019 261", "403019261", "BE0403019261", "０４０３０１９２６１", "٠٤٠٣٠١٩٢٦١"])
def test_an_enterprise_number_is_one_however_it_is_written(typed: str) -> None:
    assert read_answer(field("enterprise_number"), typed, TODAY) == "0403019261"


def test_an_enterprise_number_with_wrong_digits_is_refused() -> None:
    assert refusal("enterprise_number", "0403.019.262")[0] == "wrong_check_digits"
    assert refusal("enterprise_number", "0403.019") == ("wrong_length", {"digits": 10})
    assert refusal("enterprise_number", "FR403019261")[0] == "not_a_number"
    assert refusal("enterprise_number", "9403019261")[0] == "not_a_number"


def test_a_national_register_number() -> None:
    assert read_answer(field("ssn"), "85.07.30-033.28", TODAY) == "85073003328"
    assert read_answer(field("ssn"), "17073003384", TODAY) == "17073003384", "born in 2017: counted with a 2 before"
    with pytest.raises(BadAnswer, match="wrong_check_digits"):
        read_answer(field("ssn"), "17073003384", date(2016, 1, 1))
    assert refusal("ssn", "85.07.30-033.29")[0] == "wrong_check_digits"
    assert refusal("ssn", "85.07.30")[0] == "wrong_length" and refusal("ssn", "a")[0] == "not_a_number"


@pytest.mark.parametrize("name", ["王", "አልማዝ", "Nguyễn Thị", "Łukasz", "O'Brien", "Null", "Jean-Pierre", "李小龍", "-", "X", "محمد", "a" * 150])
def test_names_in_any_script_are_accepted(name: str) -> None:
    assert read_answer(field("name"), name, TODAY) == name


@pytest.mark.parametrize("name", ["Wang", "O'Brien", "Nguyễn", "Łukasz", "d’Ursel", "Jean-Pierre", "Sørensen", "-", "ẞen"])
def test_names_in_latin_letters(name: str) -> None:
    assert read_answer(field("latin_name"), name, TODAY) == name


def test_a_latin_name_in_another_script_says_which_letters() -> None:
    assert refusal("latin_name", "Wаng") == ("not_latin", {"letters": "а"}), "a Cyrillic а"  # noqa: RUF001
    assert refusal("latin_name", "王美")[0] == "not_latin" and refusal("latin_name", "R2D2")[0] == "not_latin"
    assert refusal("name", "12")[0] == "not_a_name" and refusal("name", "?")[0] == "not_a_name"


@pytest.mark.parametrize("typed", ["a\x00b", "a\ud800b", "a\ufffeb", "a\x1bb", "a\x85b", "a\nb"])
def test_control_characters_are_refused_in_every_text(typed: str) -> None:
    for kind in ("text", "name", "latin_name", "email", "code", "enterprise_number", "day", "money", "municipality", "choice", "yes_no"):
        assert refusal(kind, typed)[0] == "control_characters", kind


def test_text_is_kept_as_typed_but_composed_and_tidy() -> None:
    assert read_answer(field("text"), "  caf\u0065\u0301  noir ", TODAY) == "café noir"
    assert read_answer(field("long_text"), " one \r\n\r\ntwo\t3\r", TODAY) == "one\n\ntwo\t3"
    assert read_answer(field("text"), "<script>{{7*7}}%s", TODAY) == "<script>{{7*7}}%s"


def test_signs_that_turn_the_text_around_do_no_harm() -> None:
    assert read_answer(field("name"), "Ann\u202egnp.exe", TODAY) == "Anngnp.exe"
    assert read_answer(field("text"), "می\u200cخواهم", TODAY) == "می\u200cخواهم", "a joiner that the script needs stays"
    assert refusal("text", "\u200b\u2066")[0] == "needed", "nothing visible is nothing"


def test_length_is_counted_as_a_reader_counts() -> None:
    assert read_answer(field("text", at_most="3"), "a\u0323\u0302e\u0301o", TODAY) == "ậéo"
    assert read_answer(field("text", at_most="1"), "👨\u200d👩\u200d👧", TODAY) == "👨\u200d👩\u200d👧"
    assert refusal("text", "abcd", at_most="3") == ("too_long", {"most": 3})
    assert refusal("text", "ab", at_least="3") == ("too_short", {"least": 3})
    assert refusal("text", "a" * 201)[0] == "too_long" and refusal("long_text", "a" * 10_001)[0] == "too_long"
    assert refusal("text", "Z" + "\u0301" * 200)[0] == "too_many_marks"
    assert refusal("long_text", "\u0301\u0323" * 5_000_000)[0] == "too_long"


def test_a_tower_of_any_mark_is_refused() -> None:
    marks = [sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) in ("Mn", "Me")]
    assert len(marks) > 1_500 and {refusal("text", "Z" + mark * 41)[0] for mark in marks} == {"too_many_marks"}
    assert read_answer(field("text"), "Z" + marks[0] * 40, TODAY)


def test_addresses_for_mail() -> None:
    assert read_answer(field("email"), " Ann.Smith+x@Example.ORG ", TODAY) == "Ann.Smith+x@example.org"
    assert read_answer(field("email"), "ann@exämple.org", TODAY) == "ann@xn--exmple-cua.org"
    wrong = "ann @x.org ann@ ann@x a@b@x.org ann@-x.org ann@x..org <ann@x.org> a..b@x.org .a@x.org".split()
    for typed in [*wrong, "a b@x.org", "a@" + "x" * 80 + ".org"]:
        assert refusal("email", typed)[0] == "not_an_email", typed


def test_choices() -> None:
    assert read_answer(field("choice"), "several", TODAY) == "several"
    assert read_answer(field("yes_no"), "yes", TODAY) is True and read_answer(field("yes_no"), "no", TODAY) is False
    assert refusal("choice", "none")[0] == "not_a_choice" and refusal("yes_no", "perhaps")[0] == "not_a_choice"
    assert refusal("choice", ["one", "several"])[0] == "not_one_answer"


def test_codes_of_tables_are_looked_up_on_the_day() -> None:
    asked = []

    def look_up(kind: str, typed: str, on: date) -> str:
        asked.append((kind, typed, on))
        return "IND" if typed == "IN" else ""

    assert read_answer(field("country"), " ｉｎ ", TODAY, look_up) == "IND"
    with pytest.raises(BadAnswer, match="not_a_choice"):
        read_answer(field("municipality"), "Nowhere", TODAY, look_up)
    assert asked == [("country", "IN", TODAY), ("municipality", "Nowhere", TODAY)]
    with pytest.raises(BadAnswer) as caught:
        read_answer(field("country", only="third_country"), "FR", TODAY, lambda kind, typed, on: "FRA" if kind == "country" else "")
    assert (caught.value.name, caught.value.values) == ("not_a_third_country", {"country": "FRA"})
    assert read_answer(field("code"), "7km4 2qx9 b6", TODAY) == "7KM42QX9B6"
    assert refusal("code", "a;b")[0] == "not_a_code"


def test_stays_are_pairs_of_days_in_order() -> None:
    pairs = [["5 6 2026", "9 6 2026"], ["", ""], ["1 2 2026", "1 2 2026"]]
    expected = [["2026-02-01", "2026-02-01"], ["2026-06-05", "2026-06-09"]]
    assert read_answer(field("stays"), pairs, TODAY) == expected
    assert read_answer(field("stays"), [part for pair in pairs for part in pair], TODAY) == expected
    assert read_answer(field("stays"), [[["1", "2", "2026"], ["3", "2", "2026"]]], TODAY) == [["2026-02-01", "2026-02-03"]]
    assert read_answer(field("stays", required=False), "", TODAY) == [] == read_answer(field("stays", required=False), [], TODAY)
    assert refusal("stays", [["2 2 2026", "1 2 2026"]]) == ("end_before_start", {"row": 1})
    assert refusal("stays", [["", ""], ["2 2 2026", ""]]) == ("stay_incomplete", {"row": 2})
    assert refusal("stays", [["30 2 2026", "1 3 2026"]])[1]["why"] == "no_such_day"
    assert refusal("stays", [["1 2 2026", "2 2 2027"]], at_most="today")[0] == "in_the_future"
    assert refusal("stays", []) == ("needed", {}) and refusal("stays", ["1 2 2026"])[0] == "not_one_answer"


def test_what_is_not_needed_may_stay_empty() -> None:
    for kind in ("text", "name", "day", "money", "whole", "country", "choice", "yes_no", "email", "ssn", "enterprise_number", "code"):
        assert read_answer(field(kind, required=False), "", TODAY) is None, kind
        assert refusal(kind, "") == ("needed", {})
