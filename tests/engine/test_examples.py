"""The worked examples hold, run fast, fail with a difference one can read, and are read without Django."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guichet.engine.examples import run_example, run_file_or_folder
from guichet.law.bundles import read_law
from guichet.law.check import mistakes
from guichet.law.worked import example_files, read_examples
from guichet.site.law_door import answer

ROOT = Path(__file__).parents[2]
LAW = ROOT / "law"
PROCEDURE = "ict-long-term-mobility"
MADE_UP = ROOT / "tests" / "law" / "made_up"
ONE = """
- example: {title}
  procedure: counting
  region: north
  rules: {rules}
  told:
    - 2026-01-05: application_submitted
    - 2026-02-02: {event}
  counted: "3-6 February = 4, 9-13 = 9, Monday 16 February = 10"
  expect:
    2026-02-03: {expect}
"""
READ = [read_examples(file) for folder in (LAW, MADE_UP) for file in example_files(folder)]
EXAMPLES = [example for examples, _ in READ for example in examples]  # only read here: every lane of the tests imports this file


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.title for example in EXAMPLES])
def test_worked_example(example):
    found = run_example(example, read_law(example.folder or LAW)).differences
    assert not found, "\n".join((example.counted, *found))


def test_there_are_enough_and_each_is_counted_by_hand():
    assert [mistake for _, mistakes in READ for mistake in mistakes] == []
    assert len(EXAMPLES) >= 70
    assert all(len(example.counted) > 10 for example in EXAMPLES)


def written(tmp_path: Path, title: str = "Ten days", event: str = "objection_raised", expect: str = "{objection: {due_on: 2026-02-16}}") -> Path:
    rules = Path("/".join([".."] * len(tmp_path.parts))) / MADE_UP.relative_to("/")
    file = tmp_path / "mine.yaml"
    file.write_text(ONE.format(title=title, rules=rules, event=event, expect=expect))
    return file


def differences(file: Path) -> str:
    results, wrong = run_file_or_folder(file, LAW)
    return "\n".join([*(str(m) for m in wrong), *(line for result in results for line in result.differences)])


def test_a_file_outside_the_project_names_the_law_it_is_worked_under(tmp_path):
    assert differences(written(tmp_path)) == ""


def test_a_failing_example_shows_day_name_expected_and_found(tmp_path, capsys):
    file = written(tmp_path, expect="{objection: {due_on: 2026-02-17}, phase: open}")
    assert differences(file) == "2026-02-03 objection due_on: expected 2026-02-17, found 2026-02-16"
    assert answer("examples", str(file)) == 1
    told = capsys.readouterr().out
    assert "FAIL  Ten days" in told
    assert "counted by hand: 3-6 February" in told
    assert "1 worked examples, 1 failed" in told


@pytest.mark.parametrize(
    ("event", "expect", "said"),
    [
        ("objection_raise", "{objection: {due_on: 2026-02-16}}", '"objection_raise" is not an event'),
        ("objection_raised", "{objections: {due_on: 2026-02-16}}", '"objections" is nothing that can be expected'),
        ("objection_raised", "{objection: {due: 2026-02-16}}", '"due" is not known here'),
        ("objection_raised", "{rights: {stays: 'yes'}}", '"stays" is not known here'),
        ("{objection_raised: {why: x}}", "{phase: open}", '"why" is neither a fact'),
        ("{evidence_requested: {evidence: [map]}}", "{phase: open}", '"map" is no evidence'),
        ("document_issued cart", "{phase: open}", "this cannot be told"),
        ("evidence_received whole", "{phase: open}", "is told without a subject"),
        ("2026", "{phase: open}", "this is not an event"),
        ("objection_raised", "[]", "this is not what can be seen on a day"),
    ],
)
def test_an_example_that_says_something_unknown_gets_a_sentence(tmp_path, event, expect, said):
    assert said in differences(written(tmp_path, event=event, expect=expect))


def test_an_example_under_no_law_gets_a_sentence(tmp_path):
    file = written(tmp_path)
    file.write_text(file.read_text().replace("procedure: counting", "procedure: guessing"))
    assert "No law for guessing in north" in differences(file)
    file.write_text(file.read_text().replace("rules: ", "rules: nowhere # "))
    assert "there is no law folder at" in differences(file)
    assert mistakes(file)


def test_any_file_of_a_folder_outside_that_begins_an_example_is_run(tmp_path):
    written(tmp_path)
    (tmp_path / "other.yaml").write_text("nothing: here\n")
    results, wrong = run_file_or_folder(tmp_path, LAW)
    assert len(results) == 1
    assert not wrong


def test_one_dated_line_fails_exactly_the_examples_that_depend_on_it(tmp_path):
    folder = Path(shutil.copytree(LAW, tmp_path / "law"))
    trunk = folder / "procedures" / "ict-long-term-mobility" / "procedure.yaml"
    line = "      - {from: 2021-12-16, is: 90 days,"
    text = trunk.read_text()
    assert text.count(line) == 1
    trunk.write_text(text.replace(line, f"      - {{from: 2028-01-01, is: 60 days, source: oe-mobility}}\n{line}"))
    assert mistakes(trunk.parent) == []
    results, wrong = run_file_or_folder(folder, LAW)
    failed = {result.example.title for result in results if result.differences}
    assert not wrong
    assert failed == {result.example.title for result in results if result.example.told[0].on.year == 2028}
    assert failed


def test_a_law_with_mistakes_is_told_once_and_its_examples_are_not_run(tmp_path, capsys):
    folder = Path(shutil.copytree(MADE_UP, tmp_path / "law"))
    trunk = folder / "procedures" / "counting" / "procedure.yaml"
    trunk.write_text(trunk.read_text().replace("length: 10 working days", "length: 2 fortnights", 1))
    results, wrong = run_file_or_folder(folder, LAW)
    assert not [one for one in results if one.example.procedure == "counting"]
    assert [str(m) for m in wrong if '"2 fortnights" is not a length' in str(m)] == [str(m) for m in wrong]
    assert len(wrong) == 1
    assert answer("examples", str(folder)) == 1


def test_no_examples_at_all_is_a_failure(tmp_path, capsys):
    assert answer("examples", str(tmp_path)) == 1
    assert answer("examples", str(tmp_path / "nowhere")) == 1
    assert "no such file" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("check", PROCEDURE), ("examples", f"law/procedures/{PROCEDURE}"), ("words",)], ids=lambda words: words[0])
def test_the_law_is_answered_without_django(words):
    """One procedure is enough: that the whole law has no mistake and that every example holds is tested without a process of its own."""
    found = "[m for m in sys.modules if m.split('.')[0] == 'django']"
    script = f"import sys; from guichet.site.cli import main; code = main(['law', *{words!r}]); print(code, {found})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1:] == ["0 []"], done.stdout[-2000:] + done.stderr
