"""One file and an export are enough to know: a stranger's Python, without packages, finds every change and cries wolf over none."""

import json
import random
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from guichet.journal import export, roots, stand_alone_verifier, store
from guichet.journal.stand_alone_verifier import Broken, Reader, canonical, is_signed, line_of
from tests.journal.conftest import AT, case, told

VERIFIER = Path(stand_alone_verifier.__file__)
RFC_8032_7_1 = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "r", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
]


@pytest.fixture
def exported(journal, tmp_path) -> Path:
    path = tmp_path / "export.jsonl"
    export.write(path)
    return path


def ask(path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-I", "-S", str(VERIFIER), str(path), "--key", roots.public_key(), *more]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)


def read(raw: bytes, witness: dict[int, object] | None = None) -> Reader:
    """Read an export in this process, with the fast check of signatures."""
    reader = Reader([roots.public_key()], witness or {}, roots.is_signed)
    for line in BytesIO(raw):
        reader.take(line_of(line))
    if not reader.ended:
        raise Broken("cut")
    return reader


def lines_of(path: Path) -> list[dict[str, dict[str, object]]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def raw(lines: list[object]) -> bytes:
    return "".join(canonical(line) + "\n" for line in lines).encode()


@pytest.mark.parametrize(("key", "text", "signature"), RFC_8032_7_1)
def test_the_signatures_of_the_rfc_hold_and_any_other_bit_does_not(key, text, signature):
    assert is_signed(key, signature, text)
    assert not is_signed(key, signature, text + " ")
    for place in range(0, 512, 37):
        flipped = bytearray.fromhex(signature)
        flipped[place // 8] ^= 1 << place % 8
        assert not is_signed(key, flipped.hex(), text)


def test_a_clean_export_is_whole_in_a_python_without_any_package(exported, settings):
    done = ask(exported, "--witness", str(settings.ROOTS_COPY))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("Whole: 9 entries of 3 cases, 2 roots. Last root: ")


def test_a_changed_export_is_told_in_a_sentence_with_its_line(exported):
    exported.write_bytes(exported.read_bytes().replace(b'"kind":"completed"', b'"kind":"withdrawn"', 1))
    done = ask(exported)
    assert done.returncode == 1
    assert done.stdout == f"Broken at line 4. Entry 2 of case {case(1)} was changed: its column kind does not say what its text says.\n"


def test_a_file_that_is_not_there_is_not_a_broken_journal(tmp_path):
    assert ask(tmp_path / "nothing.jsonl").returncode == 2


def test_another_key_is_not_trusted(exported):
    done = subprocess.run([sys.executable, "-I", str(VERIFIER), str(exported), "--key", "ab" * 32], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "Broken at line 1. Root 1 is not signed by the key you trust.\n")


def test_one_bit_anywhere_is_found(exported):
    whole, dice = exported.read_bytes(), random.Random(8032)
    assert read(whole).entries == 9
    for _ in range(1000):
        place = dice.randrange(len(whole) * 8)
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(Broken):
            read(bytes(changed))


def test_one_bit_in_any_column_is_found(exported):
    lines = lines_of(exported)
    for place, line in enumerate(lines):
        ((kind, row),) = line.items()
        for column, value in row.items():
            changed = value ^ 1 if isinstance(value, int) else chr(ord(value[0]) ^ 1) + value[1:]
            with pytest.raises(Broken):
                read(raw([*lines[:place], {kind: {**row, column: changed}}, *lines[place + 1 :]]))


def test_lines_that_change_places_leave_or_come_twice_are_found(exported):
    lines = lines_of(exported)
    for place in range(len(lines) - 1):
        swapped = [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]
        for other in (swapped, lines[:place] + lines[place + 1 :], lines[: place + 1] + lines[place:]):
            with pytest.raises(Broken):
                read(raw(other))
    with pytest.raises(Broken):
        read(raw([*lines, lines[-2]]))


def test_a_cut_end_is_found_and_with_its_roots_by_the_copies(exported, settings):
    lines = lines_of(exported)
    with pytest.raises(Broken, match="cut"):
        read(raw(lines[:-1]))
    for kept in range(2, len(lines) - 2):  # sealed entries cut away, the last line made to fit
        with pytest.raises(Broken, match="missing"):
            read(raw([*lines[:kept], {"end": {"entries": kept - 2, "roots": 2}}]))
    whole = [lines[0], *lines[2:4], *lines[6:10], {"end": {"entries": 6, "roots": 1}}]  # all that root 2 sealed, and root 2
    assert read(raw(whole)).entries == 6
    witness = stand_alone_verifier.witness_of(settings.ROOTS_COPY)
    with pytest.raises(Broken, match="Root 2 is missing"):
        read(raw(whole), witness)


def test_copies_may_be_one_file(exported, tmp_path):
    copies = tmp_path / "copies.jsonl"
    copies.write_bytes(raw(lines_of(exported)[:2]))
    assert ask(exported, "--witness", str(copies)).returncode == 0
    copies.write_bytes(raw(lines_of(exported)[:2]).replace(b"T09", b"T08"))
    assert "Root 1 differs" in ask(exported, "--witness", str(copies)).stdout


@pytest.mark.django_db
def test_a_hundred_clean_exports_raise_no_alarm(tmp_path, settings):
    settings.ROOTS_COPY, dice, last = tmp_path / "roots", random.Random(2026), {}
    for turn in range(100):
        for number in dice.sample(range(20), 2):
            events = [told("message_written", note=dice.choice(["ça", "漢字", "\u2028", '"\\', "\x00", ""])) for _ in range(dice.randint(1, 3))]
            store.append(case(number), last.get(number, 0), events, AT + timedelta(minutes=turn), "a" * 64)
            last[number] = last.get(number, 0) + len(events)
        if dice.random() < 0.3:
            roots.seal(AT + timedelta(minutes=turn))
        reader = read(raw(list(export.lines())))
        assert reader.entries == sum(last.values())
