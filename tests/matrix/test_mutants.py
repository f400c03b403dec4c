"""Each question “may they?” taken away in turn: the matrix, or the doors behind the pages, must notice; a question nobody misses guards nothing."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction

from guichet.desk.handle import handle
from guichet.engine.refusals import NotYours, Refusal
from guichet.engine.words import Command
from guichet.people.store import Viewer
from guichet.registry.reading import consult
from guichet.site import clock
from tests.matrix.asking import ask, wrong
from tests.matrix.draws import each_once, law
from tests.matrix.mutants import DESK, MUTANTS, REGISTRY, Mutant
from tests.matrix.world import TODAY, File, Person, World


def through(name: str, world: World) -> Iterator[str]:
    """What is wrong with one address, or one door behind the pages."""
    if name == DESK:
        yield from at_the_desk(world)
    elif name == REGISTRY:
        yield from at_the_registry(world)
    else:
        yield from (wrong(draw, ask(draw.person, draw.way, draw.path, draw.body)) for draw in each_once(world, name))


def at_the_desk(world: World) -> Iterator[str]:
    """Commands sent past every page: an act is taken only from its role, for its own file, on a day on which the role is held."""
    for file in world.files:
        for person in world.people:
            for act in _some_acts(person):
                refused = _refused(file, person, act)
                if (refused == "NotYours") == _may(file, person, act):
                    yield f"{person.name} does {act} to {file.name}: {refused or 'done'}"


def _some_acts(person: Person) -> list[str]:
    if person.actor is None or person.name == "session too old":
        return []
    by_code = {act.name for act in law().acts.values() if any(field.type == "code" for field in act.asks)}
    plain = [act for act in law().acts.values() if act.name not in by_code and act.name != "submit_application"]
    own = [act.name for act in plain if person.actor.role in act.by]
    return [*own[:2], *[act.name for act in plain if person.actor.role not in act.by][:2]]


def _may(file: File, person: Person, act: str) -> bool:
    return person.role != "lapsed" and person.actor.role in law().acts[act].by and file.relation(person.actor) in ("own", "subject")


def _refused(file: File, person: Person, act: str) -> str:
    command = Command(uuid4(), file.life.case, file.life.entries[-1].number, act, person.actor, TODAY, clock.now(), {})
    with transaction.atomic():
        try:
            handle(command)
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            transaction.set_rollback(True)
    return ""


def at_the_registry(world: World) -> Iterator[str]:
    """Only an inspector asks the register."""
    for person in world.people:
        if person.actor is None or person.role == "inspector":
            continue
        viewer = Viewer(person.actor.person, "", person.actor.role, person.actor.body, "", "en")
        with transaction.atomic():
            try:
                consult(viewer, "inspection_visit", "INS-1", world.file("Arrived").number, TODAY, clock.now())
                yield f"{person.name} asked the register"
            except NotYours:
                pass
            except Refusal as refusal:
                yield f"{person.name} asked the register: {refusal.name}"
            finally:
                transaction.set_rollback(True)


@pytest.mark.parametrize("name", [DESK, REGISTRY])
def test_behind_the_pages_the_same_questions_are_asked_again(name: str, world: World) -> None:
    mistakes = [one for one in through(name, world) if one]
    assert not mistakes, "\n".join(mistakes)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_question_that_is_not_asked_any_more_is_noticed(mutant: Mutant, world: World) -> None:
    with mutant.at_work():
        for name in mutant.notice:
            noticed = any(through(name, world))
            assert noticed, f"nobody noticed at {name}"
