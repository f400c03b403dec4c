"""Every address, asked in every way by everybody, answers as matrix.yaml says; and a look changes nothing and costs little."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from tests.journeys.test_gets_change_nothing import every_row
from tests.matrix.asking import ask, counted, wrong
from tests.matrix.draws import OBJECTS, OBJECTS_OF, addresses, each_once
from tests.matrix.reading import answer, matrix, ways_of
from tests.matrix.world import World
from tests.site.test_closed_to_strangers import inline_in

NAMES = sorted({name for name, _ in matrix()} & set(addresses()))
EVERY_WAY = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
MOST_STATEMENTS = 12
MORE_STATEMENTS = {"bundle": 100}  # each piece is taken from the vault by itself


def test_every_address_stands_in_the_file() -> None:
    missing = sorted(set(addresses()) - {name for name, _ in matrix()})
    assert not missing, f"Add to tests/matrix/matrix.yaml, under `urls`, who may ask these addresses, and what each person gets: {', '.join(missing)}"
    gone = sorted({name for name, _ in matrix()} - set(addresses()))
    assert not gone, f"Take these out of tests/matrix/matrix.yaml, no address is called so any more: {', '.join(gone)}"


def test_every_address_can_be_drawn() -> None:
    unknown = {name: wanted for name, wanted in addresses().items() if name not in OBJECTS_OF and frozenset(wanted) not in OBJECTS}
    assert not unknown, f"Say in OBJECTS of tests/matrix/draws.py what may stand for the parameters of these addresses: {unknown}"


@pytest.mark.parametrize("name", NAMES)
def test_everybody_gets_what_the_matrix_says(name: str, world: World) -> None:
    mistakes, before = [], every_row()
    for draw in each_once(world, name):
        with counted() as statements:
            answered = ask(draw.person, draw.way, draw.path, draw.body)
        mistakes += [wrong(draw, answered), unsafe(answered)]
        most = MORE_STATEMENTS.get(name, MOST_STATEMENTS)
        if draw.way == "GET" and len(statements) > most:
            mistakes.append(f"{draw}: {len(statements)} SQL statements, at most {most}")
    assert not any(mistakes), "\n".join(filter(None, mistakes))
    assert every_row() == before, "somebody only looked, and a table changed"


def unsafe(answered: HttpResponse) -> str:
    """What a browser would stop, or a cache would keep, in an answer; "" for nothing."""
    is_page = answered.headers.get("Content-Type", "").startswith("text/html")
    inline = inline_in(answered.content.decode()) if is_page else []
    kept = "" if "no-store" in answered.headers["Cache-Control"] else answered.headers["Cache-Control"]
    return " ".join([*inline, kept]).strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_way_that_is_not_written_gets_405_from_everybody(name: str, world: World) -> None:
    ways = ways_of(name) | ({"HEAD"} if "GET" in ways_of(name) else set())
    for person in ("stranger", "employer", "region"):
        draw = each_once(world, name)[0]
        for way in set(EVERY_WAY) - ways:
            answered = ask(world.person(person), way, draw.path)
            assert answered.status_code == 405, f"{person} asks {way} {draw.path}: {answered.status_code}"
            assert set(answered.headers["Allow"].split(", ")) == ways


def test_the_words_of_the_matrix_choose_the_narrowest_line() -> None:
    assert answer("document", "GET", {"employer", "own", "secret_piece"}) == "404"
    assert answer("document", "GET", {"stay_authority", "own", "secret_piece"}) == "open"
    assert answer("document", "POST", {"stay_authority", "own"}) == "405"
