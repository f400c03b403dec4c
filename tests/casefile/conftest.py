"""A small desk for tests: acts are decided by the engine, remembered by the journal and told to the case file."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from guichet.casefile import store
from guichet.engine.case import Case, fold
from guichet.engine.case_number import number_of
from guichet.engine.consequences import let_the_clock_speak
from guichet.engine.decide import decide
from guichet.engine.stretches import picture
from guichet.engine.words import Actor, Command, Entry, Event
from guichet.journal import store as journal
from guichet.law.bundles import read_law
from guichet.law.rules import Rules
from guichet.people import demo
from guichet.people import store as people
from guichet.vault import store as vault

COMPANY = "company:91c64c05-cead-5336-ad00-44e6ce16d961"
OTHER_COMPANY = "company:27dfb71b-70db-5a13-a059-7a8b6c9ad6ab"
FILED = date(2026, 3, 2)
EMPLOYER = Actor("employer", COMPANY, "0dff3d0b-f1e8-511f-af2f-209e200f2dbd")
REGION = Actor("work_authority", "authority:brussels", "13128c4c-e3a9-5842-9627-a6d4361782fd")
OFFICE = Actor("stay_authority", "authority:stay", "535991ed-311a-56a0-bc64-2477c65983df")
POST = Actor("post", "post:IN-DEL", "4aabd678-f089-5e3d-a96a-b4b3fca48bd4")
COMMUNE = Actor("municipality", "municipality:21001", "60252647-a612-5761-8a6e-536ed6450f37")
FACTS = {
    "worker_age": 34, "worker_nationality": "IND", "work_as": "specialist", "monthly_pay": "5600.00", "posted": True, "host_municipality": "21001",
    "lawfully_present": False, "post": "IN-DEL", "passport_until": "2029-01-31", "first_state": "FRA", "first_permit_until": "2027-12-31",
    "employment_from": "2026-08-01", "employment_until": "2027-06-30", "planned_arrival_on": "2026-07-20", "residence_municipality": "21001",
}  # fmt: skip
ANSWERS = {
    "company_name": "Delvaux Robotics SA", "enterprise_number": "0999000129", "contact_email": "contact@delvaux-robotics.example",
    "worker_family_name": "Narayanan", "worker_given_names": "Meera", "worker_birth_on": "1991-05-04", "worker_nationality": "IND",
    "worker_email": "meera@example.org", "passport_number": "Z1234567", "work_as": "specialist", "monthly_pay": "5600.00", "posted": True,
    "host_municipality": "21001", "lawfully_present": False, "post": "IN-DEL", "planned_arrival_on": "2026-07-20", "residence_municipality": "21001",
    "earlier_stays": [["2026-01-05", "2026-01-09"]],
}  # fmt: skip


def law(region: str = "brussels") -> Rules:
    """The rules of a region, kept for ever as the desk does."""
    known = read_law(settings.LAW_FOLDER)
    rules = known.rules("ict-long-term-mobility", region, FILED)
    journal.keep_bundle(rules.digest, known.text(rules.digest))
    return rules


class Story:
    """One case, told act by act as the desk does."""

    def __init__(self, case: UUID, worker: str, facts: dict | None = None) -> None:
        self.case, self.rules, self.facts = case, law(), FACTS | (facts or {})
        self.worker = Actor("worker", "", worker)
        self.entries: list[Entry] = []
        self.new: list[Entry] = []

    @property
    def number(self) -> str:
        return number_of(self.case)

    def submit(self, on: date = FILED, without: tuple[str, ...] = ()) -> "Story":
        """The employer files everything that the law asks, the worker's papers too."""
        kept = vault.keep(self.case, "answers", ANSWERS)
        before = Case(self.rules)
        before.facts.update(self.facts)
        names = [e.name for e in before.needed_evidence() if e.name not in without]
        data = {
            "facts": self.facts, "bodies": {"employer": COMPANY, "work_authority": REGION.body, "stay_authority": OFFICE.body, "post": POST.body},
            "persons": {"worker": self.worker.person}, "evidence": {name: [self.file(name)] for name in names},
            "competence": {"authority": "brussels", "rule": "host", "inputs": {"posted": True}, "source": ["ca-2018"]},
        }  # fmt: skip
        return self.does("submit_application", EMPLOYER, on, answers={"ref": kept.ref, "digest": kept.digest}, **data)

    def file(self, name: str) -> str:
        return vault.keep_file(self.case, "file", f"what the {name} says".encode(), f"Scan of {name}.pdf", "application/pdf").ref

    def text(self, text: str) -> dict[str, str]:
        kept = vault.keep(self.case, "text", text)
        return {"ref": kept.ref, "digest": kept.digest}

    def does(self, act: str, by: Actor, on: date, today: date | None = None, **data: object) -> "Story":
        case = fold(self.entries, self.rules) if self.entries else Case(self.rules)
        spoken = let_the_clock_speak(case, on) if self.entries else []
        last = self.entries[-1].number if self.entries else 0
        command = Command(uuid4(), self.case, last, act, by, on, datetime(on.year, on.month, on.day, 9, tzinfo=UTC), data)
        events = [*spoken, *decide(case, command, self.entries, today or on)]
        if data.get("answers"):
            events[0] = Event(events[0].kind, by, on, dict(events[0].data) | {"answers": data["answers"]})
        return self.happens(events)

    def says(self, kind: str, by: Actor, on: date, **data: object) -> "Story":
        """Something told without an act, after what the clock had to say by then."""
        spoken = let_the_clock_speak(fold(self.entries, self.rules), on)
        return self.happens([*spoken, Event(kind, by, on, data)])

    def happens(self, events: list[Event]) -> "Story":
        on = max(e.on for e in events)
        last = self.entries[-1].number if self.entries else 0
        self.new = journal.append(self.case, last, events, datetime(on.year, on.month, on.day, 9, tzinfo=UTC), self.rules.digest)
        since = store.since_of(self.entries, self.new)
        self.entries += self.new
        store.tell(self.case, self.entries, self.new, picture(self.entries, self.rules, since), self.rules, since)
        return self

    def retold(self) -> "Story":
        """The same, told anew as a rebuild does."""
        entries = journal.read(self.case)
        store.tell(self.case, entries, entries, picture(entries, self.rules), self.rules, None)
        return self


def told_admissible(story: Story) -> Story:
    return story.submit().does("declare_admissible", REGION, date(2026, 3, 9))


def told_granted(story: Story) -> Story:
    told_admissible(story).does("grant_work", REGION, date(2026, 4, 1), facts={"work_authorised_until": "2027-06-30"})
    return story.does("grant_stay", OFFICE, date(2026, 4, 10), facts={"stay_authorised_until": "2027-06-30"})


@pytest.fixture
def known_people(db: None) -> None:
    demo.load()


@pytest.fixture
def story(known_people: None, settings: object, tmp_path: Path) -> Callable[..., Story]:
    """Begins the story of a case: story(1), story(2, facts={...})."""
    settings.VAULT_FOLDER = tmp_path

    def begin(number: int = 1, **more: object) -> Story:
        worker = people.add_worker("ನಾರಾಯಣನ್", "ಮೀರಾ", "Narayanan", "Meera", "en", "meera@example.org")
        return Story(UUID(int=0x0199_0000_0000_7000_8000_0000_0000_0000 + number * 0x1234_5678_9ABC), worker, **more)

    return begin
