"""The console command: every word has its help, and the law can be read without Django."""

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
