"""The demo is made in a few steps, each of them only once."""

import os
import subprocess
import sys
from random import Random

import pytest

from guichet.desk import tick
from guichet.desk.handle import handle_all
from guichet.desk.law_of import rules_of
from guichet.engine.case import fold
from guichet.journal import store as journal
from guichet.site import demo_world
from guichet.sources.fake_seal import FakeSeal

DEMO = [sys.executable, "-m", "guichet.site.cli", "demo"]


def test_what_was_told_once_is_not_told_again(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GUICHET_")} | {"GUICHET_VAR": str(tmp_path)}
    first = subprocess.run([*DEMO, "--prepare"], env=environment, capture_output=True, text=True)
    assert first.returncode == 0, first.stderr
    size = (tmp_path / "guichet.sqlite3").stat().st_size
    again = subprocess.run([*DEMO, "--prepare"], env=environment, capture_output=True, text=True)
    assert "Tell" not in again.stdout
    assert (tmp_path / "guichet.sqlite3").stat().st_size == size
    assert (tmp_path / "vault.key").stat().st_mode & 0o777 == 0o600


def test_a_demo_of_so_many_cases_has_so_many():
    """Also where a story makes two: a permit and its renewal."""
    known, chance = demo_world.stories(), Random(1)
    for number in (1, 2, 7, 50):
        drawn = list(demo_world._drawn(known, number, 0, chance))
        assert demo_world.files_of(drawn) == number
        assert len({story["given"] for story in drawn}) == len(drawn)


@pytest.mark.django_db
def test_there_is_a_living_case_in_every_phase_of_the_first_procedure(clock, settings, tmp_path, monkeypatch):
    settings.VAULT_FOLDER = tmp_path
    monkeypatch.setattr("guichet.letters.render.render", lambda letter, *_: letter.encode())
    monkeypatch.setattr(demo_world, "seal", FakeSeal)
    demo_world.tell()
    tick.knock(tick.due(clock.today()), clock.today(), clock.now())  # the demo does so every ten seconds
    first = demo_world.stories()[0]["procedure"]
    entries = [journal.read(case) for case in journal.cases()]
    assert len(entries) == demo_world.files_of(demo_world.stories())
    told = [one for one in entries if one[0].data["procedure"] == first]
    lived = {fold(one, rules_of(one)).phase for one in told}
    assert lived == set(rules_of(told[0]).phases)
    alone = [story for story in demo_world.stories() if not story.get("applies")]
    assert handle_all(one for story in alone for one in demo_world.commands(story, clock.today())), "told together, without any letter"


def test_a_taken_port_is_named_with_what_to_do(tmp_path, address):
    port = address.rpartition(":")[2]
    done = subprocess.run([*DEMO, "--port", port], env=os.environ | {"GUICHET_VAR": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stdout
