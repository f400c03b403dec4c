"""The reference tables, loaded once for all tests of this room."""

import pytest

from guichet.people import demo, reference


@pytest.fixture
def places(db: None) -> None:
    """The reference tables are loaded."""
    reference.load()


@pytest.fixture
def people(places: None) -> None:
    """The demo people are known."""
    demo.load()
