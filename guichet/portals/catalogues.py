"""Gathers every sentence of the pages and brings the four catalogues up to date: `python -m guichet.portals.catalogues`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
METHODS = [("templates/**.html", "jinja2"), ("*.py", "python")]
OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "extensions": "jinja2.ext.do", "silent": "false"}}
KEYWORDS = {"say": None, "say_number": (1, 2), "in_four": None}
Sentence = str | tuple[str, str]


def sentences() -> Iterator[tuple[Sentence, str]]:
    """Every sentence, with the file in which it stands."""
    for file, _, message, _, _ in extract_from_dir(str(HERE), METHODS, OPTIONS, keywords=KEYWORDS):
        yield message, file
    from guichet.portals import accessibility
    from guichet.portals.condition_words import ANSWERS, FILE_ITSELF
    from guichet.portals.errors import PAGES
    from guichet.portals.figures import STEPS
    from guichet.portals.frame import MENU
    from guichet.portals.phrases import SENTENCES
    from guichet.portals.region_tables import UNITS
    from guichet.portals.sentences import CONDITIONS
    from guichet.portals.start import ROLES

    yield from ((sentence, "phrases.py") for sentence in SENTENCES.values())
    yield from ((sentence, "errors.py") for told in PAGES.values() for sentence in told)
    yield from ((item.text, "frame.py") for item in MENU)
    told_of_access = (accessibility.CHECKS, accessibility.RULES, accessibility.NOT_TRIED)
    yield from ((sentence, "accessibility.py") for told in told_of_access for sentence in told.values())
    yield from ((sentence, "figures.py") for sentence in STEPS.values())
    yield from ((sentence, "region_tables.py") for sentence in UNITS.values())
    yield from ((sentence, "start.py") for sentence in ROLES.values())
    yield from ((sentence, "condition_words.py") for sentence in (FILE_ITSELF | ANSWERS).values())
    yield from ((sentence, "sentences.py") for sentence in CONDITIONS.values())


def place_of(language: str) -> Path:
    """The catalogue file of one language."""
    return HERE / "locale" / language / "LC_MESSAGES" / "django.po"


def brought_up_to_date(language: str) -> Catalog:
    """The catalogue with every sentence of today, in order of the files; translations that exist are kept, others are dropped."""
    place = place_of(language)
    known = Catalog(locale=language)
    if place.exists():
        with place.open("rb") as file:
            known = read_po(file, locale=language)
    fresh = Catalog(locale=language, project="Guichet", fuzzy=False, charset="utf-8")
    for sentence, file in sentences():
        if sentence in fresh:
            continue
        before = known.get(sentence)
        fresh.add(sentence, string=before.string if before else None, locations=[(file, 0)])
    return fresh


def main() -> int:
    """Writes the catalogues; tells how many sentences still wait for a translator, exit 1 if any."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.site.settings")
    import django

    django.setup()
    waiting = 0
    for language in ("fr", "nl", "de"):
        made = brought_up_to_date(language)
        place_of(language).parent.mkdir(parents=True, exist_ok=True)
        with place_of(language).open("wb") as file:
            write_po(file, made, width=0, omit_header=False, include_lineno=False)
        empty = [message for message in made if message.id and not all(message.string if isinstance(message.string, tuple) else (message.string,))]
        waiting += len(empty)
        print(f"{language}: {len(made)} sentences, {len(empty)} without translation")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
