"""Every letter says how to check it, to eyes and to screen readers; a draft says that it is one."""

import io

import pikepdf
import pytest

from guichet.letters.check import Check
from guichet.letters.render import render
from tests.letters.examples import CHECK, FIELDS, LANGUAGES, LAW, ON
from tests.letters.reading import all_text, tags

ALT = {"fr": "Code QR", "nl": "QR-code", "de": "QR-Code", "en": "QR code"}
DRAFT = {"fr": "Projet, pas encore scellé", "nl": "Ontwerp, nog niet verzegeld", "de": "Entwurf, noch nicht gesiegelt", "en": "Draft, not sealed yet"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_names_the_page_and_the_code_and_its_qr_has_words(language):
    letter = render("receipt", language, FIELDS, ON, LAW, CHECK)
    assert "guichet.example/verify" in all_text(letter) and "K7QM 42XW 9RTH" in all_text(letter) and "Figure" in tags(letter)
    with pikepdf.open(io.BytesIO(letter)) as document:
        said = [str(item.Alt) for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
    assert len(said) == 1 and said[0].startswith(ALT[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_without_a_code_is_a_draft_and_says_so(language):
    draft = render("receipt", language, FIELDS, ON, LAW)
    assert DRAFT[language] in all_text(draft) and "Figure" not in tags(draft)


def test_the_qr_opens_the_page_with_the_code_and_nothing_else():
    assert CHECK.link == "https://guichet.example/verify/K7QM42XW9RTH" and CHECK.shown_address == "guichet.example/verify"
    assert Check("A" * 12, CHECK.address).qr() != CHECK.qr() == CHECK.qr()


def test_the_same_code_gives_the_same_bytes():
    assert render("receipt", "fr", FIELDS, ON, LAW, CHECK) == render("receipt", "fr", FIELDS, ON, LAW, CHECK)
