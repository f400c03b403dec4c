"""The law folder becomes frozen rules: what is added there appears, what is dated holds from its day."""

import shutil
from datetime import date
from pathlib import Path

import holidays
import pytest

from guichet.law.bundles import Law, from_text, read_law
from guichet.law.check import mistakes
from guichet.law.mistakes import BadLaw, NoLawInForce

MADE_UP = Path(__file__).parent / "made_up"
LAW = Path(__file__).parents[2] / "law"
PROCEDURE = "ict-long-term-mobility"
SUNDAYS = ("Easter Sunday", "Pentecost")  # the law does not list them
TODAY = date(2026, 3, 2)


def test_a_field_and_a_piece_of_evidence_added_to_the_folder_appear_in_the_rules(tmp_path):
    folder = Path(shutil.copytree(LAW, tmp_path / "law"))
    trunk = folder / "procedures" / PROCEDURE / "procedure.yaml"
    text = trunk.read_text()
    title = "{fr: Couleur, nl: Kleur, de: Farbe, en: Colour}"
    text = text.replace("\nfields:\n", f"\nfields:\n  - {{field: colour, section: work, type: text, personal: true, title: {title}}}\n", 1)
    piece = f"  - {{evidence: swatch, part: work, given_by: employer, title: {title}, source: oe-mobility}}\n"
    trunk.write_text(text.replace("\nevidence:\n", f"\nevidence:\n{piece}", 1))
    before = read_law(LAW).rules(PROCEDURE, "brussels", TODAY)
    after = read_law(folder).rules(PROCEDURE, "brussels", TODAY)
    assert set(after.fields) - set(before.fields) == {"colour"}
    assert after.fields["colour"].filled_by == "employer"
    assert set(after.evidence) - set(before.evidence) == {"swatch"}
    assert after.evidence["swatch"].title["nl"] == "Kleur"
    assert after.digest != before.digest


def test_the_text_kept_gives_the_same_rules_again():
    law = read_law(LAW)
    rules = law.rules(PROCEDURE, "flanders", TODAY)
    assert from_text(law.text(rules.digest)) == rules


def test_days_under_one_law_have_one_digest():
    law = read_law(MADE_UP)
    assert law.rules("counting", "north", date(2026, 2, 1)).digest == law.rules("counting", "north", date(2026, 12, 31)).digest
    assert law.rules("counting", "north", date(2026, 12, 31)).digest != law.rules("counting", "north", date(2027, 1, 1)).digest


def test_a_line_of_a_region_holds_from_its_day():
    law = read_law(MADE_UP)
    lengths = [str(law.rules("counting", "north", day).time_limits["opinion"].length) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert lengths == ["1 months", "3 months"]


def test_back_to_the_trunk(tmp_path):
    folder = Path(shutil.copytree(MADE_UP, tmp_path / "law"))
    north = folder / "procedures" / "counting" / "north.yaml"
    north.write_text(north.read_text() + "  - {line: time_limits.opinion.length, from: 2027-07-01, back_to_trunk: true, source: made-up}\n")
    law = read_law(folder)
    lengths = [str(law.rules("counting", "north", day).time_limits["opinion"].length) for day in (date(2027, 6, 30), date(2027, 7, 1))]
    assert lengths == ["3 months", "1 months"]


def overlaid(tmp_path: Path, changes: str, trunk: tuple[str, str] = ("", "")) -> Law:
    folder = Path(shutil.copytree(MADE_UP, tmp_path / "law"))
    north = folder / "procedures" / "counting" / "north.yaml"
    north.write_text(f"region: north\nreplace:\n{changes}")
    file = folder / "procedures" / "counting" / "procedure.yaml"
    file.write_text(file.read_text().replace(*trunk) if trunk[0] else file.read_text())
    assert mistakes(folder) == []
    return read_law(folder)


def test_a_change_of_one_key_is_laid_over_a_whole_line_replaced_before_it(tmp_path):
    track = "{track: work, title: The work, decided_by: work_authority, source: made-up}"
    law = overlaid(
        tmp_path,
        "  - {line: tracks.work.title, from: 2026-01-01, with: One, source: made-up}\n"
        f"  - {{line: tracks.work, from: 2026-02-01, with: {track}, source: made-up}}\n"
        "  - {line: tracks.work.title, from: 2026-03-01, with: Three, source: made-up}\n",
    )
    titles = [law.rules("counting", "north", date(2026, month, 15)).tracks["work"].title["fr"] for month in (1, 2, 3)]
    assert titles == ["One", "The work", "Three"]


def test_a_region_changes_the_line_of_the_day_where_two_of_one_name_follow_each_other(tmp_path):
    letter = "  - {evidence: letter, part: residence, given_by: worker, title: A letter, source: made-up"
    two = f"{letter}, last_day: 2026-06-30}}\n{letter.replace('A letter', 'Two letters')}, from: 2026-07-01}}"
    change = "  - {line: evidence.letter.given_by, from: 2026-03-01, with: employer, source: made-up}\n"
    law = overlaid(tmp_path, change, (letter + "}", two))
    found = [law.rules("counting", "north", date(2026, month, 15)).evidence["letter"] for month in (2, 5, 8)]
    assert [(piece.given_by, piece.title["en"]) for piece in found] == [("worker", "A letter"), ("employer", "A letter"), ("employer", "Two letters")]


def test_a_procedure_calls_a_role_otherwise_than_the_others():
    of = {name: read_law(LAW).rules(name, "brussels", TODAY).roles for name in ("au-pair", "au-pair-renewal", PROCEDURE)}
    assert [roles["worker"]["en"] for roles in of.values()] == ["the au pair", "the au pair", "the worker"]


def test_before_its_first_day_there_is_no_law():
    with pytest.raises(NoLawInForce):
        read_law(LAW).rules(PROCEDURE, "brussels", date(2021, 12, 15))
    with pytest.raises(NoLawInForce):
        read_law(LAW).rules(PROCEDURE, "atlantis", TODAY)


def test_a_folder_with_mistakes_is_not_used(tmp_path):
    folder = Path(shutil.copytree(MADE_UP, tmp_path / "law"))
    (folder / "calendar.yaml").write_text("years: [")
    with pytest.raises(BadLaw, match="calendar.yaml"):
        read_law(folder)


def test_the_legal_holidays_are_those_of_the_country_in_every_year_listed():
    calendar = read_law(LAW).rules(PROCEDURE, "brussels", TODAY).calendar
    assert calendar.last_year >= 2036
    for year in range(calendar.first_year, calendar.last_year + 1):
        named = holidays.country_holidays("BE", years=year, language="en_US")
        expected = {day for day, name in named.items() if name not in SUNDAYS}
        assert {day for day in calendar.holidays if day.year == year} == expected, year
