"""The lines of a passport: every published and made-up specimen is read, every wrong check digit is named."""

from datetime import date

import pytest

from guichet.engine.mrz import check_digit, read_zone
from guichet.engine.unreadable import Unreadable

ON = date(2026, 4, 7)
MAR = "P<MARBEN<TAZROUTI<<SALWA<<<<<<<<<<<<<<<<<<<<", "QX44109836MAR8806297F2901123BK90817<<<<<<<06"
ICAO = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = "I<BEL590990041<1976<<<<<<<<<<<", "8806297F2901123MAR<<<<<<<<<<<2", "BEN<TAZROUTI<<SALWA<<<<<<<<<<<"


def reason(text: str, on: date = ON) -> str:
    with pytest.raises(Unreadable) as caught:
        read_zone(text, on)
    return caught.value.name


def test_the_lines_of_a_passport_answer_six_questions() -> None:
    zone = read_zone("\n".join(MAR), ON)
    assert (zone.number, zone.family_name, zone.given_names, zone.nationality) == ("QX4410983", "Ben Tazrouti", "Salwa", "MAR")
    assert (zone.birth_on, zone.valid_until) == ("1988-06-29", "2029-01-12")


def test_the_published_specimen_is_read_on_a_day_of_its_time() -> None:
    zone = read_zone("\n".join(ICAO), date(2011, 1, 1))
    assert (zone.number, zone.family_name, zone.given_names) == ("L898902C3", "Eriksson", "Anna Maria")


def test_a_card_with_a_long_number() -> None:
    assert read_zone("\n".join(CARD), ON).number == "590990041197"


@pytest.mark.parametrize("typed", ["".join(MAR), " ".join(MAR[0]) + "\r\n\n" + MAR[1].lower(), MAR[0].replace("<<", "«") + "\n" + MAR[1]])
def test_pasted_in_one_piece_with_spaces_or_in_small_letters_it_is_the_same(typed: str) -> None:
    assert read_zone(typed, ON).text == "\n".join(MAR)


@pytest.mark.parametrize(
    ("at", "said"), [(3, "mrz_wrong_number"), (14, "mrz_wrong_birth"), (22, "mrz_wrong_expiry"), (30, "mrz_wrong_personal"), (43, "mrz_wrong_whole")]
)
def test_a_wrong_sign_names_the_part_it_stands_in(at: int, said: str) -> None:
    other = "1" if MAR[1][at] != "1" else "2"
    assert reason(MAR[0] + "\n" + MAR[1][:at] + other + MAR[1][at + 1 :]) == said


def test_what_is_no_such_line() -> None:
    assert reason(MAR[0] + "\n" + MAR[1][:-1]) == "mrz_length" and reason("hello") == "mrz_length"
    assert reason(MAR[0] + "\n" + MAR[1][:-1] + "é") == "mrz_signs"
    assert reason("<" * 100_000) == "mrz_length"


def test_a_passport_that_has_ended_is_refused_with_its_last_day() -> None:
    with pytest.raises(Unreadable) as caught:
        read_zone("\n".join(MAR), date(2029, 1, 13))
    assert (caught.value.name, caught.value.values) == ("mrz_expired", {"until": date(2029, 1, 12)})
    assert read_zone("\n".join(MAR), date(2029, 1, 12)).valid_until == "2029-01-12"


def test_the_published_check_digits() -> None:
    assert [check_digit(text) for text in ("L898902C3", "740812", "120415", "D23145890")] == ["6", "2", "9", "7"]
