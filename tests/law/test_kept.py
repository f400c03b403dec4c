"""A folder read once is there again at once, as long as its files are the same; and only so many laws stay in memory."""

import os
import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

from guichet.law import bundles, kept
from guichet.law.bundles import Law, from_text
from guichet.law.folder import read_folder
from guichet.law.kept import read_kept
from guichet.law.mistakes import BadLaw
from guichet.law.narrowing import narrowed

MADE_UP = Path(__file__).parent / "made_up"
DAY = date(2026, 3, 2)


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(MADE_UP, tmp_path / "law"))


@pytest.fixture
def place(tmp_path):
    return tmp_path / "kept"


def test_the_compiled_copy_says_what_the_files_say(folder, place):
    first, again = read_kept(folder, place), read_kept(folder, place)
    assert first is not again
    assert (again.trunks, again.overlays, again.shared, again.path) == (first.trunks, first.overlays, first.shared, folder)
    assert Law(again).rules("counting", "south", DAY) == Law(read_folder(folder)).rules("counting", "south", DAY)
    assert again.trunks["counting"].line == first.trunks["counting"].line


def test_the_files_are_not_read_again_while_they_are_the_same(folder, place, monkeypatch):
    read_kept(folder, place)
    monkeypatch.setattr(kept, "read_folder", None)
    assert read_kept(folder, place).trunks


def test_a_changed_file_is_read_and_a_mistake_is_told(folder, place):
    read_kept(folder, place)
    doubts = folder / "doubts.yaml"
    doubts.write_text(doubts.read_text().replace("It is taken for granted.", "It is doubted."))
    assert "It is doubted." in str(read_kept(folder, place).shared["doubts"])
    doubts.write_text("doubts: [\n")
    with pytest.raises(BadLaw):
        read_kept(folder, place)


@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(b""), lambda file: file.write_bytes(b"\x80\x05junk"), lambda file: file.chmod(0o666)])
def test_a_copy_that_is_spoilt_or_that_others_may_write_is_not_used(folder, place, spoil):
    read_kept(folder, place)
    [file] = place.glob("*.law")
    file.write_bytes(pickle.dumps(read_folder(folder)))
    spoil(file)
    assert "counting" in read_kept(folder, place).trunks
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_place_that_cannot_be_written_costs_time_only(folder, tmp_path):
    (tmp_path / "file").touch()
    assert read_kept(folder, tmp_path / "file" / "kept").trunks


def test_the_next_process_finds_the_bundle_of_a_law_instead_of_making_it(folder, place, monkeypatch):
    made = Law(read_kept(folder, place)).rules("counting", "south", DAY)
    monkeypatch.setattr(bundles, "in_force", None)  # nothing of a law is laid over anything any more
    monkeypatch.setattr(bundles, "_KEPT", kept.Kept())
    law = Law(read_kept(folder, place))
    found = law.rules("counting", "south", DAY)
    assert found == made and found is not made
    assert from_text(law.text(found.digest)) == made


def test_a_bundle_that_somebody_took_away_is_made_again(folder, place, monkeypatch):
    monkeypatch.setattr(kept, "MOST_RULES", 1)
    monkeypatch.setattr(bundles, "_KEPT", kept.Kept())
    law = Law(read_kept(folder, place))
    south = law.rules("counting", "south", DAY)
    text = law.text(south.digest)
    law.rules("counting", "north", DAY)  # now the south is no longer in memory
    shutil.rmtree(next(place.glob("*/")))
    assert law.rules("counting", "south", DAY) == south
    assert law.text(south.digest) == text


def test_a_bundle_cut_short_is_not_used(folder, place):
    made = Law(read_kept(folder, place)).rules("counting", "south", DAY)
    [file] = place.glob("*/counting.south.*")
    file.write_bytes(b"junk")
    assert Law(read_kept(folder, place)).rules("counting", "south", DAY).digest == made.digest


def test_what_a_tree_names_is_remembered_for_the_names_it_was_asked_for(folder):
    read = read_folder(folder)
    trunk = read.trunks["counting"]
    assert narrowed(read.shared, [trunk], read.names)["acts"]["acts"]
    assert narrowed(read.shared, [trunk], frozenset())["acts"]["acts"] == []


def test_a_bundle_that_others_may_write_is_not_used(folder, place):
    made = Law(read_kept(folder, place)).rules("counting", "south", DAY)
    [file] = place.glob("*/counting.south.*")
    file.write_bytes(b"junk")
    file.chmod(0o666)
    assert Law(read_kept(folder, place)).rules("counting", "south", DAY).digest == made.digest
    assert file.stat().st_mode & 0o777 == 0o600


def test_old_copies_go(folder, place):
    for number in range(kept.MOST_COPIES + 2):
        (folder / "more.yaml").write_text(f"# {number}\nmore: []\n")
        read_kept(folder, place)
        for age, file in enumerate(sorted(place.glob("*.law"), key=lambda one: one.stat().st_mtime)):
            os.utime(file, (age, age))
    assert len(list(place.glob("*.law"))) == len(list(place.glob("*/"))) == kept.MOST_COPIES


def test_laws_that_were_not_used_for_long_are_made_again_from_their_text(folder, monkeypatch):
    monkeypatch.setattr(kept, "MOST_RULES", 1)
    monkeypatch.setattr(bundles, "_KEPT", kept.Kept())  # other tests of this process have read the same law
    law = Law(read_folder(folder))
    south = law.rules("counting", "south", DAY)
    assert law.rules("counting", "south", DAY) is south
    assert law.rules("counting", "north", DAY) is not south
    again = law.rules("counting", "south", DAY)
    assert again is not south and again == south
    assert from_text(law.text(south.digest)) is again


def test_a_procedure_that_begins_later_is_left_out_until_then(folder):
    trunk = folder / "procedures" / "counting" / "procedure.yaml"
    law = Law(read_folder(folder))
    assert "counting" in [rules.procedure for rules in law.of_all(DAY)]
    trunk.write_text(trunk.read_text().replace("in_force_from: 2026-01-01", "in_force_from: 2027-01-01"))
    assert "counting" not in [rules.procedure for rules in Law(read_folder(folder)).of_all(DAY)]
