"""The console command: every word has its help, and the law can be read without Django."""

import subprocess
import sys

import pytest

from guichet.site.cli import COMMANDS


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


@pytest.mark.parametrize("what", ["check", "examples", "words"])
def test_the_law_is_read_without_django(what, tmp_path):
    script = f"import sys; from guichet.site.cli import main; main(['law', {what!r}, {str(tmp_path)!r}]); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1:] == ["False"], done.stderr
