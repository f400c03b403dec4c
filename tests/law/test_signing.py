"""Each authority holds the pen of its own layer only; what all share bears the signatures of all."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from guichet.law.signed_lists import list_path, write_list
from guichet.law.signing import CannotSign, check_signed, sign, who_signed
from guichet.law.signing_keys import NoKey, make_key, read_private
from guichet.site.cli import main
from tests.law.pens import DAY, LAW, authorities, signed_copy

NORTH, SOUTH, OFFICE = "authority:north", "authority:south", "authority:stay"
TRUNK, PART = "procedures/counting/procedure.yaml", "procedures/counting/south.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The made-up law, signed once for all tests."""
    return signed_copy(tmp_path_factory.mktemp("signed"), Path(__file__).parent / "made_up")


@pytest.fixture
def signed(made, tmp_path):
    """A copy of it that a test may change, the file of keys, and the private keys."""
    return Path(shutil.copytree(made[0], tmp_path / "law")), made[1], made[2]


def said(folder, keys):
    return "\n".join(str(one) for one in check_signed(folder, keys))


def test_a_folder_signed_by_all_may_be_used(signed):
    folder, keys, private = signed
    assert set(private) == {NORTH, SOUTH, OFFICE}
    assert said(folder, keys) == ""
    layers = who_signed(folder, keys)
    assert [one.authority for one in layers[""]] == [NORTH, SOUTH, OFFICE]
    assert [(one.authority, one.on) for one in layers[SOUTH]] == [(SOUTH, DAY)]


def test_a_changed_layer_waits_for_its_own_authority_alone(signed):
    folder, keys, private = signed
    (folder / PART).write_text((folder / PART).read_text() + "# changed\n")
    assert said(folder, keys).count("\n") == 0
    assert f"{PART}, signature: it was changed after {SOUTH} signed it on 2026-11-22." in said(folder, keys)
    write_list(folder, sign(folder, SOUTH, private[SOUTH], [PART], DAY)[0])
    assert said(folder, keys) == ""


def test_a_changed_trunk_waits_for_all(signed):
    folder, keys, private = signed
    (folder / TRUNK).write_text((folder / TRUNK).read_text() + "# changed\n")
    for name in (NORTH, OFFICE):
        write_list(folder, sign(folder, name, private[name], [TRUNK], DAY)[0])
        assert f"{TRUNK}, signature: it was changed after {SOUTH} signed it" in said(folder, keys)
    made, new = sign(folder, SOUTH, private[SOUTH], (), DAY)
    assert new == [TRUNK]
    write_list(folder, made)
    assert said(folder, keys) == ""


def test_nobody_signs_the_layer_of_another(signed):
    folder, keys, private = signed
    with pytest.raises(CannotSign, match=f"Only {SOUTH} holds its pen"):
        sign(folder, NORTH, private[NORTH], [PART], DAY)
    assert PART not in sign(folder, NORTH, private[NORTH], (), DAY)[0].files


def test_a_layer_signed_by_another_region_is_refused(signed):
    folder, keys, private = signed
    theirs, ours = (sign(folder, name, private[name], (), DAY)[0] for name in (SOUTH, NORTH))
    more = dict(ours.files) | {PART: theirs.files[PART]}
    less = {file: one for file, one in theirs.files.items() if file != PART}
    write_list(folder, type(ours)(NORTH, "", more).signed_with(private[NORTH]))
    write_list(folder, type(ours)(SOUTH, "", less).signed_with(private[SOUTH]))
    found = said(folder, keys)
    assert f"it is not signed by {SOUTH}, but by {NORTH}, who cannot." in found
    assert f"{PART} is the layer of {SOUTH}." in found


def test_a_new_file_and_a_file_that_is_gone_are_refused(signed):
    folder, keys, _ = signed
    shutil.copy(folder / PART, folder / "procedures" / "counting" / "west.yaml")
    shutil.copytree(folder / "procedures" / "counting", folder / "procedures" / "other")
    (folder / "doubts.yaml").unlink()
    found = said(folder, keys)
    assert "nobody knows a key of authority:west, who alone may sign it" in found
    assert found.count("procedures/other/procedure.yaml, signature: it is not signed by") == 3
    assert found.count("doubts.yaml was signed by") == 3


def test_a_worked_example_needs_no_signature(signed):
    folder, keys, private = signed
    examples = folder / "procedures" / "counting" / "examples.yaml"
    examples.write_text(examples.read_text() + "# one more\n")
    assert said(folder, keys) == ""
    with pytest.raises(CannotSign, match="need no signature"):
        sign(folder, NORTH, private[NORTH], ["procedures/counting/examples.yaml"], DAY)


def test_no_law_passes_under_the_name_of_an_example(signed):
    folder, keys, _ = signed
    for place in ("procedures/counting/parts", "parts", "parts/south"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / "examples_more.yaml").write_text("rights: []\n")
    found = said(folder, keys)
    assert found.count("procedures/counting/parts/examples_more.yaml, signature: it is not signed by") == 3
    assert found.count("parts/examples_more.yaml, signature: it is not signed by") == 6
    assert f"parts/south/examples_more.yaml, signature: it is not signed by {SOUTH}." in found


def test_what_a_letter_may_read_needs_signatures_whatever_it_is_called(signed):
    folder, keys, _ = signed
    (folder / "letters").mkdir(exist_ok=True)
    (folder / "letters" / "reasons.json").write_text("{}")
    assert said(folder, keys).count("letters/reasons.json, signature: it is not signed by") == 3


def test_a_folder_that_lies_elsewhere_is_refused(signed, tmp_path):
    folder, keys, _ = signed
    elsewhere = shutil.copytree(folder / "procedures" / "counting", tmp_path / "elsewhere")
    (folder / "procedures" / "more").symlink_to(elsewhere, target_is_directory=True)
    assert said(folder, keys).startswith("procedures/more, file: this folder is a link to another place, which nobody signed.")


def test_one_key_is_never_the_pen_of_two(signed, tmp_path):
    folder, keys, _ = signed
    lines = keys.read_text().splitlines()
    south = next(line for line in lines if SOUTH in line)
    (tmp_path / "shared.yaml").write_text("\n".join(south.replace(SOUTH, NORTH) if NORTH in line else line for line in lines))
    found = said(folder, tmp_path / "shared.yaml")
    assert "have the same key" in found and "makes its own: guichet law key --as" in found
    assert who_signed(folder, tmp_path / "shared.yaml") == {}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("on: 2026-11-22", "on: 2026-11-23", "the list was changed after it was signed"),
        ('key: "', 'key: "0', "nobody knows the key"),
        ("files:\n", "files: []\nmore:\n", "not the list of an authority"),
        ('signature: "', 'signature: "=', "not the list of an authority"),
        (SOUTH, NORTH, "not the list of an authority"),
    ],
)
def test_a_list_that_was_touched_counts_for_nothing(signed, old, new, sentence):
    folder, keys, _ = signed
    path = list_path(folder, SOUTH)
    path.write_text(path.read_text().replace(old, new, 1))
    assert f"signed/south.yaml, {'line 1, file' if 'list of' in sentence else 'signature' if 'changed' in sentence else 'key'}" in said(folder, keys)
    assert sentence in said(folder, keys)


def test_an_authority_that_never_signed_is_named_once(signed):
    folder, keys, _ = signed
    list_path(folder, OFFICE).unlink()
    assert (
        said(folder, keys)
        == f"signed/stay.yaml, file: {OFFICE} has signed nothing. It reads the files and signs them: guichet law sign --as {OFFICE} --key FILE"
    )
    assert who_signed(folder, keys) == {}


def test_a_key_signs_on_its_own_days_only(signed):
    folder, keys, private = signed
    write_list(folder, sign(folder, SOUTH, private[SOUTH], (), date(2026, 11, 23))[0])
    text = keys.read_text()
    ended = folder.parent / "keys.yaml"
    ended.write_text(text.replace("from: 2026-11-22", "from: 2026-11-23"))
    assert said(folder, ended).count("may not sign on 2026-11-22") == 3
    ended.write_text(text.replace("from: 2026-11-22}", "from: 2026-01-01, last_day: 2026-11-21}"))
    assert said(folder, ended).count("may not sign on") == 3


@pytest.mark.parametrize("text", ["", "keys: []", "keys: [x]", "keys:\n  - {authority: a, public: '====', from: 2026-01-01}", "[", "keys: {a: b}",
                                  "keys:\n  - {authority: a, public: QUJD, from: 2026-01-01}", "keys:\n  - {authority: a, public: 3, from: soon}"])  # fmt: skip
def test_a_bad_file_of_keys_is_told_and_nothing_is_trusted(signed, tmp_path, text):
    (tmp_path / "bad.yaml").write_text(text)
    assert said(signed[0], tmp_path / "bad.yaml")
    assert who_signed(signed[0], tmp_path / "bad.yaml") == {}


def test_the_command_makes_keys_signs_and_checks(signed, made, tmp_path, capsys, monkeypatch):
    folder, keys, _ = signed
    monkeypatch.setenv("GUICHET_LAW_KEYS", str(keys))
    assert main(["law", "check", "--signed", str(folder)]) == 0
    assert "Every file is signed." in capsys.readouterr().out
    (folder / "doubts.yaml").write_text((folder / "doubts.yaml").read_text() + "# changed\n")
    assert main(["law", "check", "--signed", str(folder)]) == 1
    names = authorities(folder)
    for name in names:
        pem = made[0].parent / f"{name.partition(':')[2]}.pem"
        assert main(["law", "sign", "--as", name, "--key", str(pem), str(folder / "doubts.yaml")]) == 0
    assert main(["law", "check", str(folder), "--signed", "--keys", str(keys)]) == 0
    assert main(["law", "key", "--as", authorities(LAW)[0], "--key", str(tmp_path / "new.pem")]) == 0
    assert (tmp_path / "new.pem").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["sign", "--as", "authority:nobody", "--key", "x"], "is no authority of"),
        (["sign", "--as", "{first}"], "Which key?"),
        (["sign", "--as", "{first}", "--key", "/no/such.pem"], "holds no key that can be read"),
        (["key", "--as", "{first}", "--key", "/no/such/folder/x.pem"], "cannot be written"),
        (["check", "--signed"], "Whose keys are known?"),
        (["words", "--signed"], "--signed belongs to"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words, sentence, capsys, monkeypatch):
    monkeypatch.delenv("GUICHET_LAW_KEYS", raising=False)
    assert main(["law", *(word.replace("{first}", authorities(LAW)[0]) for word in words)]) == 1
    assert sentence in capsys.readouterr().err


def test_a_key_is_never_written_over(tmp_path):
    list(make_key(tmp_path / "key.pem", NORTH, DAY))
    with pytest.raises(NoKey, match="Name a file that is not there yet"):
        list(make_key(tmp_path / "key.pem", NORTH, DAY))
    assert read_private(tmp_path / "key.pem")
