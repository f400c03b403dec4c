"""The start page says what this is and shows the three doors, each leading where its reader goes next."""

from collections.abc import Callable

import pytest
from django.test import Client


def doors(html: str) -> list[str]:
    return [part.partition('href="')[2].partition('"')[0] for part in html.split('<li class="g-door">')[1:]]


def test_a_stranger_comes_to_sign_in_through_every_door(client: Client, db: None) -> None:
    assert doors(client.get("/").content.decode()) == ["/sign-in?next=/applications", "/sign-in", "/sign-in"]


def test_an_invited_worker_finds_where_the_code_goes(client: Client, db: None) -> None:
    assert 'href="/invitation"' in client.get("/").content.decode()


@pytest.mark.parametrize(("role", "place", "leads"), [("employer", 0, "/applications"), ("stay_authority", 2, "/work"), ("post", 2, "/people")])
def test_whoever_is_signed_in_goes_straight_through_their_own_door(role: str, place: int, leads: str, visitor_as: Callable[..., Client]) -> None:
    found = doors(visitor_as(role).get("/").content.decode())
    assert found[place] == leads
    assert sum(one.startswith("/sign-in") for one in found) == 2
