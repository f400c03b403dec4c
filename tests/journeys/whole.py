"""A life as one window tells it: from the public questions to a filed application, and from the decision to the card at the commune."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from guichet.intake import store as intake
from guichet.law.bundles import read_law
from guichet.people.store import Viewer
from tests.journeys.conftest import Cast
from tests.journeys.counter import at_the_counter, somebody
from tests.journeys.somebody import Somebody
from tests.journeys.visitor import a_stranger, asks, begins
from tests.portals.filling import TODAY, file_application, fill, pdf

FROM = TODAY + timedelta(days=60)  # the first day of what is asked for


def under(play: Cast, procedure: str, region: str) -> Cast:
    """The same cast, under the law of another procedure in a region."""
    play.rules = read_law(settings.LAW_FOLDER).rules(procedure, region, TODAY)
    return play


def begun(play: Cast, one: Viewer, told: Mapping[str, str]) -> tuple[Somebody, str]:
    """The first page, the public questions, the answer, signing in, the first page of the application; who applies and the path of the draft."""
    me = a_stranger(play)
    asks(me, {"nationality": "IND", "status": "none", **told})
    assert me.page.locator("h1").inner_text().replace("\u00ad", "") == play.rules.title[play.language]
    return me, begins(me, one)


def filed(play: Cast, one: Viewer, said: dict[str, object]) -> str:
    """The number of a file that somebody files by the same forms, sent without a browser; with what they and the worker give."""
    counter = at_the_counter(one)
    command = "01996d00-0000-7000-8000-0000000000aa"
    draft = counter.post("/applications", {"procedure": play.rules.procedure, "command": command}).headers["Location"]
    fill(counter, draft, play.rules, said)
    worker = somebody("worker", person=intake.find(UUID(draft.rsplit("/", 1)[1])).worker)
    for giver in {one.person: one, worker.person: worker}.values():
        window_of = at_the_counter(giver)
        names = re.findall(r'name="(file-[a-z_]+)"', window_of.get(f"{draft}/documents").content.decode())
        assert window_of.post(f"{draft}/documents", {name: pdf() for name in names}).status_code == 302
    return file_application(counter, draft)


def today(play: Cast, one: Somebody, number: str, phase: str) -> list[str]:
    """May I work, may I stay today? "yes", "no" or "unknown" for each, as the page of a file that stands in this phase says it."""
    assert says(play, one.opens(number), phase)
    words = ("yes", "no", "unknown")
    return [next(word for word in words if f"g-answer--{word}" in str(place.get_attribute("class"))) for place in one.page.locator(".g-answer").all()]


def at_the_commune(play: Cast, commune: Somebody, number: str, entered: date) -> None:
    """From the day the person stands at the desk to the card: arrival and annex 49, address, register, order, card."""
    acts = play.rules.acts
    commune.does(number, acts["register_arrival"], {"entered_on": entered})
    for name in ("confirm_residence", "enter_in_register", "order_card"):
        commune.does(number, acts[name])
    commune.does(number, acts["deliver_card"])


def says(play: Cast, sentence: str, phase: str) -> bool:
    """Does the page say the status of this phase?"""
    return play.rules.phases[phase].status[play.language] in sentence

