"""A vault of its own for every test: its rows are rolled back, its files lie in a folder of the test."""

from pathlib import Path
from uuid import UUID

import pytest

CASE = UUID("01990000-0000-7000-8000-000000000001")
OTHER = UUID("01990000-0000-7000-8000-000000000002")


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    """The folder in which the vault of this test keeps its files."""
    settings.VAULT_FOLDER = tmp_path / "vault"
    return settings.VAULT_FOLDER
