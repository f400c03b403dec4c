"""Lives told through the desk and, for lives drawn at random, through the small desk of the case file; an inspector who asks."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection

from guichet.engine.stretches import picture
from guichet.engine.words import Event
from guichet.journal import store as journal
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.registry import store
from guichet.registry.answers import Answer
from guichet.registry.reading import consult
from tests.casefile.conftest import Story
from tests.desk.life import COMMUNE, EMPLOYER, POST, Life
from tests.portals.test_axe import shown, tab  # noqa: F401  a tab in which pages are looked at

INSPECTOR = ("11e628ce-625f-5319-af57-740f5446f8aa", "inspector", "inspection:social")
ENTERPRISE = "0999.000.129"
ASKED_AT = datetime(2026, 10, 1, 8, 42, tzinfo=UTC)


class Told(Story):
    """One case whose entries are told to the registry as well, as the desk does."""

    def happens(self, events: list[Event]) -> "Told":
        first = not self.entries
        super().happens(events)
        since = None if first else min(e.on for e in self.new)
        store.tell(self.case, self.entries, self.new, picture(self.entries, self.rules, since), self.rules, since)
        return self

    def retold(self) -> "Told":
        entries = journal.read(self.case)
        store.tell(self.case, entries, entries, picture(entries, self.rules), self.rules, None)
        return self


def dump(*tables: str) -> dict[str, list[str]]:
    """Every column of every view of the registry, in an order that does not depend on the order of telling."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables or store.TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            found[table] = sorted(repr(row) for row in cursor.fetchall())
    return found


def arrived(life: Life) -> Life:
    """Granted on 10 April; visa, entry on 3 August, at the commune on 5 August: annex 49 until the card."""
    life.granted()
    life.does("issue_visa", POST, date(2026, 5, 4), visa_until="2026-10-31")
    life.does("declare_entry", EMPLOYER, date(2026, 8, 4), entered_on="2026-08-03")
    life.does("take_over", COMMUNE, date(2026, 8, 5), code=life.code())
    return life.does("register_arrival", COMMUNE, date(2026, 8, 5), entered_on="2026-08-03")


@pytest.fixture
def life(known_people: None) -> Callable[..., Life]:
    return Life


@pytest.fixture
def story(known_people: None) -> Told:
    worker = people.add_worker("ನಾರಾಯಣನ್", "ಮೀರಾ", "Narayanan", "Meera", "en", "meera@example.org")
    return Told(UUID(int=0x0199_0000_0000_7000_8000_1234_5678_9ABC), worker)


@pytest.fixture
def inspector(known_people: None) -> Viewer:
    return people.viewer(*INSPECTOR)


@pytest.fixture
def asks(inspector: Viewer) -> Callable[..., Answer]:
    """Asks about a day, at some later instant: asks("7KM4 2QX9 B6", date(2026, 8, 5))."""

    def ask(question: str, day: date, **changed: object) -> Answer:
        told = {"purpose": "check_on_site", "reference": "INS-2026-0418"} | changed
        return consult(inspector, str(told["purpose"]), str(told["reference"]), question, day, ASKED_AT)

    return ask
