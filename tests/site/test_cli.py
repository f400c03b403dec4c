"""The console command: every word has its help, and the law can be read without Django."""

import os
import subprocess
import sys

import pytest

from guichet.site.cli import COMMANDS, main


def guichet(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "guichet.site.cli", *words], capture_output=True, text=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    done = guichet(command, "--help")
    assert done.returncode == 0
    assert f"guichet {command}" in done.stdout


def test_without_a_word_all_commands_are_listed():
    done = guichet()
    assert all(command in done.stdout for command in COMMANDS)


def test_an_unknown_word_is_refused_with_what_can_be_said():
    done = guichet("dance")
    assert done.returncode == 2
    assert "demo" in done.stderr


@pytest.mark.parametrize("number", ["-3", "many", "1.5"])
def test_a_number_of_cases_is_whole_and_not_below_nothing(number):
    done = guichet("demo", "--cases", number)
    assert done.returncode == 2 and f"'{number}' is no number of things. Write a whole number, 0 or more." in done.stderr


@pytest.mark.parametrize(
    ("database", "said"),
    [
        ("sqlite:///{place}/new.sqlite3", "The tables are not those of this Guichet. Make them: python -m django migrate"),
        ("sqlite:///{place}/nowhere/new.sqlite3", "The database does not answer: unable to open database file"),
        ("postgresql://nobody:x@127.0.0.1:1/none", "The database does not answer: connection failed"),
    ],
)
def test_a_database_that_is_not_there_or_has_no_tables_is_a_sentence(database, said, tmp_path):
    outside = os.environ | {"GUICHET_TESTING": "1", "GUICHET_VAR": str(tmp_path), "GUICHET_DATABASE_URL": database.format(place=tmp_path)}
    done = subprocess.run([sys.executable, "-m", "guichet.site.cli", "journal", "verify"], capture_output=True, text=True, env=outside)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False) and said in done.stderr


def test_a_folder_that_is_not_there_is_a_sentence_and_a_mistake_of_our_own_is_shown_whole(monkeypatch, capsys):
    assert main(["law", "schema", "/proc/nowhere"]) == 1
    assert "/proc/nowhere: No such file or directory. Name a file or folder" in capsys.readouterr().err
    monkeypatch.setattr("guichet.site.law_door.answer", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["law", "check"])


def test_a_journal_is_not_called_whole_beside_copies_that_are_not_there(db, tmp_path, settings, capsys):
    settings.ROOTS_COPY = tmp_path / "gone"
    assert main(["journal", "verify", "--witness", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().out == f"{tmp_path / 'nowhere'} is not there. Name the folder that holds the copies of the roots.\n"
    assert main(["journal", "verify", "--export", str(tmp_path / "nowhere" / "x")]) == 1
    assert "cannot be written: there is no folder" in capsys.readouterr().out
    assert main(["journal", "verify"]) == 0
    said = capsys.readouterr().out
    assert "Without them a journal that was rewritten" in said and said.endswith("The journal is whole.\n")


@pytest.mark.parametrize("what", ["check", "examples", "words"])
def test_the_law_is_read_without_django(what, tmp_path):
    script = f"import sys; from guichet.site.cli import main; main(['law', {what!r}, {str(tmp_path)!r}]); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1:] == ["False"], done.stderr
