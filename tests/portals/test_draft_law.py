"""What is added to the law appears on the pages of an application by itself."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from guichet.law.bundles import read_law
from tests.portals.filling import TODAY, begin
from tests.portals.sample_case import rules


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer")


def test_a_field_and_a_document_added_to_the_law_appear_on_the_pages(employer: Client, settings: object, tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(settings.LAW_FOLDER, folder)
    law = read_law(Path(settings.LAW_FOLDER))
    name = next(iter(law.procedures()))
    trunk = folder / "procedures" / name / "procedure.yaml"
    section = next(iter(rules().sections))
    words = "{fr: Le numéro de plaque, nl: Het plaatnummer, de: Die Kennzeichennummer, en: The plate number}"
    paper = "{fr: Copie de la plaque, nl: Kopie van de plaat, de: Kopie des Kennzeichens, en: Copy of the plate}"
    source = next(iter(rules().cited))
    text = trunk.read_text(encoding="utf-8")
    text = text.replace("\nfields:\n", f"\nfields:\n  - {{field: plate_number, section: {section}, type: text, personal: true, title: {words}}}\n", 1)
    text = text.replace("\nevidence:\n", f"\nevidence:\n  - {{evidence: plate_copy, part: work, given_by: employer, title: {paper}, source: {source}}}\n", 1)
    trunk.write_text(text, encoding="utf-8")
    settings.LAW_FOLDER = folder
    draft = begin(employer)
    assert "The plate number" in employer.get(f"{draft}/part/{section}").content.decode()
    assert "Copy of the plate" in employer.get(f"{draft}/documents").content.decode()
    check = employer.get(f"{draft}/check").content.decode()
    assert "The plate number" in check
    assert "Copy of the plate" in check
    assert "Copy of the plate" in employer.get(f"/law/{name}").content.decode()
