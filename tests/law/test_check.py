"""Every mistake in a law file is answered with a sentence: the file, the line, what is wrong, what to write."""

import shutil
from pathlib import Path

import pytest

from guichet.engine.vocabulary import VOCABULARY
from guichet.law.check import judge, mistakes, run

MADE_UP = Path(__file__).parent / "made_up"
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


def test_the_law_of_guichet_and_the_made_up_one_have_no_mistakes():
    assert mistakes(LAW, VOCABULARY) == []
    assert mistakes(MADE_UP, VOCABULARY) == []


MISTAKES = {
    "a length in words": (TRUNK, "length: 10 working days\n    addressee: authority", "length: ten days\n    addressee: authority",
                          ["time_limits.objection.length", '"ten days" is not a length', '"8 working days"']),
    "a key misspelt": (TRUNK, "rolls: false", "rols: false", ["rols", "means nothing here"]),
    "a key misspelt in a phase": (TRUNK, "status: Open.", "state: Open.", ["phases.open.state", "means nothing here"]),
    "a key misspelt in a move": (TRUNK, "{after: refused, to: refused}", "{after: refused, to: refused, wen: {filed: {is: true}}}", ["wen", "means nothing"]),
    "a key misspelt at the top": (TRUNK, "governed_by: filing", "governd_by: filing", ["file.governd_by", "means nothing here"]),
    "a key given twice": (TRUNK, "backwards: true", "backwards: true\n    backwards: false", ["already given on line"]),
    "a flag in words": (TRUNK, "backwards: true", 'backwards: "yes"', ["neither true nor false"]),
    "a day that is none": (TRUNK, "in_force_from: 2026-01-01", "in_force_from: 2026-02-30", ["2026-02-30", "is not a day of the calendar"]),
    "a day in quotes": (SOUTH, "from: 2026-06-01", 'from: "2026-06-01"', ['"2026-06-01" is not a day', "without quotes"]),
    "no first day": (TRUNK, "in_force_from: 2026-01-01\n", "", ["in_force_from", "from which day it is in force"]),
    "not YAML": (TRUNK, "phases:\n", "phases: [\n", ["line", "not YAML"]),
    "nothing written": (TRUNK, "applicant: employer", "applicant:", ["applicant", "nothing is written here"]),
    "an applicant nobody knows": (TRUNK, "applicant: employer", "applicant: emperor", ["applicant", '"emperor" is not a role']),
    "a table that is no list": (TRUNK, "moves:\n  - {after: application_submitted, to: open}\n  - {after: granted, to: granted}\n"
                                       "  - {after: refused, to: refused}", "moves: open", ["file.moves", "not a list"]),
    "an entry that is a word": (TRUNK, "  - {after: refused, to: refused}", "  - refused", ['"refused" is not an entry']),
    "a name given twice": (TRUNK, "limit: with_saturdays", "limit: posted", ['"posted" stands here twice']),
    "a source nobody cites": (TRUNK, "status: Open., held_by: open_tracks, source: made-up",
                              "status: Open., held_by: open_tracks, source: elsewhere art. 3", ['"elsewhere art. 3" is no act', "acts.yaml"]),
    "no source": (TRUNK, "decided_by: work_authority, after_a_refusal: stop, source: made-up", "decided_by: work_authority", ["it has no source"]),
    "a doubt nobody told": (SOUTH, "doubt: everything", "doubt: something", ['"something" is not told in doubts.yaml']),
    "words missing in a language": (TRUNK, "title: Counting", "title: {en: Counting, fr: Compter}", ["the words in nl, de are missing"]),
    "an event nobody knows": (TRUNK, "starts: opinion_requested", "starts: opinion_asked", ['"opinion_asked" is not an event', "opinion_requested"]),
    "an event in ends nobody knows": (TRUNK, "ends: [opinion_given]", "ends: [opinion_came]", ['"opinion_came" is not an event']),
    "a subject that is never": (TRUNK, "ends: [evidence_received complete]", "ends: [evidence_received whole]", ['never about "whole"']),
    "a document nobody knows": (TRUNK, "with: {document: card}", "with: {document: cart}", ['"cart" is not known']),
    "a track nobody knows": (TRUNK, 'with: {track: stay, outcome: "no"}', 'with: {track: stays, outcome: "no"}', ['"stays" is not known']),
    "an outcome nobody knows": (TRUNK, 'with: {track: stay, outcome: "no"}', "with: {track: stay, outcome: maybe}", ['"maybe" is not known']),
    "a limit nobody knows": (TRUNK, "with: {limit: papers}", "with: {limit: paper}", ['"paper" is not known']),
    "an act that does not say which": (TRUNK, "says: document_issued, in: granted, with: {document: card}", "says: document_issued, in: granted",
                                       ['"document_issued" needs to know which document']),
    "a key under with": (TRUNK, "with: {document: card}", "with: {document: card, colour: red}", ["colour", "means nothing here"]),
    "a role nobody knows": (TRUNK, "responsible: employer", "responsible: emploier", ['"emploier" is not known']),
    "a phase nobody knows": (TRUNK, "says: evidence_requested, in: open", "says: evidence_requested, in: opened", ['"opened" is not known']),
    "a move to nowhere": (TRUNK, "{after: refused, to: refused}", "{after: refused, to: rejected}", ['"rejected" is not known']),
    "a phase nobody reaches": (TRUNK, "  - {after: granted, to: granted}\n", "", ["phases.granted", "no move leads to this phase"]),
    "a phase nobody leaves": (TRUNK, "held_by: worker, ended: true, source: made-up}", "held_by: worker, source: made-up}", ["no act leads out of this phase"]),
    "a fact nobody knows": (TRUNK, "fact: first_permit_until", "fact: permit_until", ['"permit_until" is not a fact of the engine']),
    "a day nobody knows": (TRUNK, "until: [card]", "until: [cards]", ['"cards" is not a day']),
    "a condition about nothing": (TRUNK, "when: {document card: {is: valid}}", "when: {document: {is: valid}}", ['"document" is nothing a condition can ask']),
    "a condition that is never so": (TRUNK, "when: {document card: {is: valid}}", "when: {document card: {is: valide}}", ['never "valide"', "valid"]),
    "a comparison nobody knows": (TRUNK, "when: {document card: {is: valid}}", "when: {document card: {equals: valid}}", ['"equals" is not a comparison']),
    "conditions nested three times": (TRUNK, "when: {document card: {is: valid}}", "when: {all: [{any: [{not: {filed: {is: true}}}]}]}",
                                      ["nested at most twice"]),
    "a life without an answer": (TRUNK, "when: {filed: {is: true}}", "when: {phase: {is: refused}}", ["the last row must hold on every day"]),
    "a yes by no document": (TRUNK, "until: [card], document: card, source", "until: [card], source", ["it says yes by no document"]),
    "a pause without its limit": (TRUNK, "    pause_limit: papers\n", "", ["paused_by and pause_limit go together"]),
    "a letter without a text": (TRUNK, "rights:\n", "letters:\n  - {letter: welcome, title: Welcome, after: granted, to: [{role: worker, channel: ebox}],"
                                " signed_by: stay_authority, language_of: worker, source: made-up}\nrights:\n", ['"welcome" is not known']),
    "a line that is not there": (SOUTH, "line: evidence.letter", "line: evidence.letters", ['there is no such line: "evidence.letters"']),
    "a verb nobody knows": (SOUTH, "remove:", "delete:", ["delete", "means nothing here"]),
    "a change without a day": (SOUTH, "{line: evidence.letter, from: 2026-06-01, source: made-up}", "{line: evidence.letter, source: made-up}",
                               ["from which day"]),
    "a change without a value": (SOUTH, "with: go_on, ", "", ["what takes its place"]),
    "a change twice from one day": (SOUTH, "remove:\n", "remove:\n  - {line: evidence.letter, from: 2026-06-01, source: made-up}\n", ["changed twice"]),
    "an addition to no table": (SOUTH, "remove:\n", "add:\n  - {to: paperwork, from: 2026-02-01, line: {evidence: x}}\nremove:\n",
                                ['"paperwork" is not a table']),
    "a region under another name": (SOUTH, "region: south", "region: north", ['"north" is not the name of the file']),
    "a bad value in an overlay": (SOUTH, "with: go_on", "with: perhaps", ['"perhaps" is not known', "go_on"]),
    "a place of nobody": ("competence.yaml", "{authority: south,", "{authority: west,", ['"authority:west" is not in authorities.yaml']),
    "a region without its part": ("competence.yaml", "{authority: south, territory: S, source: made-up}",
                                  "{authority: south, territory: S, source: made-up}\n  - {authority: stay, territory: T, source: made-up}",
                                  ["stay has no part of this procedure"]),
    "a place that is no fact": ("competence.yaml", "place: work_municipality", "place: town", ['"town" is not a fact']),
    "a holiday of another year": ("calendar.yaml", "2026-12-25", "2025-12-25", ["not a day of the year 2026"]),
    "a holiday forgotten": ("calendar.yaml", ", 2026-12-25", "", ["9 legal holidays"]),
    "a year forgotten": ("calendar.yaml", "year: 2027", "year: 2035", ["2027-01-01"]),
    "a page checked on no day": ("acts.yaml", "last_checked_on: 2026-11-21", "last_checked_on: yesterday", ['"yesterday" is not a day']),
    "an example without its count": ("procedures/counting/examples.yaml", '  counted: "3-6 February = 4, 9-13 = 9, Monday 16 February = 10"\n', "",
                                     ["counted"]),
    "an example on no day": ("procedures/counting/examples.yaml", "    - 2026-02-02: objection_raised", "    - 2026-02-31: objection_raised",
                             ['"2026-02-31" is not a day']),
    "aliases": (TRUNK, "sections:\n", "note: [&a [*a]]\nsections:\n", ["used in two places"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_gets_a_sentence(folder, file, old, new, said):
    found = changed(folder, file, old, new)
    sentences = [line for line in found if all(part in line for part in said)]
    assert sentences, "\n".join(found) or "nothing was said"
    assert all(line.startswith(("procedures/", "acts", "calendar", "competence")) for line in found)


def test_a_mistake_names_file_and_line(folder):
    found = changed(folder, TRUNK, "rolls: false", "rolls: never")
    line = next(n for n, text in enumerate((folder / TRUNK).read_text().splitlines(), 1) if "never" in text and "rolls" in text)
    assert any(sentence.startswith(f"{TRUNK}, line {line}, time_limits.unrolled.rolls:") for sentence in found)


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
    assert any("time_limits.opinion.length" in str(line) and "from 2027-01-01" in str(line) and "north" in str(line) for line in hidden)


def test_each_dated_trunk_line_that_is_hidden_is_named(folder):
    dated = "length:\n      - {from: 2026-01-01, is: 1 month, source: made-up}\n      - {from: 2028-01-01, is: 2 months, source: made-up}"
    changed(folder, TRUNK, "length: 1 month\n    addressee", f"{dated}\n    addressee")
    hidden = [str(line) for line in judge(folder, VOCABULARY)[1] if "opinion.length" in str(line)]
    assert len(hidden) == 2
    assert any("in force from 2028-01-01" in line for line in hidden)


def test_a_text_is_needed_in_four_languages_and_a_refusal_needs_its_reasons(tmp_path):
    folder = Path(shutil.copytree(LAW, tmp_path / "law"))
    (folder / "letters" / "annex_48.de.typ").unlink()
    letter = folder / "letters" / "declared_inadmissible.fr.typ"
    letter.write_text(letter.read_text().replace(", appeals", "").replace("// decides: negative\n", ""))
    said = "\n".join(str(m) for m in mistakes(folder, VOCABULARY))
    assert 'The letter "annex_48" is missing in "de"' in said
    assert "declared_inadmissible" in said


def test_a_letter_after_a_refusal_must_say_that_it_decides(tmp_path):
    folder = Path(shutil.copytree(LAW, tmp_path / "law"))
    for letter in (folder / "letters").glob("annex_48.*.typ"):
        letter.write_text(letter.read_text().replace("// decides: negative\n", ""))
    assert any('"annex_48" follows a decision' in str(m) for m in mistakes(folder, VOCABULARY))


def test_the_number_of_mistakes_is_the_exit_code(folder, capsys):
    assert run(folder, VOCABULARY) == 0
    assert "No mistakes" in capsys.readouterr().out
    changed(folder, TRUNK, "rolls: false", "rolls: never")
    assert run(folder, VOCABULARY) == 1
    assert "time_limits.unrolled.rolls" in capsys.readouterr().out
