"""The accessibility statement says what the tests found, what failed, and what nobody tried."""

import json
from pathlib import Path

import pytest
from django.test import Client

from guichet.portals.accessibility import CHECKS, NOT_TRIED
from guichet.portals.speech import LANGUAGES, speech
from tests.accessibility import summed
from tests.portals import everywhere, markup

FOUND = json.loads((Path(__file__).resolve().parents[2] / "data" / "accessibility.json").read_text(encoding="utf-8"))


def statement(client: Client, language: str = "en") -> str:
    return client.get("/accessibility", {"lang": language}).content.decode().replace("&#39;", "'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_check_and_each_gap_stands_on_the_page(language: str, client: Client, db: None) -> None:
    html = statement(client, language)
    assert all(speech(language).say(CHECKS[name]) in html for name in FOUND["checks"])
    assert all(speech(language).say(NOT_TRIED[name]) in html for name in FOUND["not_tried"])
    assert speech(language).day(FOUND["tested_on"]) in html and str(FOUND["looks"]) in html


def test_what_failed_is_told(client: Client, db: None, settings: object, tmp_path: Path) -> None:
    failing = {**FOUND, "failed": [{"check": "narrow", "page": "Some page", "language": "en", "times": 3}]}
    (tmp_path / "accessibility.json").write_text(json.dumps(failing))
    settings.REFERENCE_FOLDER = tmp_path
    assert "Some page" in statement(client) and "failed 3 times" in statement(client)


def test_a_copy_that_was_never_tested_promises_nothing(client: Client, db: None, settings: object, tmp_path: Path) -> None:
    settings.REFERENCE_FOLDER = tmp_path
    assert "nothing can be promised" in statement(client)


def test_whoever_runs_it_names_where_to_write(client: Client, db: None, settings: object) -> None:
    assert "names nobody to write to" in statement(client)
    settings.CONTACT = "access@example.org"
    assert "Write to access@example.org" in statement(client)


def test_a_failing_look_is_added_up_as_it_is() -> None:
    good = {"title": "A", "language": "en", "found": {"axe": [], "narrow": []}, "rules": ["x"], "undecided": [], "axe": "4", "browser": "1"}
    bad = {**good, "title": "B", "found": {"axe": ["x: <a>"], "narrow": []}, "undecided": ["color-contrast"]}
    found = summed([good, bad, bad], "2026-11-22")
    assert found["checks"] == {"axe": 1, "narrow": 3} and found["looks"] == 3 and found["pages"] == 2
    assert found["failed"] == [{"check": "axe", "page": "B", "language": "en", "times": 2}] and found["undecided"] == {"color-contrast": 2}


def test_the_checks_of_the_tests_are_those_of_the_statement() -> None:
    assert set(CHECKS) == {"axe", "axe_narrow", "markup", *everywhere.CHECKS}


def test_what_does_not_hold_is_found(page: object) -> None:
    page.set_content(
        "<style>a:focus { outline: none } .cut { width: 40px; overflow: hidden; white-space: nowrap } .wide { width: 900px } p { transition: color 1s } rect, text { fill: #fff }</style>"
        '<main><p class="cut">Cut off words</p><p class="wide">Wide</p><a href="#x">Unseen</a><svg><rect width="300" height="100"/><text y="50">x</text></svg></main>'
    )
    assert all(check(page) for check in everywhere.CHECKS.values())


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ("<div><p>never ended</div>", "</div> closes p"),
        ("<ul><p>no item</p></ul>", "<p> in <ul>"),
        ("<p><div>a block</div></p>", "<div> in <p>"),
        ("<span><section></section></span>", "<section> in <span>"),
        ("<fieldset><legend><p>no heading</p></legend></fieldset>", "<p> in <legend>"),
        ("<label><h1>no legend</h1></label>", "<h1> in <label>"),
        ('<a href="x"><button>two in one</button></a>', "<button> in a link or button"),
        ('<i id="x"></i><b id="x"></b>', "id twice: x"),
        ('<i class="a" class="b"></i>', "class twice"),
        ("<main>", "never closed: main"),
    ],
)
def test_broken_markup_is_found(html: str, wrong: str) -> None:
    assert any(wrong in line for line in markup.faults_of(html))


def test_whole_markup_is_left_alone() -> None:
    assert markup.faults_of('<ul><li><a href="x"><p>A link <br> with a block</p></a></li></ul><svg><path d="M0 0"/><g><text>x</text></g></svg>') == []
    assert markup.faults_of("<fieldset><legend><h1>The question is the heading of its page</h1></legend></fieldset>") == []
