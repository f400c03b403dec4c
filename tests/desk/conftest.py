"""The people of the demo, a vault folder of its own, and a life to be told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guichet.people import demo
from tests.desk.life import Life


@pytest.fixture
def known_people(db: None, settings, tmp_path: Path) -> None:
    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    demo.load()


@pytest.fixture
def life(known_people: None) -> Callable[..., Life]:
    """Begins a life: life(), life({"lawfully_present": True})."""
    return Life
