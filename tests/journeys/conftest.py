"""The people of a journey: each a window of their own, all in one language, on a running Guichet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from guichet.casefile import reading
from guichet.desk import tick, worker
from guichet.law.rules import Act
from guichet.people import demo
from guichet.people import store as people
from guichet.site.channels import channels
from tests.journeys.somebody import Somebody, window
from tests.portals.filling import TODAY, pdf
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

    def __post_init__(self) -> None:
        self.rules = rules("brussels")

    def enter(self, role: str, body: str = "", person: str = "") -> Somebody:
        """Somebody of a role comes to the counter."""
        chosen = people.sign_in_choices(self.clock.today())
        one = next(v for v in chosen if v.role == role and (not body or v.body == body) and (not person or v.person == person))
        came = Somebody(window(self.browser, self.script), self.address, self.language, self.rules, self.paper)
        came.sign_in(f"{one.person}|{one.role}|{one.body}")
        return came

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

    def stands(self, event: str) -> set[str]:
        """The sentences that may stand over a file after an event that moves it."""
        phases = {move.to for move in self.rules.moves if move.after.word == event}
        sentences = [self.rules.phases[name] for name in phases]
        return {words[self.language] for phase in sentences for words in (phase.status, *(one.words for one in phase.statuses))}

    def letters_go_out(self) -> None:
        """The worker process writes and sends what is due."""
        while worker.work(self.clock.now, channels()):
            pass

    def days_pass(self, days: int) -> None:
        """Time goes on and the nightly tick knocks."""
        day = self.clock.forward(days)
        tick.knock(tick.due(day), day, self.clock.now())

    def view(self, number: str, role: str, body: str) -> object:
        """What the case file tells somebody of a role; to hold the pages against."""
        one = next(v for v in people.sign_in_choices(self.clock.today()) if v.role == role and v.body == body)
        return reading.open_case(number, one, self.clock.today())


@pytest.fixture
def cast(browser: Browser, address: str, clock: object, tmp_path: Path, settings: object) -> Iterator[Callable[[str, bool], Cast]]:
    """Makes the cast of one journey: `cast("nl", script=False)`."""
    demo.load()
    clock.set_today(TODAY)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(pdf().getvalue())
    yield lambda language, script: Cast(browser, address, language, script, clock, paper)
    for context in browser.contexts:
        context.close()
