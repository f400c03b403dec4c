"""What a letter file says of itself, and the sentence each mistake in it gets."""

from datetime import date
from pathlib import Path

import pytest

from guichet.law.bundles import read_law
from guichet.law.letters import FIELDS, FRAME, FRAME_MAY, LANGUAGES, folder_mistakes, letter_path, letter_paths, mistakes, read_letter

GOOD = '// title: A letter\n// fields: due_on\n#import "letter.typ": *\n#show: letter\n#day(data.due_on)\n'


def written(folder: Path, text: str, name: str = "reminder.en.typ") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_letters_of_the_project_have_no_mistake() -> None:
    law = Path(__file__).resolve().parents[2] / "law"
    assert folder_mistakes(law) == []
    assert len(letter_paths(law)) == 4 * len({path.name.split(".")[0] for path in letter_paths(law)}) > 100


def test_every_letter_that_the_law_wants_is_there_in_the_four_languages() -> None:
    folder = Path(__file__).resolve().parents[2] / "law"
    law = read_law(folder)
    rules = [law.rules(name, region, date(2026, 3, 9)) for name in law.procedures() for region in law.folder.regions(name)]
    wanted = {rule.letter for one in rules for rule in one.letters}
    assert wanted and all(letter_path(folder, letter, language).is_file() for letter in wanted for language in LANGUAGES)


def test_a_header_names_title_fields_and_whether_it_decides(tmp_path: Path) -> None:
    text = "// title: Refusal\n// fields: grounds, appeals\n// may: note\n// decides: negative\n"
    letter = read_letter(written(tmp_path, text, "annex_1.de.typ"))
    assert (letter.name, letter.language, letter.title, letter.decides) == ("annex_1", "de", "Refusal", "negative")
    assert letter.all_fields == (*FRAME, "grounds", "appeals", *FRAME_MAY, "note")


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("// title: A letter\n", ""), 1, '"// title: ..." is missing'),
        (("A letter", ""), 1, "The title is empty"),
        (("due_on\n#import", "due_on, moon\n#import"), 2, 'Nobody can fill the field "moon"'),
        (("due_on\n#import", "due_on, law\n#import"), 2, "stands in the frame"),
        (("#day(data.due_on)", ""), 2, "the text never prints it"),
        (("#day(data.due_on)", "#day(data.due_on) #data.note"), 5, '"data.note", which the first lines do not name'),
        (("// fields", "// decides: maybe\n// fields"), 2, '"maybe" is not a decision'),
        (("// fields", "// decides: yes\n// fields"), 3, 'must have the field "grounds"'),
        (("// fields", "// decides: negative\n// fields"), 3, 'must have the field "appeals"'),
        (("// fields", "// may: due_on\n// fields"), 2, "both required and optional"),
        (("// fields", "// title: Another\n// fields"), 2, "given twice (first on line 1)"),
        (("letter.typ", "@preview/letter:1.0"), 3, "may import"),
        (("#day", '#read("/etc/passwd") #day'), 5, "opens no other file"),
    ],
)
def test_every_mistake_gets_its_line_and_a_sentence(tmp_path: Path, change: tuple[str, str], line: int, words: str) -> None:
    found = mistakes(written(tmp_path, GOOD.replace(*change, 1)))
    assert any(number == line and words in sentence for number, sentence in found), found


def test_a_letter_without_mistakes_has_none(tmp_path: Path) -> None:
    assert mistakes(written(tmp_path, GOOD)) == []


def test_a_name_without_a_language_is_a_mistake(tmp_path: Path) -> None:
    assert "not named as a letter" in mistakes(written(tmp_path, GOOD, "reminder.typ"))[0][1]


def test_a_letter_is_the_same_in_the_four_languages(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for language in ("fr", "nl", "en"):
        written(folder, GOOD, f"reminder.{language}.typ")
    written(folder, GOOD.replace("due_on", "sent_on"), "reminder.nl.typ")
    sentences = [sentence for _, _, sentence in folder_mistakes(tmp_path)]
    assert any('missing in "de"' in sentence for sentence in sentences)
    assert any('differ from "reminder.fr.typ"' in sentence for sentence in sentences)


def test_every_known_field_says_what_it_holds() -> None:
    assert all(FIELDS[name] for name in FRAME + FRAME_MAY)
