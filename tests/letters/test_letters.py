"""A letter: archival, accessible, the same bytes for the same fields, and nothing typed ever becomes markup or stops it."""

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from guichet.law.letters import FRAME, letter_path, letter_paths, read_letter
from guichet.letters.errors import BadField, MissingField, NoSuchLetter
from guichet.letters.render import fields_of, render
from tests.letters.examples import BOTH_REFUSED, COUNCIL, FIELDS, LANGUAGES, LAW, MINISTER, OFFICE, ON, REGION
from tests.letters.reading import all_text, spoken, tags

LETTERS = sorted({path.stem.rsplit(".", 1)[0] for path in letter_paths(LAW)})


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_archival_and_accessible(letter: str, language: str) -> None:
    pdf = render(letter, language, FIELDS, ON, LAW)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        meta = document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert str(document.Root.Lang).split("-")[0] == language
        assert document.Root.MarkInfo.Marked and document.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in document.Root and "/OutputIntents" in document.Root
        assert meta["dc:title"]
    found = tags(pdf)
    assert {"Document", "H1", "P"} <= found
    if "Table" in found:
        assert {"THead", "TH", "TBody", "TD"} <= found


def test_the_same_fields_and_day_give_the_same_bytes() -> None:
    assert render("annex_46", "nl", FIELDS, ON, LAW) == render("annex_46", "nl", dict(reversed(FIELDS.items())), ON, LAW)
    assert render("annex_46", "nl", FIELDS, ON, LAW) != render("annex_46", "nl", FIELDS, date(2026, 3, 10), LAW)


def test_a_letter_says_nothing_in_another_language() -> None:
    read = {language: spoken(render("withdrawn", language, FIELDS, ON, LAW)) for language in LANGUAGES}
    assert len({tuple(lines) for lines in read.values()}) == 4


def test_what_a_person_typed_is_printed_literally() -> None:
    typed = r"#eval(1) #panic() *gras* $x^2$ _y_ @ref <label> \ \n `code` = titre // fin [a] {b} https://exemple.test"
    read = all_text(render("evidence_request", "fr", {**FIELDS, "note": typed, "worker_name": "#strong[A] *B*"}, ON, LAW))
    assert typed in read and "#strong[A] *B*" in read


@pytest.mark.parametrize(
    "name",
    ["李娜", "ሀይለ ሥላሴ", "محمد", "Владимир", "Ελένη", "नीता", "a\u0301\u0327\u0338", "😀", "\x00\x07", "\u202etxt", "\ud800", "𐐷", "\ufdd0", "ก็"],
)
def test_no_script_ever_stops_a_letter(name: str) -> None:
    fields = {**FIELDS, "note": f"Li Na ({name})", "worker_name": f"Li Na {name}"}
    assert "Li Na" in all_text(render("withdrawn", "fr", fields, ON, LAW))


def test_a_replaced_character_is_explained_and_a_printable_name_is_not_touched() -> None:
    replaced = all_text(render("withdrawn", "fr", {**FIELDS, "note": "李娜"}, ON, LAW))
    assert "▯▯" in replaced and "ne peut pas imprimer" in replaced
    whole = all_text(render("withdrawn", "fr", {**FIELDS, "worker_name": "Łukasz Nguyễn-Ðặng Şahin O’Brien"}, ON, LAW))
    assert "Łukasz Nguyễn-Ðặng Şahin O’Brien" in whole and "ne peut pas imprimer" not in whole


def test_a_refusal_names_who_refused_and_the_way_of_appeal_of_each() -> None:
    read = all_text(render("annex_48", "fr", BOTH_REFUSED, ON, LAW))
    told = [
        f"{REGION['fr']} a refusé",
        "La rémunération est sous le seuil.",
        MINISTER["fr"],
        "vendredi 19 juin 2026",
        f"{OFFICE['fr']} a refusé",
        "Les ressources prouvées",
        COUNCIL["fr"],
        "mercredi 1er juillet 2026",
    ]
    assert sorted(told, key=read.index) == told


def test_a_refusal_by_one_says_nothing_of_the_appeal_against_the_other() -> None:
    read = all_text(render("annex_48", "fr", FIELDS, ON, LAW))
    assert COUNCIL["fr"] in read and MINISTER["fr"] not in read


@pytest.mark.parametrize("appeals", [BOTH_REFUSED["appeals"], [{**FIELDS["appeals"][0], "authority": REGION}]])
def test_a_refusal_with_the_appeal_of_somebody_else_is_not_written(appeals: list) -> None:
    with pytest.raises(BadField):
        render("annex_48", "fr", {**FIELDS, "appeals": appeals}, ON, LAW)


@pytest.mark.parametrize(
    ("letter", "field"),
    [("annex_48", "appeals"), ("annex_48", "grounds"), ("annex_46", "grounds"), ("declared_inadmissible", "appeals"), ("receipt", "case_number")],
)
@pytest.mark.parametrize("empty", [None, [], ""])
def test_a_letter_without_what_it_must_say_is_not_written(letter: str, field: str, empty: object) -> None:
    with pytest.raises(MissingField) as refused:
        render(letter, "de", {**FIELDS, field: empty}, ON, LAW)
    assert refused.value.values == {"letter": letter, "field": field}


@pytest.mark.parametrize(
    ("field", "change"),
    [("grounds", {"text": ""}), ("grounds", {"article": []}), ("appeals", {"body": ""}), ("appeals", {"form": {}}), ("appeals", {"last_on": None})],
)
def test_a_refusal_without_reasons_in_fact_and_in_law_or_the_whole_way_of_appeal_is_not_written(field: str, change: dict) -> None:
    with pytest.raises(MissingField):
        render("annex_48", "nl", {**FIELDS, field: [{**FIELDS[field][0], **change}]}, ON, LAW)


def test_each_of_two_refusing_authorities_must_say_why() -> None:
    with pytest.raises(MissingField):
        render("annex_48", "nl", {**BOTH_REFUSED, "grounds": BOTH_REFUSED["grounds"][:1]}, ON, LAW)


@pytest.mark.parametrize("letter", LETTERS)
def test_optional_fields_may_be_missing(letter: str) -> None:
    needed = set(fields_of(letter, "fr", LAW)) & set(FIELDS)
    required = set(FRAME) | set(read_letter(letter_path(LAW, letter, "fr")).fields)
    assert required <= needed
    for language in LANGUAGES:
        assert render(letter, language, {name: FIELDS[name] for name in required}, ON, LAW)


def test_a_letter_sees_only_the_fields_it_names() -> None:
    assert "code" not in fields_of("withdrawn", "fr", LAW)
    assert render("withdrawn", "fr", {**FIELDS, "code": object(), "secret": "x"}, ON, LAW) == render("withdrawn", "fr", FIELDS, ON, LAW)


@pytest.mark.parametrize(("field", "value"), [("due_on", "31 septembre"), ("due_on", "2026-02-30"), ("due_length", "2 fortnights"), ("due_on", 3.5)])
def test_a_value_that_is_none_is_refused(field: str, value: object) -> None:
    with pytest.raises(BadField):
        render("evidence_request", "fr", {**FIELDS, field: value}, ON, LAW)


@pytest.mark.parametrize(("letter", "language"), [("no_letter", "fr"), ("receipt", "it"), ("../receipt", "fr"), ("", "fr")])
def test_a_letter_that_does_not_exist_is_refused(letter: str, language: str) -> None:
    with pytest.raises(NoSuchLetter):
        render(letter, language, FIELDS, ON, LAW)


def test_a_letter_file_changed_while_the_worker_runs_is_used_at_once(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(LAW / "letters", tmp_path / "law" / "letters")).parent
    assert "Aucune décision" in all_text(render("withdrawn", "fr", FIELDS, ON, folder))
    letter = folder / "letters" / "withdrawn.fr.typ"
    letter.write_text(letter.read_text(encoding="utf-8").replace("Aucune décision", "Pas une décision"), encoding="utf-8")
    assert "Pas une décision" in all_text(render("withdrawn", "fr", FIELDS, ON, folder))


def test_a_field_and_a_piece_of_evidence_added_to_the_law_appear() -> None:
    added = {
        **FIELDS,
        "answers": [*FIELDS["answers"], {"title": "Numéro du badge", "value": "B-17", "type": "code"}],
        "evidence": [*FIELDS["evidence"], {"title": "Contrat de bail", "state": "late"}],
    }
    for letter in ("receipt", "annex_46", "annex_47", "annex_48"):
        read = all_text(render(letter, "fr", added, ON, LAW))
        assert "Numéro du badge" in read and "B-17" in read and "Contrat de bail" in read and "reçu en retard" in read


def test_a_long_letter_runs_over_pages_and_keeps_its_footer() -> None:
    fields = {**FIELDS, "answers": [{"title": f"Question {number}", "value": "x " * 60, "type": "text"} for number in range(60)]}
    with pikepdf.open(io.BytesIO(render("receipt", "de", fields, ON, LAW))) as document:
        assert len(document.pages) > 3


def test_nothing_of_a_letter_is_read_from_the_system_or_the_network() -> None:
    for path in (LAW / "letters").glob("*.typ"):
        assert not re.search(r"@preview|https?://|image\((?!bytes\()", path.read_text(encoding="utf-8")), path.name
