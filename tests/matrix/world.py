"""A small world for the matrix: files in every state, and how each person at the counter stands to each of them."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.test import Client

from guichet.delivery import post_room
from guichet.engine.messages import Message
from guichet.engine.words import Actor
from guichet.intake import store as intake
from guichet.people import models
from guichet.people.memberships import give_mandate, join, leave, revoke_mandate
from guichet.portals.session_limit import COOKIE
from guichet.site import clock
from tests.desk.life import (
    COMMUNE,
    EMPLOYER,
    EUPEN_REGION,
    FLANDERS,
    GERMAN_EMPLOYER,
    LAWYER,
    OFFICE,
    OTHER_COMMUNE,
    OTHER_EMPLOYER,
    OTHER_POST,
    POST,
    REGION,
    WALLONIA,
    day,
)  # fmt: skip
from tests.journeys.counter import at_the_counter, somebody
from tests.matrix.files import File, files, papers_of
from tests.portals.filling import begin, file_application, fill, pdf
from tests.portals.sample_case import rules

TODAY = day(8, 10)
SOREL = "company:5cb44b61-6768-5075-9c52-1e307d2331b5"


@dataclass
class Person:
    """Somebody at the counter: `role` is the word of matrix.yaml, `actor` whom they are (None: a stranger), `window` their browser."""

    name: str
    role: str
    actor: Actor | None
    window: Client
    cookies: object = None

    def __post_init__(self) -> None:
        self.cookies = copy.deepcopy(self.window.cookies)

    def back(self) -> Client:
        """The browser as it was when the world was made, whatever was asked meanwhile."""
        self.window.cookies = copy.deepcopy(self.cookies)
        return self.window


@dataclass
class Sheet:
    """A draft, begun by a company; `worker` is the person it is about ("" while nobody is)."""

    name: str
    id: str
    body: str
    worker: str = ""
    submitted: bool = False
    parcel: str = ""  # the employer began to send a large file

    def relation(self, actor: Actor | None) -> str:
        """own: the company's; subject: the worker it is about; stranger."""
        if actor is None:
            return "stranger"
        if actor.body == self.body:
            return "own"
        return "subject" if self.worker and actor.person == self.worker else "stranger"


@dataclass
class World:
    """Everybody, every file, every draft."""

    people: list[Person] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    drafts: list[Sheet] = field(default_factory=list)

    def person(self, name: str) -> Person:
        """Somebody by name."""
        return next(one for one in self.people if one.name == name)

    def file(self, name: str) -> File:
        """A file by name."""
        return next(one for one in self.files if one.name == name)


def make() -> World:
    """The world on its day. The people of the demo are known already."""
    world = World()
    clock.set_today(day(8, 5))
    world.files = files()
    for one in world.files:
        one.life.works(day(8, 5))
        one.papers = papers_of(one)
    _on_paper(world.file("Refused"))
    clock.set_today(day(8, 6))
    world.drafts = _drafts()
    _mandates()
    lapsed = _those_who_lapse()
    clock.set_today(TODAY)
    _lapse()
    world.people = [*lapsed, *_people(world)]
    return world


def _on_paper(one: File) -> None:
    """A letter that the region has still to post."""
    post_room.send(
        Message(
            uuid4(),
            one.life.case,
            one.number,
            f"worker||{one.life.worker.person}",
            "receipt",
            "fr",
            one.papers["letter"],
            day(8, 5),
            sender=REGION.body,
        )
    )


def _drafts() -> list[Sheet]:
    """One just begun, one with its worker, a file and half a parcel in it, and one that became a file."""
    window = at_the_counter(EMPLOYER)
    empty, full, filed = (begin(window) for _ in range(3))
    for path, name in ((full, "Draftedberg"), (filed, "Submittedberg")):
        fill(window, path, rules("brussels"), {"worker_family_name": name, "lawfully_present": "no"})
    assert window.post(f"{full}/documents", {"file-passport": pdf()}).status_code == 302
    began = window.post(f"{full}/documents/parcels", {"evidence": "fee", "name": "fee.pdf", "size": "900", "changed": "1"})
    file_application(window, filed)
    sheets = [Sheet(name, path.rsplit("/", 1)[1], EMPLOYER.body) for name, path in (("empty", empty), ("full", full), ("filed", filed))]
    for one in sheets[1:]:
        one.worker, one.parcel = intake.find(UUID(one.id)).worker, began.json()["parcel"]
    sheets[2].submitted = True
    return sheets


def _mandates() -> None:
    give_mandate(OTHER_EMPLOYER.body, SOREL, "employer", date(2026, 1, 1))


LAPSED = {  # name -> a person and the company whose mandate they use
    "mandate expired": ("11111111-1111-4111-8111-111111111111", "company:lapsed-1"),
    "mandate revoked": ("22222222-2222-4222-8222-222222222222", "company:lapsed-2"),
    "agent who left": ("33333333-3333-4333-8333-333333333333", ""),
}


def _those_who_lapse() -> list[Person]:
    """They sign in while they may; what they lose afterwards must count at their next request."""
    found = []
    for name, (ref, firm) in LAPSED.items():
        models.Person.objects.create(ref=UUID(ref), family=name.title().replace(" ", ""), given="Ada", language="en", email="")
        if firm:
            models.Body.objects.create(code=firm, kind="company", name_fr=firm, name_nl=firm, name_de=firm, name_en=firm, languages="fr")
            join(ref, "representative", firm)
            give_mandate(EMPLOYER.body, firm, "employer", date(2026, 1, 1), day(8, 9) if name.endswith("expired") else None)
        else:
            join(ref, REGION.role, REGION.body)
        actor = Actor("employer", EMPLOYER.body, ref) if firm else Actor(REGION.role, REGION.body, ref)
        found.append(Person(name, "lapsed", actor, at_the_counter(actor)))
    return found


def _lapse() -> None:
    revoke_mandate(EMPLOYER.body, "company:lapsed-2", "employer", TODAY)
    leave(LAPSED["agent who left"][0], REGION.role, REGION.body, TODAY - timedelta(days=1))


def _people(world: World) -> list[Person]:
    """Everybody else, signed in on the day of the world."""
    workers = {f"worker {one.name}": ("worker", one.life.worker) for one in world.files}
    workers |= {f"worker of the {one.name} draft": ("worker", Actor("worker", "", one.worker)) for one in world.drafts if one.worker}
    known = {
        "employer": ("employer", EMPLOYER), "other employer": ("employer", OTHER_EMPLOYER), "third employer": ("employer", GERMAN_EMPLOYER), "host family": ("host_family", _actor("host_family")), "worker on their own": ("worker", _actor("worker")),
        "representative": ("representative", LAWYER), "representative of another": ("representative", Actor("employer", OTHER_EMPLOYER.body, LAWYER.person)),
        "region": ("work_authority", REGION), "second region": ("work_authority", FLANDERS), "third region": ("work_authority", WALLONIA),
        "fourth region": ("work_authority", EUPEN_REGION), "office": ("stay_authority", OFFICE), "post": ("post", POST), "other post": ("post", OTHER_POST),
        "commune": ("municipality", COMMUNE), "other commune": ("municipality", OTHER_COMMUNE),
        "third commune": ("municipality", _actor("municipality", "municipality:63023")), "inspector": ("inspector", _actor("inspector")),
    }  # fmt: skip
    here = [Person(name, role, actor, at_the_counter(actor)) for name, (role, actor) in {**known, **workers}.items()]
    return [*here, Person("stranger", "anonymous", None, _stranger()), _unmarked()]


def _actor(role: str, body: str = "") -> Actor:
    return somebody(role, body).actor


def _stranger() -> Client:
    window = Client(HTTP_HOST="localhost", raise_request_exception=False)
    window.get("/?lang=en")
    return window


def _unmarked() -> Person:
    """Whose session is known but who was not here within its time: a key found on an old machine."""
    window = at_the_counter(EMPLOYER)
    del window.cookies[COOKIE]
    return Person("session too old", "lapsed", EMPLOYER, window)
