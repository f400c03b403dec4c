"""No number of the law without its source: the check finds one in any file, and the law of Guichet has none."""

import shutil
from pathlib import Path

import pytest

from guichet.engine.vocabulary import VOCABULARY
from guichet.law.check import mistakes

HERE = Path(__file__).parent
TRUNK = "procedures/counting/procedure.yaml"


@pytest.fixture
def folder(tmp_path):
    made = Path(shutil.copytree(HERE / "made_up", tmp_path / "law"))
    return Path(shutil.copytree(HERE / "made_up_more", made, dirs_exist_ok=True))


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (TRUNK, "{after: granted, to: granted}", "{after: granted, to: granted, when: {worker_age: {at_least: 18}}}", '"18" has no source'),
        (TRUNK, "title: Permit until}", "title: Permit until, at_most: 3 years}", '"3 years" has no source'),
        (TRUNK, "governed_by: filing\nin_force_from: 2026-01-01\nsource: made-up", "governed_by: filing\nin_force_from: 2026-01-01", '"2026-01-01" has no source'),
        (TRUNK, "length: 30 days\n    addressee: party\n    rolls: true\n    source: made-up", "length: 30 days\n    addressee: party\n    rolls: true", '"3 working days" has no source'),
        ("calendar.yaml", "source: ", "note: ", "has no source"),
        ("documents.yaml", "validity: 6 months, chained: true, source: made-up", "validity: 6 months, chained: true", '"6 months" has no source'),
        ("competence.yaml", "territory: N, source: made-up", "territory: N, municipalities: [1, 2]", "these numbers have no source"),
        ("parts/week.yaml", "length: 7 days, source: [$place, $more]", "length: 7 days", '"7 days" has no source'),
        ("more.yaml", "", "amounts:\n  - {what: some, most: 12.50}\n", '"12.50" has no source'),
    ],
)
def test_a_number_without_a_source_is_found(folder, file, old, new, place):
    path = folder / file
    text = path.read_text() if path.exists() else ""
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert any(place in str(one) for one in mistakes(folder, VOCABULARY)), "\n".join(map(str, mistakes(folder, VOCABULARY)))


def test_the_source_of_a_file_does_not_cover_its_tables(folder):
    path = folder / "documents.yaml"
    path.write_text("source: made-up\n" + path.read_text().replace(", source: made-up", "", 1))
    assert any('documents.card.validity: "6 months" has no source' in str(one) for one in mistakes(folder, VOCABULARY))
