"""The receipt: what was filed can be proven without Guichet, by whoever filed it and by nobody else."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.portals.filling import TODAY, begin, file_application, fill
from tests.portals.sample_case import rules


@pytest.fixture
def filed(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> tuple[Client, str]:
    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    clock.set_today(TODAY)
    employer = visitor_as("employer")
    draft = begin(employer)
    fill(employer, draft, rules())
    return employer, file_application(employer, draft)


def test_the_receipt_shows_a_fingerprint_that_the_stand_alone_verifier_confirms(filed: tuple[Client, str], tmp_path: Path) -> None:
    employer, number = filed
    html = employer.get(f"/files/{number}/receipt").content.decode()
    shown = "".join(re.findall(r"<span>([0-9a-f]{8})</span>", html))
    entry, program = tmp_path / "entry.jsonl", tmp_path / "verifier.py"
    entry.write_bytes(employer.get(f"/files/{number}/receipt/entry").content)
    program.write_bytes(Client(HTTP_HOST="localhost").get("/verifier").content)
    assert len(shown) == 64 and f'"digest":"{shown}"' in entry.read_text()
    said = subprocess.run([sys.executable, "-I", program, entry, "--key", "none"], capture_output=True, text=True)
    assert (said.returncode, said.stdout[:17]) == (0, "Whole: 1 entries ")
    entry.write_text(entry.read_text().replace("application_submitted", "application_submittee"))
    assert subprocess.run([sys.executable, "-I", program, entry, "--key", "none"], capture_output=True).returncode == 1


def test_the_entry_holds_no_name_and_is_for_the_applicant_alone(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    employer, number = filed
    assert b"Nair" not in employer.get(f"/files/{number}/receipt/entry").content
    region = visitor_as("work_authority", body="authority:brussels")
    assert region.get(f"/files/{number}").status_code == 200
    assert region.get(f"/files/{number}/receipt/entry").status_code == 404
    assert visitor_as("municipality").get(f"/files/{number}/receipt/entry").status_code == 404


def test_the_receipt_may_be_opened_again_at_any_time(filed: tuple[Client, str]) -> None:
    employer, number = filed
    pages = {employer.get(f"/files/{number}/receipt").status_code for _ in range(3)}
    assert pages == {200}
