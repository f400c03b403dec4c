"""A letter as a tagged, archival PDF: the same fields, day and versions always give the same bytes. Imported by the worker only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import typst

from guichet.law.letters import LetterFile, letter_path, read_letter
from guichet.letters.check import Check
from guichet.letters.errors import NoSuchLetter
from guichet.letters.fields import printed_fields
from guichet.letters.glyphs import drawable, undrawn
from guichet.letters.values import day_words

STANDARDS = ["a-2a", "ua-1"]
ATTEMPTS = 5


def render(letter: str, language: str, fields: Mapping[str, object], on: date, folder: Path, check: Check | None = None) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1, dated `on`, from the typst files of the law folder; without `check` it is a draft, and says so.

    Raises NoSuchLetter, MissingField or BadField; a character that no font draws is replaced and never stops a letter.
    """
    return compile_letter(letter, language, fields, on, folder, "pdf", check)


def fields_of(letter: str, language: str, folder: Path) -> tuple[str, ...]:
    """The closed list of the fields that this letter may see. Raises NoSuchLetter."""
    return _letter_file(letter, language, folder).all_fields


def compile_letter(letter: str, language: str, fields: Mapping[str, object], on: date, folder: Path, form: str, check: Check | None = None) -> bytes:
    """The letter in a form of typst: "pdf", or "png" to look at its first page."""
    header = _letter_file(letter, language, folder)
    shown, replaced = drawable(printed_fields(header, fields))
    for _ in range(ATTEMPTS):
        try:
            return _compiled(header, shown, replaced, on, folder, form, check)
        except typst.TypstError as refused:
            missing = undrawn(refused)
            if not missing:
                raise
            shown, replaced = drawable(shown, missing)
    return _compiled(header, shown, replaced, on, folder, form, check)


def _letter_file(letter: str, language: str, folder: Path) -> LetterFile:
    path = letter_path(folder, letter, language)
    if not letter.isidentifier() or not path.is_file():
        raise NoSuchLetter("no_such_letter", letter=letter, language=language)
    return read_letter(path)


def _compiled(header: LetterFile, shown: object, replaced: bool, on: date, folder: Path, form: str, check: Check | None) -> bytes:
    given = {
        "data": shown,
        "title": header.title,
        "language": header.language,
        "replaced": replaced,
        "on": day_words(on.isoformat(), header.language),
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "check": {"code": check.code, "address": check.shown_address, "link": check.link, "qr": check.qr()} if check else None,
    }
    path = letter_path(folder, header.name, header.language).resolve()
    standards = STANDARDS if form == "pdf" else []
    made = _compiler(path.parent).compile(str(path), format=form, sys_inputs={"letter": json.dumps(given)}, pdf_standards=standards)
    return made if isinstance(made, bytes) else made[0]


@cache
def _compiler(folder: Path) -> typst.Compiler:
    """Kept per folder: it sees a changed file, and saves two thirds of the time. System fonts would make letters differ by machine."""
    return typst.Compiler(root=str(folder), ignore_system_fonts=True)
