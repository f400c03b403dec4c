"""Every mistake in a law file is answered with a sentence: the file, the line, what is wrong, what to write."""

import shutil
from pathlib import Path

import pytest
import yaml

from guichet.engine.vocabulary import VOCABULARY
from guichet.law.check import judge, mistakes, run
from guichet.law.mistakes import Mistake

MADE_UP = Path(__file__).parent / "made_up"
MORE = Path(__file__).parent / "made_up_more"  # parts, a kind, letters, a correction, to be laid over it
KINDS_OF_FILE = ("procedures/", "parts/", "letters/", "acts", "authorities", "calendar", "competence", "corrections", "documents", "doubts", "information", "which")
LAW = Path(__file__).parents[2] / "law"
TRUNK = "procedures/counting/procedure.yaml"
SOUTH = "procedures/counting/south.yaml"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(MADE_UP, tmp_path / "law"))


def changed(folder: Path, file: str, old: str, new: str) -> list[str]:
    path = folder / file
    text = path.read_text()
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1))
    return [str(m) for m in mistakes(folder, VOCABULARY)]


@pytest.fixture(scope="module")
def judged() -> tuple[list[Mistake], list[Mistake]]:
    return judge(LAW, VOCABULARY)


def test_the_law_of_guichet_and_the_made_up_one_have_no_mistakes(judged):
    assert judged[0] == []
    assert mistakes(MADE_UP, VOCABULARY) == []


def test_the_made_up_law_with_parts_a_kind_and_letters_has_no_mistakes(folder):
    shutil.copytree(MORE, folder, dirs_exist_ok=True)
    assert mistakes(folder, VOCABULARY) == []


def test_every_kind_of_file_has_planted_mistakes():
    assert len(MISTAKES) >= 60
    planted = {row["file"].split("/")[0].partition(".")[0] for row in MISTAKES}
    assert planted == {kind.rstrip("/") for kind in KINDS_OF_FILE}


MISTAKES = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", MISTAKES, ids=[row["mistake"] for row in MISTAKES])
def test_a_mistake_gets_a_sentence(folder, row):
    if not (folder / row["file"]).exists():
        shutil.copytree(MORE, folder, dirs_exist_ok=True)
    found = changed(folder, row["file"], row["instead_of"], row["written"])
    sentences = [line for line in found if all(part in line for part in row["says"])]
    assert sentences, "\n".join(found) or "nothing was said"
    assert all(line.startswith(KINDS_OF_FILE) for line in found)


def test_a_mistake_names_file_and_line(folder):
    found = changed(folder, TRUNK, "rolls: false", "rolls: never")
    line = next(n for n, text in enumerate((folder / TRUNK).read_text().splitlines(), 1) if "never" in text and "rolls" in text)
    assert any(sentence.startswith(f"{TRUNK}, line {line}, time_limits.unrolled.rolls:") for sentence in found)


def test_a_mistake_of_a_region_names_the_file_of_the_region(folder):
    found = changed(folder, SOUTH, "with: go_on", "with: perhaps")
    line = next(n for n, text in enumerate((folder / SOUTH).read_text().splitlines(), 1) if "perhaps" in text)
    assert [sentence.split(", tracks")[0] for sentence in found] == [f"{SOUTH}, line {line}"]


def test_two_dated_lines_from_one_day_are_a_mistake(folder):
    dated = "length:\n      - {from: 2026-01-01, is: 1 month, source: made-up}\n      - {from: 2026-01-01, is: 2 months, source: made-up}"
    found = changed(folder, TRUNK, "length: 1 month\n    addressee", f"{dated}\n    addressee")
    assert any("two lines hold from 2026-01-01" in line for line in found)


def test_a_dated_line_misspelt_is_a_mistake(folder):
    dated = "length:\n      - {from: 2026-01-01, is: 1 month, source: made-up}\n      - {since: 2026-03-01, is: 2 months, source: made-up}"
    found = changed(folder, TRUNK, "length: 1 month\n    addressee", f"{dated}\n    addressee")
    assert any("a dated line has no day or no value" in line for line in found)


def test_every_day_of_change_is_read(folder):
    dated = "length:\n      - {from: 2026-01-01, is: 1 month, source: made-up}\n      - {from: 2031-03-01, is: sixty days, source: made-up}"
    found = changed(folder, TRUNK, "length: 1 month\n    addressee", f"{dated}\n    addressee")
    assert any('"sixty days" is not a length' in line for line in found)


def test_a_limit_that_ends_to_be_is_missed(folder):
    found = changed(folder, TRUNK, "  - limit: papers\n", "  - limit: papers\n    last_day: 2030-12-31\n")
    assert any("paused_by and pause_limit" in line or '"papers"' in line for line in found), found


def test_all_mistakes_of_all_files_are_told_at_once(folder):
    changed(folder, TRUNK, "rolls: false", "rolls: never")
    changed(folder, "calendar.yaml", ", 2026-12-25", "")
    found = changed(folder, SOUTH, "line: evidence.letter", "line: evidence.letters")
    assert {line.split(",")[0] for line in found} >= {TRUNK, "calendar.yaml", SOUTH}


def test_a_part_that_is_misspelt_is_one_mistake_and_not_one_for_each_line_that_rests_on_it(tmp_path):
    folder = Path(shutil.copytree(LAW, tmp_path / "law"))
    file = folder / "procedures" / "ict-long-term-mobility" / "procedure.yaml"
    file.write_text(file.read_text().replace("part: arrival,", "part: arival,", 1))
    found = [str(one) for name in ("", "-renewal") for one in mistakes(folder / "procedures" / f"ict-long-term-mobility{name}", VOCABULARY)]
    assert len(found) == 1 and 'there is no part "arival"' in found[0]


def test_a_file_that_cannot_be_read_does_not_silence_the_others(folder):
    (folder / SOUTH).write_bytes(b"\xff\xfe region")
    (folder / "calendar.yaml").write_text("years: [\n")
    found = changed(folder, TRUNK, "rolls: false", "rolls: never")
    assert any(SOUTH in line and "UTF-8" in line for line in found)
    assert any("calendar.yaml" in line and "not YAML" in line for line in found)
    assert any("time_limits.unrolled.rolls" in line for line in found)


def test_a_missing_file_is_named(folder):
    (folder / "doubts.yaml").unlink()
    assert any("doubts.yaml" in str(m) and "missing" in str(m) for m in mistakes(folder, VOCABULARY))


def test_only_the_mistakes_of_the_file_asked_for_are_told(folder):
    changed(folder, TRUNK, "rolls: false", "rolls: never")
    changed(folder, "calendar.yaml", ", 2026-12-25", "")
    assert {m.file for m in mistakes(folder / TRUNK, VOCABULARY)} == {TRUNK}
    assert {m.file for m in mistakes(folder / "calendar.yaml", VOCABULARY)} == {"calendar.yaml"}
    assert {m.file for m in mistakes(folder / "procedures", VOCABULARY)} == {TRUNK}


def test_a_procedure_outside_any_law_folder_is_judged_beside_another(tmp_path):
    alone = tmp_path / "counting"
    shutil.copytree(MADE_UP / "procedures" / "counting", alone)
    assert mistakes(alone, VOCABULARY, MADE_UP) == []
    text = (alone / "procedure.yaml").read_text()
    (alone / "procedure.yaml").write_text(text.replace("rolls: false", "rolls: never", 1))
    assert [m.where for m in mistakes(alone / "procedure.yaml", VOCABULARY, MADE_UP)] == ["time_limits.unrolled.rolls"]


def test_a_trunk_alone_is_judged_without_any_region(tmp_path):
    shutil.copy(MADE_UP / TRUNK, tmp_path / "alone.yaml")
    assert mistakes(tmp_path / "alone.yaml", VOCABULARY, MADE_UP) == []


def test_a_letter_outside_the_law_folder_is_judged_alone(tmp_path):
    (tmp_path / "receipt.fr.typ").write_text("// fields: nonsense\nhello")
    assert any("title" in str(m) for m in mistakes(tmp_path / "receipt.fr.typ", VOCABULARY))


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_no_law_at_all_is_said(tmp_path, name):
    (tmp_path / "empty").mkdir()
    assert len(mistakes(tmp_path / name, VOCABULARY)) == 1


def test_what_a_region_hides_is_named_and_is_no_mistake():
    wrong, hidden = judge(MADE_UP, VOCABULARY)
    assert not wrong
    assert any("time_limits.opinion.length" in str(line) and "From 2027-01-01" in str(line) and "north" in str(line) for line in hidden)


def test_each_dated_trunk_line_that_is_hidden_is_named(folder):
    dated = "length:\n      - {from: 2026-01-01, is: 1 month, source: made-up}\n      - {from: 2028-01-01, is: 2 months, source: made-up}"
    changed(folder, TRUNK, "length: 1 month\n    addressee", f"{dated}\n    addressee")
    hidden = [str(line) for line in judge(folder, VOCABULARY)[1] if "opinion.length" in str(line)]
    assert len(hidden) == 2
    assert any("in force from 2028-01-01" in line for line in hidden)


def test_a_shared_line_hidden_by_one_change_in_several_procedures_is_told_once(judged):
    places = [(line.file, line.line, line.where, line.what) for line in judged[1]]
    assert len(places) == len(set(places)) and any(", 20" in line.write for line in judged[1])


@pytest.fixture(scope="module")
def said_of_letters(tmp_path_factory) -> str:
    """What is said of a law whose letter after a refusal lacks a language and no longer says that it decides, and whose other refusal names no appeal."""
    folder = Path(shutil.copytree(LAW, tmp_path_factory.mktemp("letters") / "law"))
    (folder / "letters" / "annex_48.de.typ").unlink()
    letter = folder / "letters" / "declared_inadmissible.fr.typ"
    letter.write_text(letter.read_text().replace(", appeals", "").replace("// decides: negative\n", ""))
    for letter in folder.glob("letters/annex_48.*.typ"):
        letter.write_text(letter.read_text().replace("// decides: negative\n", ""))
    return "\n".join(str(m) for m in mistakes(folder, VOCABULARY))


def test_a_text_is_needed_in_four_languages_and_a_refusal_needs_its_reasons(said_of_letters):
    assert 'The letter "annex_48" is missing in "de"' in said_of_letters
    assert "declared_inadmissible" in said_of_letters


def test_a_letter_after_a_refusal_must_say_that_it_decides(said_of_letters):
    assert '"annex_48" follows a decision' in said_of_letters


def test_thresholds_are_checked_where_there_are_any(folder):
    lines = "{from: 2026-01-01, is: 45000, source: made-up}, {from: 2027-01-01, is: 46500.50, source: made-up}"
    (folder / "tariffs.yaml").write_text(f"thresholds:\n  - {{category: some, region: north, yearly: [{lines}]}}\n")
    assert mistakes(folder, VOCABULARY) == []
    bad = lines.replace("46500.50", "a lot").replace("2027-01-01", "2026-01-01").replace("made-up}, ", "elsewhere}, ")
    (folder / "tariffs.yaml").write_text(f"thresholds:\n  - {{category: some, region: north, yearly: [{bad}]}}\n")
    said = "\n".join(str(m) for m in mistakes(folder, VOCABULARY))
    assert "two lines hold from 2026-01-01" in said
    assert "elsewhere" in said
    (folder / "tariffs.yaml").write_text(f"thresholds:\n  - {{category: some, yearly: [{lines.replace('46500.50', 'a lot')}]}}\n")
    assert '"a lot" is not a number' in "\n".join(str(m) for m in mistakes(folder, VOCABULARY))


def test_the_number_of_mistakes_is_the_exit_code(folder, capsys):
    assert run(folder, VOCABULARY) == 0
    assert "No mistakes" in capsys.readouterr().out
    changed(folder, TRUNK, "rolls: false", "rolls: never")
    assert run(folder, VOCABULARY) == 1
    assert "time_limits.unrolled.rolls" in capsys.readouterr().out
