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
        ("remove:\n  - {line: phases.nowhere, source: made-up}\n", 'there is no such line below: "phases.nowhere"'),
        ("replace:\n  - {line: time_limits.objection.length, with: 7 days}\n", "it has no source"),
        ("moves: nothing\n", "this is not a list"),
        ("remove: nothing\n", "remove: this is not a list"),
        ("replace: [nothing]\n", "replace: this does not say which line"),
        ("replace:\n  - {line: time_limits.objection.length, source: made-up}\n", "it does not say what takes its place"),
        ("rights:\n  - {right: extra, before: nowhere, title: {fr: a, nl: b, de: c, en: d}}\n", 'there is no line "nowhere" in this table'),
        ("uses: nothing\n", "uses: this is not a list of parts"),
        ("uses: [nothing]\n", 'there is no part "nothing"'),
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


PART = """part: week
blanks: [what, source]
defaults: {more: []}
days:
  - {day: $what_on, title: {fr: a, nl: b, de: c, en: d}, counted_from: filed_on, length: 7 days, source: [$source, $more]}
replace:
  - {line: time_limits.objection.length, with: 9 days, source: $source}
"""


def add_part(folder: Path, text: str = PART, name: str = "week") -> None:
    place = folder / "parts" / f"{name}.yaml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)


def test_a_part_that_several_share_has_its_blanks_filled_by_each(folder):
    add_part(folder)
    add_kind(folder, "uses:\n  - {part: week, what: a_week, source: made-up, more: [made-up art. 2]}\n")
    kind = Law(read_folder(folder)).rules("counting-again", "south", DAY)
    assert kind.days["a_week_on"].source == ("made-up", "made-up art. 2")
    assert str(kind.time_limits["objection"].length) == "9 days"


def test_a_line_may_stand_before_another_of_its_table(folder):
    base = Law(read_folder(folder)).rules("counting", "south", DAY)
    first = base.rights[0].name
    add_kind(folder, f"""rights:
  - {{right: sooner, before: {first}, title: {{fr: a, nl: b, de: c, en: d}}, when: {{filed: {{is: true}}}}, stay: "no", work: "no", source: made-up}}
""")
    kind = Law(read_folder(folder)).rules("counting-again", "south", DAY)
    assert [right.name for right in kind.rights] == ["sooner", *(right.name for right in base.rights)]


def test_a_region_uses_its_own_parts(folder):
    add_part(folder, "part: south/shared\nreplace:\n  - {line: time_limits.objection.length, from: 2020-01-01, with: 11 days, source: made-up}\n", "south/shared")
    overlay = folder / "procedures" / "counting" / "south.yaml"
    overlay.write_text(overlay.read_text() + "uses: [shared]\n")
    law = Law(read_folder(folder))
    assert str(law.rules("counting", "south", DAY).time_limits["objection"].length) == "11 days"


@pytest.mark.parametrize(
    ("part", "use", "says"),
    [
        (PART, "{part: week, what: a_week}", 'the blank "source" is not filled'),
        (PART, "{part: week, what: a_week, source: made-up, whatever: 1}", 'the part has no blank "whatever"'),
        (PART.replace("blanks: [what, source]", "blanks: [what]"), "{part: week, what: a_week}", '"$source" is no blank of this part'),
        (PART.replace("blanks: [what, source]", "blanks: [what, source, idle]"), "{part: week}", 'the blank "idle" stands nowhere'),
        (PART.replace("part: week", "part: month"), "{part: week}", "it does not begin with its name"),
        (PART.replace("blanks: [what, source]", "blanks: what"), "{part: week}", "it has the wrong shape"),
    ],
)
def test_a_mistake_in_a_part_is_a_sentence(folder, part, use, says):
    add_part(folder, part)
    add_kind(folder, f"uses:\n  - {use}\n")
    assert says in said(folder)


def test_a_bundle_holds_of_the_shared_files_what_its_procedure_names(folder):
    doubts, acts = folder / "doubts.yaml", folder / "acts.yaml"
    before = Law(read_folder(folder)).rules("counting", "south", DAY)
    doubts.write_text(doubts.read_text() + "  - {doubt: of_another, question: a, meanwhile: b, source: elsewhere}\n")
    acts.write_text(acts.read_text() + '  - {act: elsewhere, title: a, address: "https://example.org", last_checked_on: 2026-03-02}\n')
    assert Law(read_folder(folder)).rules("counting", "south", DAY).digest == before.digest
    add_kind(folder, "replace:\n  - {line: time_limits.objection.length, with: 7 days, source: made-up, doubt: of_another}\n")
    kind = Law(read_folder(folder)).rules("counting-again", "south", DAY)
    assert "of_another" in kind.doubts and "elsewhere" in kind.cited
