"""A sentence that the catalogue counts is said with a number everywhere: said without one, it would stop the page in the other languages."""

import re
from pathlib import Path

import guichet.portals as portals

HERE = Path(portals.__file__).parent
COUNTED = re.compile(r'^msgid "(.+)"\nmsgid_plural', re.MULTILINE)
SAID = re.compile(r'(?<![a-z_])say\("((?:[^"\\]|\\.)*)"')


def test_no_sentence_that_is_counted_is_said_without_its_number() -> None:
    counted = set(COUNTED.findall((HERE / "locale/fr/LC_MESSAGES/django.po").read_text("utf-8")))
    assert len(counted) > 10
    files = [*HERE.rglob("*.html"), *HERE.glob("*.py")]
    wrong = [f"{file.name}: {sentence}" for file in files for sentence in SAID.findall(file.read_text("utf-8")) if sentence in counted]
    assert wrong == [], "write say_number(one, many, n=...) instead"
