"""An employer, the worker, somebody else, and a draft between them."""

import io
from datetime import UTC, datetime
from uuid import UUID

import pikepdf
import pytest

from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.people.store import Viewer

AT = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
CASE = UUID("019cb0a0-0000-7000-8000-000000000001")
COMPANY = "company:91c64c05-cead-5336-ad00-44e6ce16d961"


def a_viewer(number: int, role: str, body: str = "") -> Viewer:
    """Somebody in a role."""
    return Viewer(str(UUID(int=number)), f"Person {number}", role, body, "", "fr")


@pytest.fixture
def employer() -> Viewer:
    """The one who prepares the draft."""
    return a_viewer(1, "employer", COMPANY)


@pytest.fixture
def colleague() -> Viewer:
    """Another person of the same company."""
    return a_viewer(2, "employer", COMPANY)


@pytest.fixture
def worker() -> Viewer:
    """The one whom the draft is about."""
    return a_viewer(3, "worker")


@pytest.fixture
def strangers() -> list[Viewer]:
    """Everybody who may not know of it."""
    return [
        a_viewer(4, "employer", "company:27dfb71b-70db-5a13-a059-7a8b6c9ad6ab"), a_viewer(5, "worker"), a_viewer(1, "worker"),
        a_viewer(6, "work_authority", "authority:brussels"), a_viewer(3, "employer", "company:other"), a_viewer(7, "inspector", "inspection:social"),
    ]  # fmt: skip


@pytest.fixture
def draft(db: None, employer: Viewer, worker: Viewer) -> Draft:
    """A draft that knows its worker."""
    return intake.set_worker(intake.start(employer, "a-procedure", "first", AT, CASE), worker.person, AT)


@pytest.fixture
def a_pdf() -> bytes:
    """A PDF with one blank page."""
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()
