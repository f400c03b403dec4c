"""The living cases of the demo: invented people, told through the same door as everybody, with days relative to today."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import yaml
from django.conf import settings
from tqdm import tqdm

from guichet.delivery import post_room
from guichet.desk import posting, worker
from guichet.desk.handle import handle, handle_all
from guichet.engine.words import Command
from guichet.people import demo as demo_people
from guichet.people.reference import data_folder
from guichet.site import clock
from guichet.site.channels import channels
from guichet.site.demo_tellers import RenewalTeller, Story, Teller, teller_of
from guichet.site.seals import seal

STILL_WAIT = timedelta(days=7)
MANY = 200  # cases in one transaction when many are made


def tell(extra: int = 0) -> int:
    """Tells the stories of demo_cases.yaml, then `extra` more by the same acts; returns how many cases there are."""
    demo_people.load()
    known = stories()
    for story in tqdm(known, unit=" stories", leave=False, disable=not sys.stderr.isatty()):
        _tell(teller_of(story, clock.today()))
    _many(known, extra)
    return files_of(known) + extra


def stories() -> list[Story]:
    """Every story of demo_cases.yaml, with what is the same in most of them."""
    told = yaml.safe_load(data_folder().joinpath("demo_cases.yaml").read_text("utf-8"))
    return [dict(told["defaults"]) | story for story in told["cases"]]


def files_of(told: Iterable[Story]) -> int:
    """How many cases these stories make: a permit that is renewed has two."""
    return sum(1 + bool(story.get("renewal")) for story in told)


def _tell(teller: Teller) -> None:
    for line in teller.story["story"]:
        handle(teller.command(line))
        leaves = teller.at + timedelta(minutes=settings.UNDO_MINUTES)  # on the day of the act
        while worker.work(lambda: leaves, channels(news=False), seal()):  # noqa: B023  asked in this turn only
            pass
        _post(teller)
    if teller.story.get("renewal"):
        _tell(RenewalTeller(teller))


def _post(teller: Teller) -> None:
    """Letters on paper are posted on their day; those of the last days still wait in the post room."""
    on = teller.at.date()
    if on > clock.today() - STILL_WAIT:
        return
    for letter in post_room.of_case(teller.case):
        if letter.posted_on is None:
            number = f"RR{letter.id.int % 10**9:09}BE"
            posting.post(teller.viewers[letter.sender].actor, letter.id, on, number, teller.at)


def _many(stories: list[Story], number: int) -> None:
    """Many cases by the same decide, append and tell, many in one transaction; their letters wait in the outbox."""
    chance = random.Random(7)  # noqa: S311  the same demo every time
    stories = [story for story in stories if not story.get("applies")]  # who applies alone has one file
    with tqdm(total=number, unit=" cases", disable=not (number and sys.stderr.isatty())) as bar:
        for first in range(0, number, MANY):
            drawn = list(_drawn(stories, min(MANY, number - first), first, chance))
            handle_all(command for story in drawn for command in commands(story, clock.today() - timedelta(days=chance.randrange(7))))
            bar.update(files_of(drawn))


def _drawn(stories: list[Story], number: int, first: int, chance: random.Random) -> Iterator[Story]:
    """Stories by chance that make exactly so many cases, each of somebody else; `first` is the number of the first one."""
    single = [story for story in stories if not story.get("renewal")]
    made = 0
    while made < number:
        story = dict(chance.choice(stories if number - made > 1 else single)) | {"given": f"Demo {_letters(first + made)}"}
        made += files_of([story])
        yield story


def _letters(number: int) -> str:
    """A number as a name may be written: 0 is A, 25 is Z, 26 is BA."""
    rest, last = divmod(number, 26)
    return (_letters(rest) if rest else "") + chr(ord("A") + last)


def commands(story: Story, today: date) -> Iterator[Command]:
    """The commands of one story, each made when those before it are done."""
    teller = teller_of(story, today)
    for line in story["story"]:
        yield teller.command(line)
    renewal = RenewalTeller(teller) if story.get("renewal") else None
    for line in renewal.story["story"] if renewal else ():
        yield renewal.command(line)
