"""What the documents name is there, and what a reader must find in them stands in them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "law" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
OF_THE_TESTS = {"GUICHET_TESTING"}


def read_by_the_settings() -> set[str]:
    files = (ROOT / "guichet").rglob("*.py")
    return {name for file in files for name in re.findall(r"GUICHET_[A-Z_]+", file.read_text("utf-8"))} - OF_THE_TESTS


def test_the_readme_names_every_setting():
    text = (ROOT / "README.md").read_text("utf-8")
    short = {f"GUICHET_MAIL{end}" for end in re.findall(r"`(_[A-Z]+)`", text)}
    assert read_by_the_settings() - set(re.findall(r"GUICHET_[A-Z_]+", text)) - short == set()


def test_the_list_of_pages_names_every_module_of_the_portals():
    text = (ROOT / "docs" / "pages.md").read_text("utf-8")
    modules = {file.name for file in (ROOT / "guichet" / "portals").glob("*.py")} - {"__init__.py", "apps.py"}
    assert {name for name in modules if name not in text} == set()


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.relative_to(ROOT).as_posix())
def test_every_link_of_a_document_leads_somewhere(doc):
    links = [link for link in re.findall(r"\]\(([^)#\s]+)\)", doc.read_text("utf-8")) if not link.startswith(("http", "/"))]
    assert [link for link in links if not (doc.parent / link).exists()] == []
