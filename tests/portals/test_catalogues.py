"""Every sentence is there in every language, and says what the English says."""

import ast
import re
import string
from pathlib import Path

import pytest

from guichet.engine.unreadable import REASONS as UNREADABLE
from guichet.engine.words import EVENT_WORDS
from guichet.intake.uploads import REASONS as BAD_FILES
from guichet.portals.catalogues import brought_up_to_date
from guichet.portals.law_names import LawNames
from guichet.portals.phrases import SENTENCES
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import LANGUAGES, catalogue, speech

TRANSLATED = [language for language in LANGUAGES if language != "en"]
ROOMS = Path(__file__).resolve().parents[2] / "guichet"
# Words that are the same in English and in the language named; whoever adds one has looked twice.
SAME = {
    "fr": {"Urgent", "Messages", "Page", "Pages", "absent", "Documents", "Message {status}", "Question", "Question {n}", "Source", "Sources", "Document", "Menu", "e-Box", "Communes", "Inspection",
           ("{n} document", "{n} documents")},
    "nl": {"Later", "Menu", "e-Box", "Document", "{size} kB", "{size} MB", "{name}: {value}", ("{n} document", "{n} documents")},
    "de": {"e-Box", "{size} kB", "{size} MB", "{name}: {value}", "Region"},
}


def texts(string_or_pair: object) -> list[str]:
    return list(string_or_pair) if isinstance(string_or_pair, tuple) else [string_or_pair]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_holds_exactly_the_sentences_of_the_pages(language: str, db: None) -> None:
    today = {message.id for message in brought_up_to_date(language) if message.id}
    kept = {message.id for message in catalogue(language) if message.id}
    assert kept == today, "Run: python -m guichet.portals.catalogues"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_waits_for_its_translation(language: str) -> None:
    assert [message.id for message in catalogue(language) if message.id and not all(texts(message.string))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_still_english(language: str) -> None:
    same = {message.id for message in catalogue(language) if message.id and texts(message.string) == texts(message.id)}
    assert same - SAME[language] == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_names_the_same_values(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            wanted = set().union(*map(placeholders, texts(message.id)))
            assert set().union(*map(placeholders, texts(message.string))) == wanted, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_has_a_sentence_of_its_own_in_every_language(language: str, db: None) -> None:
    values = dict.fromkeys(set().union(*map(placeholders, SENTENCES.values())), "7")
    said = {name: sentence_of(name, values, speech(language), LawNames()) for name in SENTENCES}
    assert all(said.values())
    assert len(set(said.values())) == len(said), "two names say the same"


def names_given_by(*makers: str) -> set[str]:
    """The first words handed to these makers anywhere in the rooms below the pages."""
    found = set()
    for path in ROOMS.rglob("*.py"):
        if "portals" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in makers and node.args and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return {name for name in found if isinstance(name, str)}


def test_every_refusal_and_reason_of_the_rooms_below_has_a_sentence() -> None:
    known = set(SENTENCES)
    assert names_given_by("BadAnswer", "NotAllowedNow", "NotYours", "Overtaken") - known == set()
    assert names_given_by("Why") - known == set()
    assert names_given_by("Unreadable") | set(UNREADABLE) <= known
    assert set(BAD_FILES) | names_given_by("BadFile") <= known


def test_every_word_of_the_journal_has_a_sentence() -> None:
    assert {f"event_{word}" for word in EVENT_WORDS} <= set(SENTENCES)


def test_a_french_colon_stands_after_a_space_that_does_not_break() -> None:
    for message in catalogue("fr"):
        for text in texts(message.string) if message.id else ():
            assert not re.search(r"(?<![\u00a0\d ])[:;?!](?=\s|$)", text.replace("https:", "")), text
