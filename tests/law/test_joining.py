"""A trunk in parts, and a kind that is based on another procedure."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from guichet.engine.vocabulary import VOCABULARY
from guichet.law.bundles import Law
from guichet.law.check import mistakes
from guichet.law.folder import read_folder

MADE_UP = Path(__file__).parent / "made_up"
DAY = date(2026, 3, 2)
KIND = """procedure: counting-again
application: renewal
based_on: counting
title: {fr: a, nl: b, de: c, en: d}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the made-up law that a test may change."""
    return Path(shutil.copytree(MADE_UP, tmp_path / "law"))


def add_kind(folder: Path, more: str = "") -> None:
    place = folder / "procedures" / "counting-again"
    place.mkdir()
    (place / "procedure.yaml").write_text(KIND + more)


def said(folder: Path) -> str:
    return "\n".join(str(one) for one in mistakes(folder, VOCABULARY))


def test_a_part_adds_lines_to_the_tables_of_its_procedure(folder):
    before = Law(read_folder(folder)).rules("counting", "south", DAY).doubts
    place = folder / "procedures" / "counting" / "parts"
    place.mkdir()
    (place / "more.yaml").write_text("days:\n  - {day: a_year_on, title: {fr: a, nl: b, de: c, en: d}, counted_from: filed_on, length: 12 months, source: made-up}\n")
    law = Law(read_folder(folder))
    assert set(law.rules("counting", "south", DAY).days) == {"a_year_on"}
    assert law.rules("counting", "south", DAY).doubts == before


def test_a_part_may_hold_tables_only(folder):
    place = folder / "procedures" / "counting" / "parts"
    place.mkdir()
    (place / "more.yaml").write_text("applicant: worker\n")
    assert "parts/more.yaml, line 1, applicant: a part holds tables only." in said(folder)


def test_a_kind_has_every_line_of_the_procedure_it_is_based_on_and_its_regions(folder):
    add_kind(folder)
    law = Law(read_folder(folder))
    base, kind = (law.rules(name, "south", DAY) for name in ("counting", "counting-again"))
    assert kind.application == "renewal" and kind.based_on == "counting"
    assert (kind.acts, kind.moves, kind.rights, kind.time_limits) == (base.acts, base.moves, base.rights, base.time_limits)
    assert law.folder.regions("counting-again") == law.folder.regions("counting")


def test_a_phase_that_is_removed_takes_moves_and_acts_with_it(folder):
    base = Law(read_folder(folder)).rules("counting", "south", DAY)
    gone = next(name for name, phase in base.phases.items() if any(act.phases == (name,) for act in base.acts.values()))
    only_there = [act.name for act in base.acts.values() if act.phases == (gone,)]
    add_kind(folder, f"remove:\n  - {{line: phases.{gone}, source: made-up}}\n")
    kind = Law(read_folder(folder)).rules("counting-again", "south", DAY)
    assert gone not in kind.phases and not any(move.to == gone for move in kind.moves)
    assert only_there and not set(only_there) & set(kind.acts)
    assert not any(gone in act.phases for act in kind.acts.values())


def test_what_a_kind_replaces_is_another_value_there_and_the_same_in_the_base(folder):
    add_kind(folder, "replace:\n  - {line: time_limits.objection.length, with: 7 days, source: made-up}\n")
    law = Law(read_folder(folder))
    assert str(law.rules("counting-again", "south", DAY).time_limits["objection"].length) == "7 days"
    assert str(law.rules("counting", "south", DAY).time_limits["objection"].length) != "7 days"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("remove:\n  - {line: phases.nowhere, source: made-up}\n", 'there is no such line in counting: "phases.nowhere"'),
        ("replace:\n  - {line: time_limits.objection.length, with: 7 days}\n", "it has no source"),
        ("moves: nothing\n", "this is not a list"),
    ],
)
def test_a_mistake_in_a_kind_is_a_sentence(folder, more, says):
    add_kind(folder, more)
    assert says in said(folder)


def test_a_kind_of_nothing_is_a_sentence(folder):
    add_kind(folder)
    file = folder / "procedures" / "counting-again" / "procedure.yaml"
    file.write_text(file.read_text().replace("based_on: counting", "based_on: nowhere"))
    assert '"nowhere" is no procedure that another can be based on' in said(folder)
