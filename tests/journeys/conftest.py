"""The people of a journey: each a window of their own, all in one language, on a running Guichet."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser

from guichet.casefile import reading
from guichet.desk import tick, worker
from guichet.law.rules import Act
from guichet.people import demo
from guichet.people import store as people
from guichet.site.channels import channels
from guichet.sources.fake_seal import FakeSeal
from tests.journeys.counter import at_the_counter, somebody
from tests.journeys.somebody import Somebody, window
from tests.portals.filling import TODAY, begin, file_application, fill, pdf
from tests.portals.sample_case import rules


@dataclass
class Cast:
    """Who takes part, and what passes by itself: letters and days."""

    browser: Browser
    address: str
    language: str
    script: bool
    clock: object
    paper: Path
    wide: int = 1280
    pictures: Path | None = None  # where pictures of the pages go, for people to look at

    def __post_init__(self) -> None:
        self.rules, self.began = rules("brussels"), self.clock.today()

    def enter(self, role: str, body: str = "", person: str = "") -> Somebody:
        """Somebody of a role comes to the counter."""
        chosen = people.sign_in_choices(self.clock.today())
        one = next(v for v in chosen if v.role == role and (not body or v.body == body) and (not person or v.person == person))
        came = Somebody(window(self.browser, self.script, self.wide), self.address, self.language, self.rules, self.paper, self.pictures)
        came.sign_in(f"{one.person}|{one.role}|{one.body}")
        return came

    def applied(self) -> str:
        """A draft with every answer, by the employer's forms sent without a browser; its path."""
        window = at_the_counter(somebody("employer"))
        draft = begin(window)
        fill(window, draft, self.rules)
        return draft

    def given(self, draft: str, role: str, key: str = "") -> None:
        """Every document that a role gives to a draft, sent without a browser."""
        window = at_the_counter(somebody(role, person=key.partition("|")[0]))
        names = re.findall(r'name="(file-[a-z_]+)"', window.get(f"{draft}/documents").content.decode())
        assert window.post(f"{draft}/documents", {name: pdf() for name in names}).status_code == 302

    def filed(self, draft: str) -> str:
        """The number of the file that a draft becomes, without a browser."""
        return file_application(at_the_counter(somebody("employer")), draft)

    def worker_of(self, draft: str) -> Somebody:
        """The worker whom a draft is about."""
        from uuid import UUID

        from guichet.intake import store as intake

        return self.enter("worker", person=intake.find(UUID(draft.rsplit("/", 1)[1])).worker)

    def act(self, says: str, by: str, **more: object) -> Act:
        """The act of the law by which a role says an event; `outcome="no"` among its fixed words."""
        return next(
            act
            for act in self.rules.acts.values()
            if act.says == says and by in act.by and act.phases and all(act.fixed.get(k) == v or getattr(act, k, None) == v for k, v in more.items())
        )

    def title_of(self, letter: str) -> str:
        """How the pages call a letter."""
        return next(one.title[self.language] for one in self.rules.letters if one.letter == letter)

    def stands(self, event: str) -> set[str]:
        """The sentences that may stand over a file after an event that moves it."""
        phases = {move.to for move in self.rules.moves if move.after.word == event}
        sentences = [self.rules.phases[name] for name in phases]
        return {words[self.language] for phase in sentences for words in (phase.status, *(one.words for one in phase.statuses))}

    def letters_go_out(self) -> None:
        """The worker process writes and sends what is due."""
        while worker.work(self.clock.now, channels(), FakeSeal()):
            pass

    def days_pass(self, days: int) -> None:
        """Time goes on and the nightly tick knocks."""
        day = self.clock.forward(days)
        tick.knock(tick.due(day), day, self.clock.now())

    def view(self, number: str, role: str, body: str) -> object:
        """What the case file tells somebody of a role; to hold the pages against."""
        one = next(v for v in people.sign_in_choices(self.clock.today()) if v.role == role and v.body == body)
        return reading.open_case(number, one, self.clock.today())


# How a journey is lived: each once as the journey says; in `make test-all` in every language, with scripts and without, wide and narrow.
AS_TOLD = ("", True, 1280)
OTHERWISE = [("fr", True, 320), ("nl", False, 1280), ("de", True, 1280), ("en", False, 320), ("fr", False, 1280), ("nl", True, 320), ("de", False, 320), ("en", True, 1280)]


def _named(how: tuple[str, bool, int]) -> str:
    language, script, wide = how
    return f"{language}-{'script' if script else 'plain'}-{wide}" if language else "as told"


@pytest.fixture(params=[AS_TOLD, *(pytest.param(how, marks=pytest.mark.thorough) for how in OTHERWISE)], ids=lambda how: _named(how))
def cast(browser: Browser, address: str, clock: object, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str, bool], Cast]]:
    """Makes the cast of one journey: `cast("nl", script=False)`. Pictures of its pages go to the folder JOURNEY_PICTURES, if there is one."""
    demo.load()
    clock.set_today(TODAY)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(pdf().getvalue())
    other, scripts, wide = request.param
    folder = os.environ.get("JOURNEY_PICTURES")
    pictures = Path(folder, re.sub(r"[^a-z0-9-]+", "_", request.node.name)) if folder else None
    yield lambda language, script: Cast(browser, address, other or language, scripts if other else script, clock, paper, wide, pictures)
    for context in browser.contexts:
        context.close()


@pytest.fixture
def counter(db: None, clock: object, settings: object, tmp_path: Path) -> None:
    """The demo people, a day, a vault of its own."""
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    clock.set_today(TODAY)


@pytest.fixture
def employer(counter: None) -> Client:
    """An employer at the counter, without a browser."""
    return at_the_counter(somebody("employer"))
