"""What several laws say alike is read once and is one object in all of them; each law still says what it says alone."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from guichet.law import bundles, kept, shared_lines
from guichet.law.bundles import Law, from_text, read_law
from guichet.law.folder import read_folder
from guichet.law.mistakes import BadLaw
from guichet.law.reading import Reading
from guichet.law.shared_lines import SharedLines
from guichet.law.tables import read_rules

LAW = Path(__file__).parents[2] / "law"
MADE_UP = Path(__file__).parent / "made_up"
DAY = date(2026, 11, 22)


@pytest.fixture
def nothing_kept(monkeypatch):
    monkeypatch.setattr(bundles, "_KEPT", kept.Kept())
    monkeypatch.setattr(bundles, "_SHARED", SharedLines())


def texts() -> list[str]:
    law = read_law(LAW)
    return [law.text(rules.digest) for rules in law.of_all(DAY)]


def test_every_procedure_says_beside_others_what_it_says_alone():
    lines = SharedLines()
    for bundle in map(json.loads, texts()):
        alone, beside = read_rules(bundle, digest="-")[0], read_rules(bundle, digest="-", reading=Reading(shared=lines))[0]
        assert beside == alone
        assert repr(beside) == repr(alone)  # also where 1 and true are equal


def test_what_two_laws_say_alike_is_one_object(nothing_kept):
    law = Law(read_folder(MADE_UP))
    before, after = (law.rules("counting", "north", day) for day in (date(2026, 12, 31), date(2027, 1, 1)))
    assert before.phases is after.phases and before.calendar is after.calendar  # whole tables
    assert before.time_limits["opinion"] != after.time_limits["opinion"]
    others = set(before.time_limits) - {"opinion"}
    assert others and all(before.time_limits[name] is after.time_limits[name] for name in others)  # lines of a table that changed


def test_a_question_follows_its_section_also_where_its_own_line_is_the_same(nothing_kept):
    bundle = json.loads(texts()[0])
    before = from_text(json.dumps(bundle))
    for section in bundle["procedure"]["sections"]:
        section["filled_by"] = "somebody"
    assert {field.filled_by for field in from_text(json.dumps(bundle)).fields.values()} == {"somebody"}
    assert "somebody" not in {field.filled_by for field in before.fields.values()}


def test_what_goes_without_saying_in_one_law_is_asked_in_another(nothing_kept):
    bundle = json.loads(texts()[0])
    asked = next(field for field in from_text(json.dumps(bundle)).fields.values() if field.fact)
    bundle["procedure"]["given"] = {asked.fact: "known"}
    assert asked.name not in from_text(json.dumps(bundle)).fields


def test_lines_beyond_the_most_are_read_again_and_laws_stay_what_they_are(nothing_kept, monkeypatch):
    monkeypatch.setattr(shared_lines, "MOST_READ", 10)
    first, *_ = texts()
    alone = read_rules(json.loads(first), digest="-")[0]
    lines = SharedLines()
    read = [read_rules(json.loads(first), digest="-", reading=Reading(shared=lines))[0] for _ in range(2)]
    assert read == [alone, alone]


def test_a_mistake_is_told_to_whoever_asks_second_too(tmp_path, nothing_kept):
    folder = Path(shutil.copytree(MADE_UP, tmp_path / "law"))
    good = Law(read_folder(folder)).rules("counting", "south", DAY)
    trunk = folder / "procedures" / "counting" / "procedure.yaml"
    trunk.write_text(trunk.read_text().replace(f"phase: {next(iter(good.phases))}", "phase: elsewhere", 1))
    for _ in range(2):
        with pytest.raises(BadLaw):
            Law(read_folder(folder)).rules("counting", "south", DAY)
