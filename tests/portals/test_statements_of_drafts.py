"""No page of an application asks the database more than a dozen questions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.portals.filling import TODAY, begin, file_application, fill, pdf
from tests.portals.sample_case import rules

MOST = 12


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer")


def statements(browser: Client, path: str) -> int:
    browser.get(path)  # what is read once and kept is read now
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


def test_no_page_of_an_application_asks_more_than_a_dozen_questions(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    file_application(employer, draft)
    draft = begin(employer)
    fill(employer, draft, rules())
    piece = next(one for one in rules().evidence.values() if one.given_by == "employer" and not one.when)
    employer.post(f"{draft}/documents", {f"file-{piece.name}": pdf()})
    field = next(iter(rules().fields.values()))
    pages = (draft, f"{draft}/part/{field.section}/{field.name}", f"{draft}/documents", f"{draft}/check", "/applications", "/files")
    counted = {path.removeprefix(draft): statements(employer, path) for path in pages}
    assert max(counted.values()) <= MOST, counted
