"""Days, lengths, amounts and answers as a reader of each language expects them."""

import json

import pytest
import typst

from guichet.letters.glyphs import PROBE, clusters, drawable, undrawn
from guichet.letters.values import amount_text, answer_text, day_words, length_text, words_in

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("day", "language", "text", "weekday"),
    [
        ("2026-06-09", "fr", "9 juin 2026", "mardi 9 juin 2026"),
        ("2026-05-01", "fr", "1er mai 2026", "vendredi 1er mai 2026"),
        ("2026-06-09", "nl", "9 juni 2026", "dinsdag 9 juni 2026"),
        ("2026-06-09", "de", "9. Juni 2026", "Dienstag, 9. Juni 2026"),
        ("2026-06-09", "en", "9 June 2026", "Tuesday 9 June 2026"),
    ],
)
def test_a_day(day: str, language: str, text: str, weekday: str) -> None:
    assert day_words(day, language) == {"text": text, "weekday": weekday}


@pytest.mark.parametrize(
    ("length", "language", "text"),
    [
        ("8 working days", "fr", "8 jours ouvrables"),
        ("1 days", "nl", "1 dag"),
        ("4 months", "de", "4 Monate"),
        ("1 month", "en", "1 month"),
        ("90 days", "de", "90 Tage"),
    ],
)
def test_a_length(length: str, language: str, text: str) -> None:
    assert length_text(length, language) == text


@pytest.mark.parametrize(
    ("language", "text"), [("fr", f"5{NARROW}600,00\u00a0€"), ("nl", "€\u00a05.600,00"), ("de", "5.600,00\u00a0€"), ("en", "€5,600.00")]
)
def test_an_amount(language: str, text: str) -> None:
    assert amount_text("5600.00", language) == text


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (True, "yes_no", "ja"),
        ("false", "yes_no", "nein"),
        ("no", "yes_no", "nein"),
        (None, "text", "keine Antwort"),
        ("", "day", "keine Antwort"),
        ("CN", "country", "China"),
        ("XX9", "country", "XX9"),
        ("0999999130", "enterprise_number", "0999.999.130"),
        (12, "whole", "12"),
        ("abc", "money", "abc"),
        ("2026-02-01", "day", "1. Februar 2026"),
        ("2026-02-30", "day", "2026-02-30"),
        (["IN", "CN"], "country", "Indien, China"),
        ([{"from": "2026-02-01", "to": "2026-02-03"}], "stays", "1. Februar 2026 – 3. Februar 2026"),
        ({"fr": "un", "nl": "een", "de": "eins", "en": "one"}, "choice", "eins"),
    ],
)
def test_an_answer_by_its_type(value: object, kind: str, text: str) -> None:
    assert answer_text(words_in(value, "de"), kind, "de") == text


def test_a_character_and_its_marks_are_one() -> None:
    assert clusters("e\u0301x") == ["e\u0301", "x"]


def test_only_what_no_font_draws_is_replaced() -> None:
    assert drawable({"a": ["é ł ş", "李"], "n": 3, "b": True, "c": None}) == ({"a": ["é ł ş", "▯"], "n": 3, "b": True, "c": None}, True)
    assert drawable("Nguyễn") == ("Nguyễn", False)
    assert drawable("a\u202eb\u0007\r\nc\td") == ("ab\nc d", False)


def test_a_page_of_chinese_is_answered_at_once_and_no_font_could_have_drawn_it() -> None:
    assert drawable("".join(map(chr, range(0x4E00, 0x9F00))))[1]
    sample = [chr(code) for code in (0x2E80, 0x3042, 0x30A2, 0x4E2D, 0x9FA5, 0xA000, 0xAC00, 0xD7A3, 0x20000)]
    with pytest.raises(typst.TypstError) as refused:
        typst.Compiler(PROBE, ignore_system_fonts=True).compile(
            format="pdf", sys_inputs={"clusters": json.dumps(sample)}, pdf_standards=["a-2a", "ua-1"]
        )
    assert set(sample) <= set(undrawn(refused.value))


def test_a_word_wider_than_the_page_may_be_broken() -> None:
    shown, replaced = drawable("x" * 100 + " y")
    assert shown.replace("\u200b", "") == "x" * 100 + " y" and shown.count("\u200b") == 2 and not replaced
