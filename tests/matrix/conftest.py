"""The world of the matrix, made once for a module."""

from collections.abc import Iterator

import pytest

from guichet.site import clock
from tests.desk.conftest import committed, vault_folder  # noqa: F401  a database that a module may write to
from tests.matrix import world as the_world
from tests.matrix.world import World


@pytest.fixture(scope="module")
def world(committed: None) -> Iterator[World]:  # noqa: F811
    """Everybody and every file, on the day of the world."""
    yield the_world.make()
    clock.reset()
