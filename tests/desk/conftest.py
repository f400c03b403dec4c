"""The people of the demo, a vault folder of its own, a life to be told; and the whole demo world, told once for a module."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections

from guichet.desk.erase import erase
from guichet.journal import store as journal
from guichet.people import demo
from guichet.sources.fake_seal import FakeSeal
from tests.desk.life import Life
from tests.template_database import copied


@pytest.fixture
def life(known_people: None) -> Callable[..., Life]:
    """Begins a life: life(), life({"lawfully_present": True})."""
    return Life


@pytest.fixture(scope="module")
def vault_folder(tmp_path_factory) -> Iterator[Path]:
    """A folder of encrypted files for a whole module."""
    before, folder = django_settings.VAULT_FOLDER, tmp_path_factory.mktemp("vault")
    django_settings.VAULT_FOLDER = folder
    yield folder
    django_settings.VAULT_FOLDER = before


@pytest.fixture(scope="module")
def committed(django_db_setup: None, django_db_blocker, vault_folder: Path) -> Iterator[None]:
    """A copy of the template database with the people of the demo, for a whole module; its tests may commit."""
    with copied(connections["default"]), django_db_blocker.unblock():
        demo.load()
        yield


@pytest.fixture(scope="module")
def demo_world(committed: None) -> list:
    """The living cases of the demo, some made by the many, one of them sent on, one erased; their ids. No view looks into a letter."""
    from guichet.site import demo_world

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("guichet.letters.render.render", lambda letter, *_: letter.encode())
        patch.setattr(demo_world, "seal", FakeSeal)
        demo_world.tell(5)
    cases = list(journal.cases())
    granted = [case for case in cases if any(e.kind == "granted" for e in journal.read(case))]
    erase(granted[0])
    return cases
