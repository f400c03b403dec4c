"""Names of the world: kept as typed, printed as in the passport, found however they are written, with and without accents."""

import html
import re

import pytest
from django.test import Client

from guichet.engine.case_number import number_of
from guichet.people import demo
from tests.desk.life import REGION, Life, day
from tests.journeys.counter import at_the_counter
from tests.letters.reading import all_text
from tests.portals.filling import found

# family name, given names, name in its own script, what somebody may type to find the file
NAMES = [
    ("Al-Ahmad", "Muhammad", "محمد الأحمد", ["al-ahmad", "Al Ahmad", "AHMAD muhammad", "محمد"]),
    ("Wang", "Xiaoming", "王小明", ["wang", "WANG XIAOMING", "王小明"]),
    ("Tadesse", "Hanna", "ሐና ታደሰ", ["tadesse", "ሐና"]),
    ("Nguyễn", "Thị Hồng", "Nguyễn Thị Hồng", ["nguyen", "Nguyen Thi Hong", "NGUYỄN", "Nguye\u0302\u0303n"]),
    ("Żółć", "Łukasz", "Łukasz Żółć", ["zolc", "lukasz", "Łukasz", "ŁUKASZ ŻÓŁĆ"]),
    ("O’Brien", "Séamus", "", ["O'Brien", "o’brien", "o brien", "seamus"]),
    ("d’Hondt-Éluard", "Anne-Sophie", "", ["hondt eluard", "d'Hondt-Eluard", "anne sophie"]),
    ("Işık", "Ayşe", "Ayşe Işık", ["isik", "IŞIK", "Işık", "ayse"]),
    ("Straße", "Jürgen", "", ["strasse", "STRASSE", "jurgen", "Straße"]),
    ("Ångström", "Øystein", "", ["angstrom", "oystein", "A\u030angstro\u0308m", "Ångström"]),
    ("O", "Ng", "", ["ng"]),
    ("-", "Suharto", "", ["suharto"]),
    ("Null", "Test", "", ["null test"]),
    ("A" + "b" * 149, "Long", "", ["A" + "b" * 149]),
]


@pytest.fixture(autouse=True)
def office(db: None, clock: object, settings: object, tmp_path: object) -> None:
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    clock.set_today(day(3, 9))


def filed(family: str, given: str, original: str) -> Life:
    return Life({"worker_family_name": family, "worker_given_names": given, "worker_name_original": original or None}).submit()


@pytest.mark.parametrize(("family", "given", "original", "searched"), NAMES, ids=[f"{given} {family}"[:30] for family, given, *_ in NAMES])
def test_a_name_is_shown_as_typed_printed_in_latin_letters_and_found_however_it_is_written(
    family: str, given: str, original: str, searched: list[str]
) -> None:
    other, one = filed("Someone", "Else", ""), filed(family, given, original)
    number, region = number_of(one.case), at_the_counter(REGION)
    page = html.unescape(region.get(f"/files/{number}").content.decode())
    assert family in page and given in page and (not original or original in page)
    for text in searched:
        answer = found(region, text)
        assert f'href="/files/{number}"' in answer and f'href="/files/{number_of(other.case)}"' not in answer, text
    one.works(day(3, 3))
    printed = letter(region, page)
    assert squeezed(given) in squeezed(printed) and (family == "-" or squeezed(family)[:60] in squeezed(printed))


def letter(region: Client, page: str) -> str:
    """What the receipt says; it was written after the page was shown."""
    number = re.search(r"/files/([0-9A-Z]{10})", page)[1]
    link = re.search(r'href="(/documents/[0-9a-f-]{36})" lang', region.get(f"/files/{number}").content.decode())[1]
    return all_text(region.get(link).content)


def squeezed(text: str) -> str:
    """Without the spaces and hyphens at which a line may break."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def test_two_spellings_of_one_passport_are_one_person() -> None:
    """Full-width digits, small letters and spaces in an identifier are the way it was typed, not another passport."""
    from guichet.engine.typed_text import read_code

    assert {read_code(text) for text in ("Z1234567", "z1234567", "Ｚ１２３４５６７", "Z 123 4567", "z１２３ ４567")} == {"Z1234567"}


def test_a_sign_that_stands_for_others_stands_for_itself() -> None:
    filed("Nair", "Anjali", "")
    region = at_the_counter(REGION)
    for text in ("N_ir", "Na%r", "N?ir", "N*r", "%", "_", "*"):
        assert "Anjali" not in found(region, text), text
