"""Random lives, walked day by day: no day without an answer, no right without a document or an article, and nobody reads what another reads otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from guichet.casefile import reading
from guichet.casefile.known import stretches_of
from guichet.casefile.views import CaseView, RightView
from guichet.desk.law_of import rules_of, rules_of_digest
from guichet.engine.case_number import number_of
from guichet.engine.words import Actor
from guichet.law.rules import Rules
from guichet.people import store as people
from guichet.registry import reading as registry
from guichet.registry.purposes import PURPOSES
from tests.desk.life import COMMUNE, EMPLOYER, FILED, FLANDERS, OFFICE, OTHER_COMMUNE, POST, REGION, WALLONIA, Life, at
from tests.desk.test_any_life import Afterwards, Chance

LIVES, DAYS = 10, 900
QUESTIONS = ("stay", "work")
Told = dict[str, tuple[object, ...]]


@pytest.fixture(autouse=True)
def rooms_know_the_law(monkeypatch) -> None:
    monkeypatch.setattr("guichet.letters.render.render", lambda letter, *_: letter.encode())
    reading.configure(rules_of_digest)
    registry.configure(rules_of_digest)


def lived(seed: int, begin: type[Life], kind: type[Chance]) -> Life:
    chance = kind(seed, begin)
    chance.live()
    return chance.one


def every_day(one: Life) -> Iterator[tuple[date, Told]]:
    """What the views hold of each day, from the filing on."""
    for n in range(DAYS):
        day = FILED + timedelta(days=n)
        rights = [found for found in stretches_of([one.case], ("right",), day)[one.case] if found.kind == "right"]
        assert sorted(found.name for found in rights) == list(QUESTIONS), f"{day}: one answer to each question"
        yield (
            day,
            {
                found.name: (found.value["answer"], found.value.get("until"), found.value["row"], found.value.get("document") or "")
                for found in rights
            },
        )


def holds_on_something(told: Told, rules: Rules) -> bool:
    """A yes has its document, or its line of the law an article; and the line is one of this law."""
    lines = {line.name: line for line in rules.rights}
    return all(row in lines and (answer != "yes" or document in rules.documents or lines[row].source) for answer, _, row, document in told.values())


def turning(days: list[tuple[date, Told]]) -> list[date]:
    """The days on which an answer changes, their eves, and the last one."""
    changes = [day for (_, before), (day, now) in zip(days, days[1:], strict=False) if before != now]
    return sorted({FILED, days[-1][0], *changes, *(day - timedelta(days=1) for day in changes)})


def seeing(one: Life) -> Iterator[people.Viewer]:
    """Everybody who may open the file: the worker, the employer, the desks that see it by now."""
    holds = set(one.seen_by())
    known: list[Actor] = [EMPLOYER, REGION, FLANDERS, WALLONIA, OFFICE, POST, COMMUNE, OTHER_COMMUNE]
    for actor in (one.worker, *(actor for actor in known if (actor.role, actor.body) in holds)):
        yield people.viewer(actor.person, actor.role, actor.body)


def said(rights: tuple[RightView, ...]) -> dict[str, tuple[object, ...]]:
    return {one.question: (one.answer, one.until, one.title, one.document_title) for one in rights}


def inspector() -> people.Viewer:
    return next(one for one in people.sign_in_choices() if one.role == "inspector")


def all_read_the_same(one: Life, day: date, who: people.Viewer) -> None:
    pages: list[CaseView] = [reading.open_case(number_of(one.case), viewer, day) for viewer in seeing(one)]
    first = said(pages[0].rights)
    assert all(said(page.rights) == first for page in pages), f"{day}: two pages contradict each other"
    answer = registry.consult(who, PURPOSES[0], "A1/2026", number_of(one.case), day, at(day))
    if answer.case_number:
        assert (answer.answer, answer.title) == (first["work"][0], first["work"][2]), f"{day}: the inspector reads something else"
        if answer.answer == "yes":
            assert answer.document == first["work"][3] and answer.until == first["work"][1], f"{day}: by another document, or until another day"
    else:
        assert answer.answer == "unknown", "who is not in the registry is unknown, which is no no"


def walk(seed: int, begin: type[Life], kind: type[Chance] = Chance) -> int:
    """One life; how often its answers change."""
    one = lived(seed, begin, kind)
    days, rules, who = list(every_day(one)), rules_of(one.entries), inspector()
    assert all(holds_on_something(told, rules) for _, told in days), f"seed {seed}"
    turns = turning(days)
    for day in turns:
        all_read_the_same(one, day, who)
    return len(turns)


@pytest.mark.parametrize("seed", range(LIVES))
def test_nobody_reads_what_another_reads_otherwise(seed, life):
    assert walk(seed, life) > 1


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(6, 60))])
def test_nor_when_rights_end_are_taken_back_or_given_back(seed, life):
    assert walk(seed, life, Afterwards) > 1


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(LIVES, 8 * LIVES))
def test_nor_in_many_more_lives(seed, life):
    assert walk(seed, life) >= 1
