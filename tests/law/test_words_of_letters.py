"""A letter says the same in four languages: nothing is left in another language, and no paragraph, heading or field is missing."""

import re
from itertools import combinations
from pathlib import Path

import pytest

LETTERS = Path(__file__).resolve().parents[2] / "law" / "letters"
NAMES = sorted({path.name.split(".")[0] for path in LETTERS.glob("*.*.typ")})
LANGUAGES = ("fr", "nl", "de", "en")
CODE = re.compile(r"^\s*(//|#import|#show|#let|[\])]|$)|^\s*#[\w-]+\([^\[]*\)\s*$")


def lines(name: str, language: str) -> list[str]:
    """What a reader reads: the lines without comments, imports and lines of code alone."""
    text = (LETTERS / f"{name}.{language}.typ").read_text(encoding="utf-8")
    found = [line.strip() for line in text.splitlines() if not CODE.match(line)]
    return [line for line in found if not re.fullmatch(r"#if [^\[]*\[|\] else \[|\] else if .*\[", line)]


def words(line: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"#[\w.-]+(\([^)]*\))?|data\.\w+", "", line))


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_of_a_letter_is_the_same_in_two_languages(name: str) -> None:
    for one, other in combinations(LANGUAGES, 2):
        same = {line for line in lines(name, one) if len(words(line)) > 2} & set(lines(name, other))
        assert not same, f"{name}: {one} and {other}"


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_has_as_many_headings_steps_and_paragraphs_in_each_language(name: str) -> None:
    shape = {language: [re.match(r"(==|\+|-|)", line)[0] for line in lines(name, language)] for language in LANGUAGES}
    assert len({tuple(marks) for marks in shape.values()}) == 1, {language: len(marks) for language, marks in shape.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_shows_the_same_fields_in_each_language(name: str) -> None:
    used = {language: set(re.findall(r"data\.(\w+)", (LETTERS / f"{name}.{language}.typ").read_text(encoding="utf-8"))) for language in LANGUAGES}
    assert len({frozenset(names) for names in used.values()}) == 1, used
