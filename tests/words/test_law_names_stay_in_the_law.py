"""No procedure, region or category is named in Python: another country is another folder."""

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.words.source import ROOT, Source, sources

LAW = ROOT / "law"
ABBREVIATIONS = {"ict"}
IMPORTERS: set[str] = set()  # files that read what another system calls by these names
GENERAL = {"stay"}  # a code that is a general word
PLACE_OF_THE_CLOCK = re.compile(r"Europe/Brussels|Brussels (day|time|hour)s?|(day|hour|time|midnight)s? ((it is )?in|of) Brussels", re.I)
TOKENS = {tokenize.NAME, tokenize.STRING, tokenize.COMMENT}


def texts(value: object) -> Iterator[str]:
    """Every plain text in a file of the law."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield str(key)
            yield from texts(below)
    elif isinstance(value, list):
        for below in value:
            yield from texts(below)
    elif isinstance(value, str):
        yield value


def codes(path: Path, pattern: str) -> set[str]:
    """What the pattern finds in the texts of one file of the law; nothing if the file is not there."""
    if not path.exists():
        return set()
    found = (re.fullmatch(pattern, text) for text in texts(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)))
    return {match[1] for match in found if match}


def categories(path: Path) -> set[str]:
    """The categories of work."""
    if not path.exists():
        return set()
    lines = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return set(re.findall(r"'category': '([^']+)'", str(lines)))


def names_of_the_law() -> set[str]:
    """Procedures by folder, regions by file and by code, categories by threshold, and the abbreviations in use."""
    folders = {path.name for path in (LAW / "procedures").iterdir() if path.is_dir()}
    files = {path.stem for path in (LAW / "procedures").glob("*/*.yaml")} - {"procedure", "examples"}
    files = {name for name in files if not name.startswith("examples")}
    regions = codes(LAW / "authorities.yaml", r"authority:(\w+)") - GENERAL
    return {name.replace("-", "_").lower() for name in folders | files & regions | regions | categories(LAW / "categories.yaml")} | ABBREVIATIONS


def named(source: Source, names: re.Pattern[str]) -> list[str]:
    found = []
    for token in source.tokens():
        text = PLACE_OF_THE_CLOCK.sub("", token.string) if token.type in TOKENS else ""
        match = names.search(re.sub(r"[-.:/ ]", "_", text).lower())
        if match:
            found.append(f"{source.at(token.start[0])} {match[0]}")
    return found


def test_the_names_are_found_in_the_law_folder():
    assert {"brussels", "flanders", "wallonia", "german_community", "ict_long_term_mobility"} <= names_of_the_law()


def test_no_procedure_region_or_category_is_named_in_python():
    pattern = re.compile(rf"(?<![a-z])({'|'.join(sorted(map(re.escape, names_of_the_law()), key=len, reverse=True))})(?![a-z])")
    wrong = [line for source in sources(migrations=True) if source.path.name not in IMPORTERS for line in named(source, pattern)]
    assert not wrong, "\n".join(wrong)
