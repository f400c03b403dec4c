"""One file told through the door of the desk, act by act, each on its day: the people, the answers and the teller of every test here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from guichet.casefile import store as casefile
from guichet.casefile.known import stretches_of
from guichet.desk import codes, tick, worker
from guichet.desk.handle import Answer, handle
from guichet.desk.law_of import the_law
from guichet.engine.words import Actor, Command, Entry
from guichet.journal import store as journal
from guichet.people import store as people
from guichet.site.channels import channels
from guichet.sources.fake_seal import FakeSeal
from guichet.vault import store as vault

BRUSSELS_TIME = ZoneInfo("Europe/Brussels")
PROCEDURE = "ict-long-term-mobility"
COMPANY = "company:91c64c05-cead-5336-ad00-44e6ce16d961"
EMPLOYER = Actor("employer", COMPANY, "0dff3d0b-f1e8-511f-af2f-209e200f2dbd")
LAWYER = Actor("employer", COMPANY, "47340e67-86f9-520c-81d9-3fbef1ccc1f7")  # acts for the company by a mandate
OTHER_EMPLOYER = Actor("employer", "company:27dfb71b-70db-5a13-a059-7a8b6c9ad6ab", "7d507c05-8fcb-5cf1-b74c-36dcde61e3e2")
GERMAN_EMPLOYER = Actor("employer", "company:c19782ed-1dd5-5f40-8152-c83c62f61977", "b82d3c87-4b1a-57ec-b2f6-b09e3b997547")
REGION = Actor("work_authority", "authority:brussels", "13128c4c-e3a9-5842-9627-a6d4361782fd")
COLLEAGUE = Actor("work_authority", "authority:brussels", "3c7f82f5-1933-5622-9804-c78539d7c440")
FLANDERS = Actor("work_authority", "authority:flanders", "4fb8e27d-7021-51e6-9fac-d6b88975d2d2")
WALLONIA = Actor("work_authority", "authority:wallonia", "4dea6e6f-ff29-5345-9d90-c19c2a7b800e")
EUPEN_REGION = Actor("work_authority", "authority:german_community", "a0213c1b-6351-5e98-b5e8-ac7d56abd9f8")
OFFICE = Actor("stay_authority", "authority:stay", "535991ed-311a-56a0-bc64-2477c65983df")
OFFICE_COLLEAGUE = Actor("stay_authority", "authority:stay", "514b7e1a-bd19-521c-8eac-2c6839be52ac")
POST = Actor("post", "post:IN-DEL", "4aabd678-f089-5e3d-a96a-b4b3fca48bd4")
OTHER_POST = Actor("post", "post:CN-BJS", "3b47c576-c6ea-5fd2-b54a-86fc659473fd")
COMMUNE = Actor("municipality", "municipality:21001", "60252647-a612-5761-8a6e-536ed6450f37")
OTHER_COMMUNE = Actor("municipality", "municipality:44021", "73f3ec93-e5ed-52e0-9184-800a940412ee")

FILED = date(2026, 3, 2)  # a Monday
ANSWERS = {
    "company_name": "Delvaux Robotics SA", "enterprise_number": "0999000129", "contact_email": "rh@guichet.example", "posted": True,
    "host_municipality": "21004", "worker_family_name": "Narayanan", "worker_given_names": "Meera", "worker_name_original": "ಮೀರಾ ನಾರಾಯಣನ್",
    "worker_birth_on": "1991-05-04", "worker_nationality": "IND", "worker_email": "meera@guichet.example", "passport_number": "Z1234567",
    "passport_until": "2031-01-31", "first_state": "FRA", "first_permit_until": "2028-12-31", "work_as": "specialist", "monthly_pay": "5600.00",
    "employment_from": "2026-08-03", "employment_until": "2027-08-31", "lawfully_present": False, "planned_arrival_on": "2026-08-01",
    "residence_municipality": "21001", "post": "IN-DEL", "worker_has_number": True,
}  # fmt: skip
WORK_UNTIL, STAY_UNTIL = "2027-08-31", "2027-08-31"


def day(month: int, of_month: int, year: int = 2026) -> date:
    """A day of the year in which the lives of these tests are told."""
    return date(year, month, of_month)


def at(on: date, hour: int = 10) -> datetime:
    """An instant of a day in Brussels."""
    return datetime.combine(on, time(hour, 30), BRUSSELS_TIME).astimezone(UTC)


class Life:
    """A file and the hands that act on it. Every act goes through `handle`, seen up to the last entry unless told otherwise."""

    def __init__(self, answers: Mapping[str, object] | None = None, language: str = "fr", case: UUID | None = None) -> None:
        self.answers = {name: value for name, value in (ANSWERS | dict(answers or {})).items() if value is not None}
        names = str(self.answers["worker_family_name"]), str(self.answers["worker_given_names"])
        original = str(self.answers.get("worker_name_original") or names[0])
        person = people.add_worker(original, "", *names, language, str(self.answers["worker_email"]))
        self.case, self.worker = case or uuid4(), Actor("worker", "", person)

    # telling

    def application(self, without: Iterable[str] = ()) -> dict[str, object]:
        """What the form of a submission brings."""
        evidence = {name: [self.file(name)] for name in self.needed() if name not in set(without)}
        return {"procedure": PROCEDURE, "application": "first", "worker": self.worker.person, "answers": self.answers, "evidence": evidence}

    def submit(self, on: date = FILED, by: Actor = EMPLOYER, without: Iterable[str] = ()) -> Life:
        """The employer files everything that the law asks, the worker's papers too."""
        return self.does("submit_application", by, on, **self.application(without))

    def does(self, act: str, by: Actor, on: date, **data: object) -> Life:
        """One act; returns the life, so that acts can be told one after the other."""
        self.answer(act, by, on, **data)
        return self

    def answer(self, act: str, by: Actor, on: date, **data: object) -> Answer:
        """One act and what the desk answered. `id`, `seen` and `at` say otherwise than a form would."""
        return handle(self.command(act, by, on, **data))

    def command(self, act: str, by: Actor, on: date, **data: object) -> Command:
        """The command of one act."""
        own = {name: data.pop(name) for name in ("id", "seen", "at") if name in data}
        seen = own.get("seen", journal.head(self.case)[0])
        return Command(own.get("id", uuid4()), self.case, seen, act, by, on, own.get("at", at(on)), data)

    def admissible(self, on: date = date(2026, 3, 9)) -> Life:
        """Filed and declared admissible."""
        return self.submit().does("declare_admissible", REGION, on)

    def granted(self, on: date = date(2026, 4, 10)) -> Life:
        """Granted by both authorities."""
        self.admissible().does("grant_work", REGION, date(2026, 4, 1), work_authorised_until=WORK_UNTIL)
        return self.does("grant_stay", OFFICE, on, stay_authorised_until=STAY_UNTIL)

    def silent_until(self, on: date) -> int:
        """The nightly tick of one day, for every file of the database."""
        return tick.knock(tick.due(on), on, at(on, 3))

    def works(self, on: date, **more: object) -> int:
        """The worker process, until nothing is due any more; returns how many rows it took."""
        taken = 0
        while found := worker.work(lambda: at(on, 11), more.get("channels") or channels(news=False), more.get("seal") or FakeSeal()):
            taken += found
        return taken

    # what is brought

    def needed(self) -> list[str]:
        """The evidence that the law asks of these answers, by name."""
        from guichet.desk.submission import competence_of, facts_of

        found = competence_of(PROCEDURE, self.answers, FILED).authority
        rules = the_law().rules(PROCEDURE, found, FILED)
        facts = facts_of(rules, self.answers, FILED)
        return [e.name for e in rules.asks_evidence(facts.get)]

    def file(self, evidence: str) -> str:
        """One file kept in the vault, by reference, as the draft leaves it."""
        return vault.keep_file(self.case, f"evidence:{evidence}", b"%PDF-1.7 " + evidence.encode(), f"{evidence}.pdf", "application/pdf").ref

    def code(self) -> str:
        """The code that stands on the decision."""
        return str(codes.of_case(self.case, self.entries))

    # asking

    @property
    def entries(self) -> list[Entry]:
        """Everything that happened."""
        return journal.read(self.case)

    @property
    def kinds(self) -> list[str]:
        """What happened, in words, in the order of telling."""
        return [entry.kind for entry in self.entries]

    def last(self, kind: str) -> Entry:
        """The last entry of a kind."""
        return next(entry for entry in reversed(self.entries) if entry.kind == kind)

    def holds(self, kind: str, name: str, on: date) -> dict[str, object] | None:
        """The value of a stretch on a day, as the views tell it; None where nothing is told."""
        kinds = ("phase", "holder", "limit", "document", "may", "right")
        found = stretches_of([self.case], kinds, on).get(self.case, ())
        return next((dict(one.value) for one in found if (one.kind, one.name) == (kind, name)), None)

    def phase(self, on: date) -> str:
        """The phase on a day."""
        return str((self.holds("phase", "", on) or {}).get("phase"))

    def may(self, role: str, on: date) -> list[str]:
        """The acts open to a role on a day."""
        return list((self.holds("may", "", on) or {"acts": {}})["acts"].get(role, ()))

    def seen_by(self) -> set[tuple[str, str]]:
        """Who has access: role and holder."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute('SELECT role, body FROM casefile_access WHERE "case" = %s', [self.case.hex])
            return set(cursor.fetchall())

    def due(self, on: date) -> bool:
        """Must the clock write something in this file by that day?"""
        return self.case in casefile.changes_due(on, 1000)


def days_after(on: date, number: int) -> date:
    """So many days later."""
    return on + timedelta(days=number)
