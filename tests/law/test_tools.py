"""What a lawyer is given to begin with: a skeleton, the differences between two folders, a drawing, schemas for an editor."""

import shutil
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path

import jsonschema
import pytest
from SpiffWorkflow.bpmn.parser import BpmnParser

from guichet.engine.examples import run_file_or_folder
from guichet.engine.vocabulary import VOCABULARY
from guichet.engine.words import EVENT_WORDS
from guichet.law.bpmn import as_bpmn
from guichet.law.bundles import read_law
from guichet.law.check import mistakes
from guichet.law.differences import differences
from guichet.law.folder import gather
from guichet.law.loader import plain, read_tree
from guichet.law.reading import LANGUAGES
from guichet.law.schema import schemas
from guichet.law.skeleton import CannotBegin, begin
from guichet.site.cli import main

LAW = Path(__file__).parents[2] / "law"
DAY = date(2026, 3, 2)
PROCEDURES = sorted(path.name for path in (LAW / "procedures").iterdir())


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(LAW, tmp_path / "law"))


def changed(folder, old, new, file="parts/arrival.yaml"):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return [str(one) for one in differences(gather(LAW)[0], gather(folder)[0])]


def test_a_procedure_that_was_just_begun_has_no_mistake_and_its_example_holds(folder):
    begin(folder, "summer-work", DAY)
    assert [str(one) for one in mistakes(folder / "procedures" / "summer-work", VOCABULARY)] == []
    results, wrong = run_file_or_folder(folder / "procedures" / "summer-work", folder)
    assert not wrong and [result.differences for result in results] == [()]


@pytest.mark.parametrize("name", ["", "Summer", "summer work", "../elsewhere", "ict-long-term-mobility"])
def test_a_name_that_is_none_or_taken_begins_nothing(folder, name):
    before = sorted(folder.rglob("*"))
    with pytest.raises(CannotBegin):
        begin(folder, name, DAY)
    assert sorted(folder.rglob("*")) == before


def test_a_change_inside_a_list_or_a_condition_says_what_came_and_went(folder):
    told = changed(folder, "when: {work: {in: [employee, highly_qualified,", "when: {work: {in: [employee, season_helper,", "which.yaml")
    assert told == ["which.yaml, questions.for_whom.when.work.in: in this list gone is highly_qualified, new is season_helper."]
    told = changed(folder, "- value: eu_family", "- value: union_family", "which.yaml")
    assert any(one.startswith("which.yaml, questions.status.options.eu_family: this is gone: it was ") for one in told)
    assert any(one.startswith("which.yaml, questions.status.options.union_family: this is new: ") for one in told)


def test_the_same_folder_twice_has_no_differences(folder):
    assert list(differences(gather(LAW)[0], gather(folder)[0])) == []


def test_a_length_that_changed_is_a_sentence_with_both_values(folder):
    found = changed(folder, "length: 8 working days", "length: 9 working days")
    assert "procedures/ict-long-term-mobility/procedure.yaml, time_limits.presentation.length: it was 8 working days, it is 9 working days." in found


def test_words_that_changed_name_their_languages(folder):
    found = changed(folder, "fr: L’entreprise en Belgique", "fr: L’entreprise belge", "parts/employer.yaml")
    assert all("the words in fr changed: L’entreprise belge." in one for one in found) and found


def test_a_right_that_moved_changes_who_is_first(folder):
    path = folder / "parts" / "arrival.yaml"
    head, rights = path.read_text().split("\nrights:\n")
    lines = rights.split("  - right: ")
    path.write_text("\nrights:\n".join([head, "  - right: ".join([lines[0], lines[2], lines[1], *lines[3:]])]))
    assert any("the order of the lines changed" in str(one) for one in differences(gather(LAW)[0], gather(folder)[0]))


def test_a_file_that_is_gone_is_said(folder):
    (folder / "procedures" / "ict-long-term-mobility" / "flanders.yaml").unlink()
    found = [str(one) for one in differences(gather(LAW)[0], gather(folder)[0])]
    assert "procedures/ict-long-term-mobility/flanders.yaml: this file is gone." in found


@pytest.mark.parametrize(("name", "language"), zip(PROCEDURES, cycle(LANGUAGES)))
def test_another_tool_reads_the_bpmn_of_a_procedure(name, language, tmp_path):
    rules = read_law(LAW).rules(name, "brussels", date(2026, 11, 1))
    file = tmp_path / "drawn.bpmn"
    file.write_text(as_bpmn(rules, language).replace('isExecutable="false"', 'isExecutable="true"'))
    parser = BpmnParser()
    parser.add_bpmn_file(str(file))
    tasks = parser.get_spec("process").task_specs
    after_the_end = {move.to for move in rules.moves if move.after.word in ("revoked", "ended")}
    assert {f"phase_{name}" for name in set(rules.phases) - after_the_end} <= set(tasks)


def schema_of(file):
    parts = file.relative_to(LAW).parts
    if "examples" in file.stem:
        return "examples"
    if parts[0] == "parts":
        return "part"
    if parts[0] != "procedures":
        return file.stem
    return "procedure" if file.stem == "procedure" else "region"


@cache
def every_schema():
    return schemas(read_law(LAW), EVENT_WORDS)


def schema(name):
    return every_schema().get(name)


def test_every_law_file_has_the_shape_that_its_schema_says():
    wrong = []
    for file in sorted(LAW.rglob("*.yaml")):
        shape = schema(schema_of(file))
        found = jsonschema.Draft202012Validator(shape).iter_errors(plain(read_tree(file)[0])) if shape else ()
        wrong += [f"{file.relative_to(LAW)}: {error.message}" for error in found]
    assert not wrong


@pytest.mark.parametrize(
    ("old", "new"),
    [("rolls: true", "rols: true"), ("addressee: party", "addressee: partner"), ("length: 15 days", "length: fifteen days"), ("rolls: true", "rolls: perhaps")],
)
def test_an_editor_sees_a_slip_while_it_is_typed(old, new, tmp_path):
    text = (LAW / "parts" / "decision.yaml").read_text()
    assert old in text
    slip = tmp_path / "decision.yaml"
    slip.write_text(text.replace(old, new, 1))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema("part")).validate(plain(read_tree(slip)[0]))



def test_the_name_of_a_procedure_is_enough_and_only_what_it_concerns_is_judged(folder, capsys, monkeypatch):
    begin(folder, "summer-work", DAY)
    monkeypatch.setenv("GUICHET_LAW", str(folder))
    assert main(["law", "check", "summer-work"]) == 0 and main(["law", "examples", "summer-work"]) == 0
    capsys.readouterr()
    trunk = folder / "procedures" / "summer-work" / "procedure.yaml"
    trunk.write_text(trunk.read_text().replace("says: withdrawn", "says: gone"))
    assert main(["law", "check", "summer-work"]) == 1
    assert "summer-work/procedure.yaml" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nothing-such"], 'There is no procedure "nothing-such". Write one of: au-pair, '),
        (["au-pair", "--region", "mars"], 'au-pair has no part of "mars". Write --region and one of: brussels, '),
        (["au-pair", "--on", "soon"], '"soon" is not a day. Write --on 2027-03-01.'),
        (["au-pair", "--on", "1900-01-01"], "not yet on 1900-01-01"),
    ],
)
def test_what_cannot_be_drawn_says_what_to_write(words, sentence, capsys):
    assert main(["law", "draw", *words]) == 1
    assert sentence in capsys.readouterr().err


MADE_UP = Path(__file__).parent / "made_up"


@pytest.mark.parametrize(
    ("place", "told", "not_told"),
    [
        ("", ["phases: names given", "  unopposed ", "sources: names given"], []),
        ("procedures/counting", ["time_limits: names given", "  objection "], ["  advise ", "sources: names given"]),
        ("procedures/counting/south.yaml", [], ["sources: names given", "  advise "]),
        ("authorities.yaml", ["authorities: names given", "roles: names given"], ["phases: names given"]),
    ],
)
def test_the_words_of_a_folder_or_a_file_anywhere_are_those_of_guichet_and_the_names_it_gives(place, told, not_told, tmp_path, capsys):
    shutil.copytree(MADE_UP, tmp_path / "elsewhere")
    assert main(["law", "words", str(tmp_path / "elsewhere" / place)]) == 0
    said = capsys.readouterr().out
    assert [words for words in told if words not in said] == [] and [words for words in not_told if words in said] == []
    assert "declared_admissible" in said


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_the_words_of_no_law_are_a_sentence(name, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["law", "words", str(tmp_path / name)]) == 1
    assert capsys.readouterr().out.endswith("there is no law here. Write the path of a law folder or of a file in one.\n")
