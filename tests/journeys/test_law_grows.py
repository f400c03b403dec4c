"""A question and a document written into a copy of the law folder, and nothing else: they are asked, shown, kept and printed everywhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from guichet.law.bundles import read_law
from guichet.people import demo
from tests.desk.life import PROCEDURE, REGION, Life, day
from tests.journeys.counter import asked_by, at_the_counter, somebody
from tests.letters.reading import all_text
from tests.portals.filling import begin, file_application, fill, pdf

FIELD = """
  - field: plate_number
    section: work
    type: text
    personal: true
    title: {fr: Numéro de plaque, nl: Plaatnummer, de: Kennzeichennummer, en: Plate number}
"""
EVIDENCE = """
  - evidence: plate_copy
    part: work
    given_by: employer
    title: {fr: Copie de la plaque, nl: Kopie van de plaat, de: Kopie des Kennzeichens, en: Copy of the plate}
    source: oe-mobility
"""


@pytest.fixture
def grown(db: None, clock: object, settings: object, tmp_path: Path) -> Path:
    """A Guichet that reads a copy of the law folder with one question and one document more."""
    folder = tmp_path / "law"
    shutil.copytree(settings.LAW_FOLDER, folder)
    trunk = folder / "procedures" / PROCEDURE / "procedure.yaml"  # what was read of the copy stays read
    text = trunk.read_text("utf-8").replace("\nfields:\n", f"\nfields:{FIELD}", 1).replace("\nevidence:\n", f"\nevidence:{EVIDENCE}", 1)
    trunk.write_text(text, "utf-8")
    settings.LAW_FOLDER, settings.VAULT_FOLDER = folder, tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    demo.load()
    clock.set_today(day(4, 7))
    return folder


def filled(employer: Client, folder: Path) -> str:
    law = read_law(folder)
    draft = begin(employer)
    fill(employer, draft, law.rules(PROCEDURE, "brussels", day(4, 7)), {"plate_number": "1-ABC-234"})
    return draft


def test_a_new_question_and_a_new_document_are_everywhere(grown: Path) -> None:
    employer = at_the_counter(somebody("employer"))
    draft = filled(employer, grown)
    assert 'value="1-ABC-234"' in employer.get(f"{draft}/part/work/plate_number").content.decode()
    assert employer.post(f"{draft}/documents", {"file-plate_copy": pdf("plate.pdf")}).status_code == 302
    check = employer.get(f"{draft}/check").content.decode()
    assert "Plate number" in check and "1-ABC-234" in check and "Copy of the plate" in check
    number = file_application(employer, draft)
    for window in (employer, at_the_counter(REGION)):
        page = window.get(f"/files/{number}").content.decode()
        assert "Plate number" in page and "1-ABC-234" in page and "Copy of the plate" in page and "plate.pdf" in page
    life = Life(case=UUID(draft.rsplit("/", 1)[1]))
    life.works(day(4, 8))
    receipt = re.search(r'href="(/documents/[^"]+)" lang', employer.get(f"/files/{number}").content.decode())[1]
    printed = all_text(employer.get(receipt).content)
    assert "Numéro de plaque" in printed and "1-ABC-234" in printed and "Copie de la plaque" in printed


def test_a_new_document_that_is_missing_keeps_the_file_incomplete(grown: Path) -> None:
    employer, region = at_the_counter(somebody("employer")), at_the_counter(REGION)
    draft = filled(employer, grown)
    names = set(re.findall(r'name="(file-[a-z_]+)"', employer.get(f"{draft}/documents").content.decode())) - {"file-plate_copy"}
    assert employer.post(f"{draft}/documents", {name: pdf() for name in names}).status_code == 302
    number = file_application(employer, draft)
    path = f"/files/{number}/do/declare_incomplete"
    form = asked_by(region, path, evidence=["plate_copy"], reason="La plaque manque.")
    assert region.post(path, form).status_code == 302
    assert "Copy of the plate" in employer.get(f"/files/{number}").content.decode()


def test_a_file_keeps_the_law_it_was_filed_under(grown: Path, settings: object) -> None:
    employer = at_the_counter(somebody("employer"))
    number = file_application(employer, filled(employer, grown))
    settings.LAW_FOLDER = Path(__file__).resolve().parents[2] / "law"
    page = employer.get(f"/files/{number}").content.decode()
    assert "Plate number" in page and "1-ABC-234" in page
    assert "Plate number" not in employer.get(f"{begin(employer)}/part/work").content.decode()
