"""Looking changes nothing: whoever follows every link of Guichet leaves every table as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from guichet.people import demo
from guichet.people import store as people
from tests.desk.life import COMMUNE, EMPLOYER, OFFICE, POST, REGION, Life, day
from tests.journeys.counter import at_the_counter, somebody
from tests.portals.filling import begin

SIGNING_IN = {"django_session"}
OF_ONE_SHAPE = 3  # addresses that differ only in whose file, which day, which procedure


def every_row() -> dict[str, list[tuple[object, ...]]]:
    """Everything that every table holds, but for who is signed in."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table not in SIGNING_IN:
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def shape(path: str) -> str:
    """An address without what stands for one thing among many."""
    plain, _, asked = path.partition("?")
    parts = plain.split("/")
    known = [part if re.fullmatch(r"[a-z-]+", part) and before != "law" else "*" for before, part in zip(["", *parts], parts, strict=False)]
    return "/".join(known) + "?" + "&".join(sorted(one.partition("=")[0] for one in asked.split("&")))


def links(window: Client, start: str, most: int) -> Iterator[tuple[str, int]]:
    """Every address that can be reached by links, and what it answered."""
    waiting, known, shapes = [start], {start}, Counter()
    while waiting and len(known) < most:
        path = waiting.pop(0)
        answer = window.get(path)
        yield path, answer.status_code
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        for found in re.findall(r'href="(/[^"#]*)"', answer.content.decode()):
            plain = found.replace("&amp;", "&")
            if not plain.startswith("/static") and "lang=" not in plain and plain not in known and shapes[shape(plain)] < OF_ONE_SHAPE:
                shapes[shape(plain)] += 1
                known.add(plain)
                waiting.append(plain)


@pytest.fixture
def world(db: None, clock: object, settings: object, tmp_path: Path) -> Life:
    """A file that came as far as the register, one just filed, and a draft."""
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    clock.set_today(day(8, 10))
    one = Life().granted().does("issue_visa", POST, day(5, 4), visa_until="2026-11-30")
    one.does("declare_entry", one.worker, day(8, 1), entered_on="2026-08-01").does("take_over", COMMUNE, day(8, 3), code=one.code())
    one.does("register_arrival", COMMUNE, day(8, 3), entered_on="2026-08-01").works(day(8, 4))
    Life(case=None).submit(on=day(8, 7)).works(day(8, 8))
    begin(at_the_counter(EMPLOYER))
    return one


@pytest.mark.parametrize("role", ["", "employer", "worker", "work_authority", "stay_authority", "post", "municipality", "inspector"])
def test_whoever_follows_every_link_changes_nothing(role: str, world: Life) -> None:
    who = {"employer": EMPLOYER, "worker": world.worker, "work_authority": REGION, "stay_authority": OFFICE, "post": POST, "municipality": COMMUNE}
    window = at_the_counter(who.get(role) or somebody(role)) if role else Client(HTTP_HOST="localhost")
    before = every_row()
    answers = list(links(window, "/", 150))
    assert every_row() == before
    assert [path for path, status in answers if status >= 500] == []
    assert [path for path, status in answers if status in (404, 403)] == [], "a page offers what it does not give"
    assert len(answers) >= (4 if role in ("", "inspector") else 12)


def test_an_address_asked_with_the_wrong_word_changes_nothing(world: Life) -> None:
    window = at_the_counter(EMPLOYER)
    before = every_row()
    for path in ("/sign-out", "/clock"):
        assert window.get(path).status_code in (404, 405)
    for method in (window.put, window.delete, window.patch, window.head, window.options):
        for path in ("/files", "/applications", "/e-box", "/law"):
            assert method(path).status_code in (200, 405)
    assert every_row() == before
    assert people.sign_in_choices()
