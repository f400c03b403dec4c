"""Whole lives per second: a story of the demo, from application to card, through `handle`, one commit for each command, beside another engine."""

import sys
import time
from pathlib import Path

from tqdm import tqdm

from guichet.site.benches.other_engine import STEPS, OtherEngine
from guichet.site.upkeep import checkpoint

LIVES = 400  # with fewer the figure moves by a tenth from one run to the next
ROUNDS = 40  # the two engines take turns, so that a disturbed moment of the machine meets both


def measure(lives: int = 0, folder: Path = Path()) -> dict[str, object]:
    """Return lives per second of both, and their `ratio`. Twelve commits at synchronous=FULL; journal, vault, views and outbox included.

    Each is the middle one of all rounds; a round compares what the two did one after the other, for the machine is not as fast all the time.
    Between two rounds the logs of both databases are moved into their files, as `guichet work` does in its own process; no round counts it.
    """
    from django.conf import settings

    lives = lives or LIVES
    rounds = min(ROUNDS, lives)
    each = lives // rounds
    story, other_engine = _same_story(), OtherEngine(folder)
    _our_lives_per_second(story, 1)  # the law is read once, and kept
    ours: list[float] = []
    others: list[float] = []
    for _ in tqdm(range(rounds), desc="rounds", disable=not sys.stderr.isatty()):
        ours.append(_our_lives_per_second(story, each))
        others.append(other_engine.lives_per_second(each))
        for path in (settings.DATABASES["default"]["NAME"], other_engine.path):
            checkpoint(str(path))
    mine, other = _middle(ours), _middle(others)
    return {
        "lives": rounds * each,
        "commands in a life": len(story["story"]),
        "steps of the other engine": STEPS,
        "lives_per_second": round(mine, 1),
        "other_engine_lives_per_second": round(other, 1),
        "ratio": round(_middle([one / beside for one, beside in zip(ours, others, strict=True)]), 2),
    }


def _same_story() -> dict[str, object]:
    """The story of the demo with as many commands as the other engine has steps: from the application to the card."""
    from guichet.site import demo_world

    return next(story for story in demo_world.stories() if len(story["story"]) == STEPS and story["story"][-1][1] == "deliver_card")


def _our_lives_per_second(story: dict[str, object], lives: int) -> float:
    """Count only the time inside `handle`: what a person types and uploads before is not the engine's."""
    from guichet.desk.handle import handle
    from guichet.site import clock
    from guichet.site.demo_tellers import Teller

    took = 0.0
    for _ in range(lives):
        teller = Teller(story, clock.today())
        for line in story["story"]:
            command = teller.command(line)
            began = time.perf_counter()
            handle(command)
            took += time.perf_counter() - began
    return lives / took


def _middle(figures: list[float]) -> float:
    return sorted(figures)[len(figures) // 2]
