"""What is not theirs shows nowhere: not in a list, a count, a search, an address, a header or the text of an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.http import HttpResponse

from guichet.engine.case_number import spaced
from guichet.people.memberships import give_mandate, leave, revoke_mandate
from tests.desk.life import EMPLOYER, REGION
from tests.matrix.asking import ask
from tests.matrix.draws import addresses, draws
from tests.matrix.reading import answer, matrix, ways_of
from tests.matrix.world import SOREL, TODAY, File, Person, World

FOUR_OH_FOURS = sorted({name for name, way in matrix() if way == "GET" and addresses().get(name)})
VARIANTS: list[dict[str, str]] = [{}, {"HTTP_RANGE": "bytes=0-10"}, {"HTTP_IF_NONE_MATCH": "*"}, {"HTTP_ACCEPT": "image/*"}]


def same(text: str, path: str) -> str:
    """A page without what is different at each look: its address, the secret of its form, the identity of its command."""
    plain = text.replace(path, "HERE").replace(path.replace("/", "%2F"), "HERE")
    return re.sub(r'(csrfmiddlewaretoken|command)" value="[^"]+"', r"\1", plain)


def told(answered: HttpResponse, path: str) -> tuple[object, ...]:
    """Everything that an answer tells: status, headers, page."""
    headers = {name: value for name, value in answered.headers.items() if name not in ("Content-Length",)}
    return answered.status_code, headers, same(answered.content.decode(), path)


@pytest.mark.parametrize("name", FOUR_OH_FOURS)
def test_what_is_not_theirs_answers_as_what_does_not_exist(name: str, world: World) -> None:
    known = {person.name for person in strangers(world)}
    looks = [one for one in draws(world, name) if one.way == "GET" and answer(name, "GET", one.words) == "404" and one.person.name in known]
    variants = VARIANTS if name.startswith("document") else [{}]
    for person in {one.person.name: one.person for one in looks}.values():
        own = [one for one in looks if one.person is person]
        missing = next((one for one in own if "missing" in one.words), None)
        for how in variants if missing else ():
            nothing = told(ask(person, "GET", missing.path, **how), missing.path)
            for draw in own[:2]:
                assert told(ask(person, "GET", draw.path, **how), draw.path) == nothing, str(draw)


def secrets_of(one: File) -> set[str]:
    """What gives a file away: its number, its worker, its papers."""
    return {one.number, spaced(one.number), f"{one.name}berg", one.life.worker.person, str(one.life.case), *one.papers.values()}


def plain_pages(world: World, person: Person) -> Iterator[tuple[str, str]]:
    """Every page without a parameter that this person may open, each also by its links to more of the same, and the lists after searches."""
    for name in sorted(addresses()):
        if name == "sign-in":  # in the demo it offers everybody to everybody
            continue
        if addresses()[name] or "GET" not in ways_of(name) or answer(name, "GET", {person.role}) != "open":
            continue
        draw = next(one for one in draws(world, name) if one.person is person and one.way == "GET")
        for more in ("", "?tab=all", "?tab=ended", "?tab=team", "?page=2", "?list=all", "?sort=oldest"):
            yield f"{draw.path}{more}", ask(person, "GET", f"{draw.path}{more}").content.decode(errors="replace")
    for one in world.files if answer("files", "POST", {person.role}) == "open" else ():
        for text in (f"{one.name}berg", one.number):
            with transaction.atomic():
                window = person.back()
                window.post("/files", {"q": text, "tab": "all"})
                yield f"a search for {text}", window.get("/files").content.decode().replace(f'value="{text}"', "")
                transaction.set_rollback(True)


def strangers(world: World) -> Iterator[Person]:
    """One person of each body, and a worker."""
    seen: set[object] = set()
    for person in world.people:
        key = (person.role, person.actor.body or person.name.startswith("worker")) if person.actor else "nobody"
        if key not in seen and person.role != "lapsed":
            seen.add(key)
            yield person


def test_no_list_count_or_search_tells_of_a_file_of_others(world: World) -> None:
    found = []
    for person in strangers(world):
        hidden = {secret: one for one in world.files if one.relation(person.actor) in ("stranger", "later") for secret in secrets_of(one)}
        known = {secret: one for one in world.files if one.relation(person.actor) == "expects" for secret in (one.number, *one.papers.values())}
        for path, page in plain_pages(world, person):
            found += [f"{person.name} reads {secret} of {hidden[secret].name} on {path}" for secret in hidden if secret in page]
            found += [f"{person.name}, who only expects {one.name}, reads {secret} on {path}" for secret, one in known.items() if secret in page]
    assert not found, "\n".join(found[:40])


def test_a_list_counts_only_what_it_shows(world: World) -> None:
    for person in strangers(world):
        if person.role in ("anonymous", "inspector"):
            continue
        mine = sum(one.relation(person.actor) in ("own", "subject") for one in world.files)
        page = ask(person, "GET", "/files?tab=all").content.decode()
        shown = {one.number for one in world.files if one.number in page}
        assert len(shown) == mine, person.name
        counts = [int(number) for number in re.findall(r"You have (\d+) files", page)]
        drafts = sum(one.submitted and one.relation(person.actor) != "stranger" for one in world.drafts)
        assert not counts or counts == [mine + drafts], person.name


def test_a_redirect_names_no_file_that_is_not_theirs(world: World) -> None:
    other, one = world.person("other employer"), world.file("Arrived")
    for path in (f"/files?left={one.number}", f"/files/{one.number}?done=withdraw"):
        answered = ask(other, "GET", path)
        assert f"{one.name}berg" not in answered.content.decode() and one.number not in answered.headers.get("Location", "")


def _mandate_ends() -> None:
    give_mandate(EMPLOYER.body, SOREL, "employer", date(2025, 1, 1), TODAY - timedelta(days=1))


LOSSES: dict[str, tuple[str, Callable[[], None], str]] = {
    "a mandate that is revoked": ("representative", lambda: revoke_mandate(EMPLOYER.body, SOREL, "employer", TODAY), "Arrived"),
    "a mandate that ends": ("representative", _mandate_ends, "Arrived"),
    "an agent who leaves": ("region", lambda: leave(REGION.person, REGION.role, REGION.body, TODAY - timedelta(days=1)), "Filed"),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_lost_counts_at_the_next_request_of_an_open_session(loss: str, world: World) -> None:
    name, happens, file = LOSSES[loss]
    person, path = world.person(name), f"/files/{world.file(file).number}"
    with transaction.atomic():
        window = person.back()
        assert window.get(path).status_code == 200
        happens()
        assert window.get(path).headers["Location"].startswith("/sign-in"), "the very next request"
        assert window.post(f"{path}/do/write_message", {"command": "x", "seen": "1"}).headers["Location"].startswith("/sign-in")
        transaction.set_rollback(True)


def test_who_signs_out_is_out_on_the_server_too(world: World) -> None:
    person, path = world.person("employer"), f"/files/{world.file('Filed').number}"
    with transaction.atomic():
        window = person.back()
        old = {name: morsel.value for name, morsel in window.cookies.items()}
        assert window.post("/sign-out", {}).status_code == 302
        for name, value in old.items():
            window.cookies[name] = value
        assert window.get(path).headers["Location"].startswith("/sign-in"), "the old cookies open nothing"
        transaction.set_rollback(True)
