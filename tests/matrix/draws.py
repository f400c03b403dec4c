"""What may be drawn: every address with every object that fits its parameters, and the words that say how somebody stands to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from uuid import uuid4

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from guichet.delivery import mailbox, post_room
from guichet.engine.messages import recipient_key
from guichet.law.rules import Act, Rules
from guichet.portals.desk_law import prints
from guichet.portals.which_law import which_on
from tests.desk.life import EMPLOYER, OFFICE, REGION
from tests.matrix.files import File
from tests.matrix.reading import ways_of
from tests.matrix.world import TODAY, Person, Sheet, World
from tests.portals.sample_case import rules

NO_NUMBER, NO_ID = "7KM42QX9B6", "01943f5e-7c00-7abc-8def-0123456789ab"
NOBODY = {"anonymous", "lapsed"}
Object = tuple[frozenset[str], dict[str, object]]  # the words that fit, the parameters of the address


@dataclass(frozen=True)
class Draw:
    """Somebody asks one address in one way."""

    name: str
    way: str
    person: Person
    words: frozenset[str]
    path: str
    body: dict[str, object]

    def __str__(self) -> str:
        return f"{self.person.name} ({' '.join(sorted(self.words))}) asks {self.way} {self.path} [{self.name}]"


@cache
def addresses() -> dict[str, tuple[str, ...]]:
    """Every address of the resolver by name, with the names of its parameters."""
    return {one.name or str(one.pattern): tuple(one.pattern.converters) for one in _patterns(get_resolver())}


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        else:
            yield one


def draws(world: World, name: str) -> Iterator[Draw]:
    """Everything that can be asked of one address."""
    for person in world.people:
        for words, given in _objects_of(name)(world, person, name):
            path = reverse(name, kwargs=given) + ASKED.get(name, "")
            if person.role in NOBODY:  # whatever once was theirs
                words &= {"missing"}
            for way in sorted(ways_of(name)):
                yield Draw(name, way, person, words | {person.role}, path, _body(world, name, person, given) if way == "POST" else {})


def _objects_of(name: str) -> Callable[[World, Person, str], Iterator[Object]]:
    return OBJECTS_OF.get(name) or OBJECTS[frozenset(addresses()[name])]


def each_once(world: World, name: str) -> list[Draw]:
    """One draw for each way, role and standing that there is; who is nobody any more, one by one."""
    found: dict[tuple[str, frozenset[str], str], Draw] = {}
    for one in draws(world, name):
        found.setdefault((one.way, one.words, one.person.name if one.person.role in NOBODY else ""), one)
    return list(found.values())


def law() -> Rules:
    """The law of the files of the world."""
    return rules("brussels")


def _nothing(world: World, person: Person, name: str) -> Iterator[Object]:
    yield frozenset(), {}


def _files(world: World, person: Person, name: str) -> Iterator[Object]:
    for one in world.files:
        yield _standing(one, person), {"number": one.number}
    yield frozenset({"missing"}), {"number": NO_NUMBER}


def _messages(world: World, person: Person, name: str) -> Iterator[Object]:
    """Each file, and whether the law lets this role write there today."""
    role = person.actor.role if person.actor else ""
    for words, given in _files(world, person, name):
        one = next((file for file in world.files if file.number == given["number"]), None)
        yield words | ({"may_now"} if one and "write_message" in one.life.may(role, TODAY) else set()), given


def _writing(world: World, person: Person, name: str) -> Iterator[Object]:
    """The page of messages of each file, as the address under which its text is saved."""
    for words, given in _files(world, person, name):
        yield words, {"page": f"files/{given['number']}/messages"}


def _first_question(world: World, person: Person, name: str) -> Iterator[Object]:
    """The first of the public questions: the only one that is there before anything was answered."""
    yield frozenset(), {"question": which_on(settings.LAW_FOLDER, TODAY).questions[0].name}


def _acts(world: World, person: Person, name: str) -> Iterator[Object]:
    for one in world.files:
        for words, act in _acts_of(one, person, name):
            yield _standing(one, person) | words, {"number": one.number, "act": act}
    yield frozenset({"missing"}), {"number": NO_NUMBER, "act": next(iter(law().acts))}


def _acts_of(file: File, person: Person, name: str) -> Iterator[Object]:
    """Of each kind of act one that fits the page: one that may be done now, one of the role's own, one of others."""
    role, found = person.actor.role if person.actor else "", {}
    open_now = file.life.may(role, TODAY)
    for act in law().acts.values():
        if not FITS.get(name, lambda act: True)(act):
            continue
        words = {"may_now"} if act.name in open_now else {"theirs"} if role in act.by else {"others"}
        found.setdefault(frozenset(words | ({"prints"} if prints(law(), act.name) and role in act.by else set())), act.name)
    yield from found.items()


FITS: dict[str, Callable[[Act], bool]] = {
    "act": lambda act: all(field.type != "code" for field in act.asks),  # what asks a code has a page of its own
    "asking": lambda act: act.evidence == "choose",
    "preview": lambda act: _brings_letter(act),
    "print": lambda act: prints(law(), act.name),
    "printed": lambda act: prints(law(), act.name),
}


def _printed(world: World, person: Person, name: str) -> Iterator[Object]:
    for words, given in _acts(world, person, name):
        yield words - {"may_now", "theirs", "others", "prints"}, {**given, "entry": 1}
    one = world.file("Arrived")
    entry = one.life.last("document_delivered")
    yield _standing(one, person) | {"printed"}, {"number": one.number, "act": "print_annex_46", "entry": entry.number}


def _entries(world: World, person: Person, name: str) -> Iterator[Object]:
    """Of each file its filing, which is no notification, and the notification of its receipt: `written` for the role in whose name it was."""
    role = person.actor.role if person.actor else ""
    signs = {rule.signed_by for rule in law().letters if rule.letter == "receipt"}
    for words, given in _files(world, person, name):
        yield words, {**given, "entry": 1}
        one = next((file for file in world.files if file.number == given["number"]), None)
        receipt = next((e for e in one.life.entries if e.kind == "notified" and e.data["letter"] == "receipt"), None) if one else None
        if receipt:
            yield words | ({"written"} if role in signs else set()), {**given, "entry": receipt.number}


def _papers(world: World, person: Person, name: str) -> Iterator[Object]:
    for one in world.files:
        for kind, ref in one.papers.items():
            yield _standing(one, person) | {kind}, {"identity": ref}
    yield frozenset({"missing"}), {"identity": NO_ID}


def _pages(world: World, person: Person, name: str) -> Iterator[Object]:
    for words, given in _papers(world, person, name):
        yield words, {**given, "number": 1}


def _drafts(world: World, person: Person, name: str) -> Iterator[Object]:
    for one in world.drafts:
        yield _sheet(one, person), {"draft_id": one.id}
    yield frozenset({"missing"}), {"draft_id": NO_ID}


def _sections(world: World, person: Person, name: str) -> Iterator[Object]:
    role = person.actor.role if person.actor else ""
    for words, given in _drafts(world, person, name):
        for section in law().sections.values():
            yield words | {"theirs" if section.filled_by == role else "others"}, {**given, "section": section.name}


def _questions(world: World, person: Person, name: str) -> Iterator[Object]:
    for words, given in _sections(world, person, name):
        question = next(one.name for one in law().fields.values() if one.section == given["section"] and one.when is None)
        yield words, {**given, "question": question}


def _parcels(world: World, person: Person, name: str) -> Iterator[Object]:
    for one in world.drafts:
        if one.parcel:
            yield _sheet(one, person), {"draft_id": one.id, "parcel_id": one.parcel}
    yield frozenset({"missing"}), {"draft_id": NO_ID, "parcel_id": NO_ID}


def _codes(world: World, person: Person, name: str) -> Iterator[Object]:
    yield frozenset(), {"code": "ABCD-EFGH-JKLM"}


def _schemas(world: World, person: Person, name: str) -> Iterator[Object]:
    yield frozenset(), {"kind": "procedure"}
    yield frozenset({"missing"}), {"kind": "no-such-file"}


def _procedures(world: World, person: Person, name: str) -> Iterator[Object]:
    yield frozenset(), {"procedure": law().procedure}
    yield frozenset({"missing"}), {"procedure": "no-such-procedure"}


def _standing(file: File, person: Person) -> frozenset[str]:
    about = [word for word, so in (("ended", file.ended), ("passed_on", bool(file.former))) if so]
    return frozenset({file.relation(person.actor), *about})


def _sheet(sheet: Sheet, person: Person) -> frozenset[str]:
    return frozenset({sheet.relation(person.actor), *(["submitted"] if sheet.submitted else [])})


def _letters(world: World, person: Person, name: str) -> Iterator[Object]:
    for region in (REGION, OFFICE):
        for letter in post_room.to_post(region.body)[:1]:
            yield _whose(person, region.body), {"letter": letter.id}
    yield frozenset({"missing"}), {"letter": NO_ID}


def _print(world: World, person: Person, name: str) -> Iterator[Object]:
    waits = bool(person.actor) and person.actor.body and post_room.to_post(person.actor.body)
    yield frozenset({"own" if waits else "stranger"}), {}


def _mailbox(world: World, person: Person, name: str) -> Iterator[Object]:
    yield _whose(person, EMPLOYER.body), {}


def _whose(person: Person, body: str) -> frozenset[str]:
    return frozenset({"own" if person.actor and person.actor.body == body else "stranger"})


def _brings_letter(act: Act) -> bool:
    words = {act.says} | ({"granted", "refused"} if act.says == "track_decided" else set())
    return any(rule.after.word in words for rule in law().letters)


OBJECTS_OF = {"messages": _messages, "open-letter": _mailbox, "post-print": _print}
OBJECTS: dict[frozenset[str], Callable[[World, Person, str], Iterator[Object]]] = {
    frozenset(): _nothing,
    frozenset({"number"}): _files,
    frozenset({"number", "act"}): _acts,
    frozenset({"number", "act", "entry"}): _printed,
    frozenset({"number", "entry"}): _entries,
    frozenset({"identity"}): _papers,
    frozenset({"identity", "number"}): _pages,
    frozenset({"draft_id"}): _drafts,
    frozenset({"draft_id", "section"}): _sections,
    frozenset({"draft_id", "section", "question"}): _questions,
    frozenset({"draft_id", "parcel_id"}): _parcels,
    frozenset({"letter"}): _letters,
    frozenset({"code"}): _codes,
    frozenset({"procedure"}): _procedures,
    frozenset({"kind"}): _schemas,
    frozenset({"page"}): _writing,
    frozenset({"question"}): _first_question,
}


ASKED = {"parcel-part": "?start=0"}  # what an address must ask


def _body(world: World, name: str, person: Person, given: dict[str, object]) -> dict[str, object]:
    """What a form brings, so far that a page that this person may use has something to answer."""
    seen = next((one.life.entries[-1].number for one in world.files if one.number == given.get("number")), 1)
    return {"command": str(uuid4()), "seen": str(seen)} | BODIES.get(name, lambda who: {})(person)


def _message() -> str:
    return str(mailbox.inbox(recipient_key("employer", EMPLOYER.body, ""), 1)[0].id)


BODIES: dict[str, Callable[[Person], dict[str, object]]] = {
    "work-absence": lambda who: {"person": who.actor.person if who.actor else "", "back": "1"},
    "open-letter": lambda who: {"message": _message()},
    "draft-issued": lambda who: {"evidence": "criminal_record" if who.role == "worker" else "passport"},
    "draft-remove": lambda who: {"evidence": "criminal_record" if who.role == "worker" else "passport", "file": NO_ID},
    "parcels": lambda who: {"evidence": "criminal_record" if who.role == "worker" else "passport", "name": "a.pdf", "size": "9", "changed": "1"},
}
