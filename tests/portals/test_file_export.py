"""The list of one's files for a spreadsheet: what needs doing first, and no cell is a formula."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from guichet.portals.file_export import plain
from tests.portals.filling import TODAY, begin, file_application, fill
from tests.portals.sample_case import rules


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\uff1d1+1", "=HYPERLINK(\"http://evil.example\")"])
def test_a_cell_that_would_be_a_formula_is_text(cell: str) -> None:
    assert plain(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Nair, Anjali", "7KM42QX9B6", "", "5 = 5", 'a "quoted"; cell\nof two lines', "x" * 40_000])
def test_other_cells_stay_as_they_are_and_come_back(cell: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow([plain(cell)])
    csv.field_size_limit(100_000)
    assert (next(csv.reader(io.StringIO(out.getvalue()), delimiter=";")) or [""]) == [cell]


@pytest.fixture
def filed(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> tuple[Client, str]:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    employer = visitor_as("employer")
    draft = begin(employer)
    fill(employer, draft, rules(), {"worker_family_name": "Nair"})
    return employer, file_application(employer, draft)


def test_the_list_names_every_file_of_the_company_and_of_no_other(filed: tuple[Client, str], visitor_as: Callable[..., Client], folk: list[object]) -> None:
    employer, number = filed
    answer = employer.get("/files.csv")
    assert answer["Content-Disposition"].startswith("attachment") and answer["Content-Type"].startswith("text/csv")
    head, line = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert head[:2] == ["Number", "Worker"] and line[0] == number and "Nair" in line[1]
    assert 'href="/files.csv"' in employer.get("/files").content.decode()
    bodies = [one.body for one in folk if one.role == "employer"]
    other = visitor_as("employer", body=next(body for body in bodies if body != bodies[0]))
    assert number not in other.get("/files.csv").content.decode()
    assert visitor_as("work_authority").get("/files.csv").status_code == 404
    assert Client(HTTP_HOST="localhost").get("/files.csv").status_code == 302


def test_the_list_may_show_only_what_waits_for_oneself(filed: tuple[Client, str]) -> None:
    employer, number = filed
    assert employer.get("/files?tab=ended").content.decode().count(f"/files/{number}") == 0
    assert f"/files/{number}" in employer.get("/files?tab=waiting").content.decode() + employer.get("/files?tab=turn").content.decode()
