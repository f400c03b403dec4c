"""Asking one address as somebody, with no effect that stays; what came back, and how many statements it took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.http import HttpResponse

from guichet.portals import invitations, take_over, verification
from tests.matrix.draws import Draw
from tests.matrix.reading import answer
from tests.matrix.world import Person

TAKEN = {200, 204, 302, 400, 409, 422}  # a POST by whoever may: done, or said what is wrong with it
THROTTLES = (invitations.throttle, take_over.throttle, verification.throttle)


def ask(person: Person, way: str, path: str, body: dict[str, object] | None = None, **more: object) -> HttpResponse:
    """One answer; what a POST did is undone."""
    for throttle in THROTTLES:
        throttle.forget()
    window = person.back()
    method = getattr(window, way.lower())
    if way != "POST":
        return method(path, **more)
    with transaction.atomic():
        answered = method(path, body or {}, **more)
        transaction.set_rollback(True)
    return answered


def wrong(draw: Draw, response: HttpResponse) -> str:
    """ "" when the answer is the one of the matrix, else a sentence."""
    expected, status = answer(draw.name, draw.way, draw.words), response.status_code
    there = response.headers.get("Location", "")
    if there.startswith("/sign-in?next="):
        said = "sign-in"
    elif draw.way == "POST" and status in TAKEN:
        said = "moved" if expected == "moved" and status == 302 else "open"
    else:
        said = {200: "open", 204: "open", 302: "moved"}.get(status, str(status))
    return "" if said == expected else f"{draw}: matrix.yaml says {expected}, the answer was {status} {there}"


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SQL statements of what is done inside."""
    told: list[str] = []

    def note(execute: object, sql: str, *rest: object) -> object:
        told.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield told
