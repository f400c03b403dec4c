"""Who is who and who may act as what: the doors through which the other rooms ask and tell."""

from collections import namedtuple
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from guichet import database
from guichet.engine.words import CLOCK, GUICHET, Actor
from guichet.people import memberships, models
from guichet.people.memberships import REPRESENTATIVE, Standing, standing_by, standings
from guichet.people.places import (  # noqa: F401  the doors of the reference tables, offered here too
    countries,
    country,
    localities,
    look_up,
    municipalities,
    municipality,
    post,
    posts,
)
from guichet.people.terms import terms  # noqa: F401  offered here too

SHOWN_WORKERS = 60
_BODY_COLUMNS = ("code", "kind", "name_fr", "name_nl", "name_de", "name_en", "languages", "enterprise_number")
_PERSON_COLUMNS = ("ref", "family", "given", "latin_family", "latin_given", "language", "email", "erased")
_VIEWER = f"""SELECT {', '.join(f'p.{name}' for name in _PERSON_COLUMNS)}, b.name_fr, b.name_nl, b.name_de, b.name_en,
 m.role, m.from_on, m.until_on, d.holder, d.from_on, d.until_on, d.revoked_on FROM people_person p
 LEFT JOIN people_membership m ON m.person = p.ref AND ((m.role = %s AND m.body = %s) OR m.role = '{REPRESENTATIVE}')
 LEFT JOIN people_mandate d ON m.role = '{REPRESENTATIVE}' AND d.holder = m.body AND d.role = %s AND d.grantor = %s
 LEFT JOIN people_body b ON b.code = %s WHERE p.ref = %s ORDER BY d.id"""  # noqa: S608 - names of our own
BodyRow = namedtuple("BodyRow", _BODY_COLUMNS)
PersonRow = namedtuple("PersonRow", _PERSON_COLUMNS)
_BODY = f"SELECT {', '.join(_BODY_COLUMNS)} FROM people_body WHERE code = %s"  # noqa: S608 - names of our own
_PERSON = f"SELECT {', '.join(_PERSON_COLUMNS)} FROM people_person WHERE ref = %s"  # noqa: S608 - names of our own


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody at a page: a person in a role for a body. `through` is the body whose mandate they use, "" when it is their own."""

    person: str
    name: str
    role: str
    body: str
    body_name: str
    language: str
    through: str = ""
    body_words: Mapping[str, str] = field(default_factory=dict, compare=False)  # the name of the body in each language, where it was asked

    @property
    def actor(self) -> Actor:
        """The same, as the journal may know it: without a name."""
        return Actor(self.role, self.body, self.person)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What is known of a person; the Latin names are never empty unless the person was erased."""

    ref: str
    family: str
    given: str
    latin_family: str
    latin_given: str
    language: str
    email: str
    erased: bool


def viewer(person: str, role: str, body: str, on: date | None = None) -> Viewer | None:
    """The person in this role for this body; None if they do not hold it on the day (without a day: if they never did)."""
    ref = _ref(person)
    rows = database.rows(_VIEWER, [role, body, role, body, body, ref.hex]) if ref else []
    if not rows or role == REPRESENTATIVE:
        return None
    row, found = PersonRow(ref, *rows[0][1:8]), standing_by([one[12:] for one in rows], Standing(str(ref), role, body), on)
    if row.erased or found is None:
        return None
    words = dict(zip(("fr", "nl", "de", "en"), rows[0][8:12], strict=True)) if rows[0][8] is not None else {}
    return replace(_viewer(row, found, words.get(row.language, words.get("en", ""))), body_words=words)


def sign_in_choices(on: date | None = None) -> list[Viewer]:
    """Whom one may sign in as in the demo: those who hold a role on the day, then the workers of the newest files."""
    newest = models.Membership.objects.filter(role="worker", body="").order_by("-id").values_list("id", flat=True)[:SHOWN_WORKERS]
    found = standings(on, workers=list(newest))
    rows = {str(row.ref): row for row in models.Person.objects.filter(ref__in={UUID(one.person) for one in found}, erased=False)}
    names = {row.code: row for row in models.Body.objects.filter(code__in={one.body for one in found})}
    return [_viewer(rows[one.person], one, _called(names.get(one.body), rows[one.person].language)) for one in found if one.person in rows]


def holds(actor: Actor, on: date) -> bool:
    """Does the person hold this role for this body on this day, by membership or by a mandate? The clock always acts for itself."""
    if actor in (CLOCK, GUICHET):
        return True
    return memberships.holds(actor.person, actor.role, actor.body, on)


def name_of(person: str) -> str:
    """The name to show, in Latin letters and as written at home; "" for nobody and for the erased."""
    return names_of([person]).get(person, "")


def names_of(persons: Iterable[str]) -> dict[str, str]:
    """The names to show of several persons, in one question; who is unknown or erased is left out."""
    refs = {ref for person in persons if (ref := _ref(person))}
    return {str(row.ref): _shown(row) for row in models.Person.objects.filter(ref__in=refs, erased=False)}


def person_card(person: str) -> PersonCard | None:
    """Everything that is known of one person; None: there is no such person."""
    row = _row(person)
    if row is None:
        return None
    latin = (row.latin_family or row.latin_given) and (row.latin_family, row.latin_given)
    return PersonCard(str(row.ref), row.family, row.given, *(latin or (row.family, row.given)), row.language, row.email, row.erased)


def body_name(code: str, language: str) -> str:
    """The name of a body in a language, "" for a code that nobody has."""
    return _called(_body(code), language)


def body_names(codes: Iterable[str], language: str) -> dict[str, str]:
    """The names of several bodies, in one question."""
    return {row.code: _called(row, language) for row in models.Body.objects.filter(code__in=set(codes))}


def body_words(code: str) -> dict[str, str]:
    """The name of a body in the four languages; empty for a code that nobody has."""
    row = _body(code)
    return {language: _called(row, language) for language in ("fr", "nl", "de", "en")} if row else {}


def words_of_bodies(codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """The names of several bodies in the four languages, in one question; who is unknown is left out."""
    rows = models.Body.objects.filter(code__in=set(codes))
    return {row.code: {language: _called(row, language) for language in ("fr", "nl", "de", "en")} for row in rows}


def body_languages(code: str) -> tuple[str, ...]:
    """The languages a body works in, its first one first; empty for a code that nobody has."""
    row = _body(code)
    return tuple(row.languages.split()) if row else ()


def only_body(kind: str) -> str:
    """The body of a kind that has one body only; "" where there is none, or several."""
    codes = models.Body.objects.filter(kind=kind).values_list("code", flat=True)[:2]
    return codes[0] if len(codes) == 1 else ""


def company(code: str) -> tuple[str, str]:
    """The name of a company, the same in every language, and the ten digits of its enterprise number; both "" where there is none."""
    row = _body(code)
    return (row.name_en, row.enterprise_number or "") if row else ("", "")


def enterprise_number(code: str) -> str:
    """The ten digits of the enterprise number of a company, "" for other bodies."""
    row = _body(code)
    return (row.enterprise_number or "") if row else ""


def add_worker(  # noqa: PLR0913, PLR0917  one argument for each thing that is known of a worker
    family: str, given: str, latin_family: str, latin_given: str, language: str, email: str, ref: str = ""
) -> str:
    """Make a worker known and return their reference; with `ref` the same worker again, as now written. A dash alone is no name."""
    names = {"family": family, "given": given, "latin_family": latin_family, "latin_given": latin_given}
    names = {key: "" if name == "-" else name for key, name in names.items()}
    known = UUID(ref) if ref else uuid4()
    with transaction.atomic():
        models.Person.objects.update_or_create(ref=known, defaults=names | {"language": language, "email": email})
        models.Membership.objects.get_or_create(person=known, role="worker", body="", from_on=None)
    return str(known)


def add_company(name: str, enterprise_number: str, languages: str = "fr nl") -> str:
    """The body code of a company; one that has this enterprise number already keeps its code, and its name becomes this one."""
    names = dict.fromkeys(("name_fr", "name_nl", "name_de", "name_en"), name) | {"languages": languages}
    for _ in range(2):
        known = models.Body.objects.filter(enterprise_number=enterprise_number).first()
        if known:
            models.Body.objects.filter(pk=known.pk).update(**names)
            return known.code
        try:
            with transaction.atomic():
                fresh = f"company:{uuid4()}"
                models.Body.objects.create(code=fresh, kind="company", enterprise_number=enterprise_number, **names)
                return fresh
        except IntegrityError:  # somebody else added it a moment ago
            continue
    raise RuntimeError("The company was added and taken away again while we looked.")


def company_of(enterprise_number: str) -> str:
    """The body code of the company that has this enterprise number; "" if none is known."""
    return models.Body.objects.filter(enterprise_number=enterprise_number).values_list("code", flat=True).first() or ""


def company_names(enterprise_numbers: Iterable[str]) -> dict[str, str]:
    """The names of companies by their enterprise number, in one question: a company is called the same in every language."""
    rows = models.Body.objects.filter(enterprise_number__in=set(enterprise_numbers))
    return {row.enterprise_number: row.name_en for row in rows}


def erase(person: str) -> None:
    """Forget the names and the address of a person; the reference stays, so that what they did stays readable."""
    blank = {"family": "", "given": "", "latin_family": "", "latin_given": "", "email": "", "erased": True}
    ref = _ref(person)
    if ref:
        models.Person.objects.filter(ref=ref).update(**blank)


def _viewer(row: models.Person | PersonRow, held: Standing, called: str) -> Viewer:
    return Viewer(held.person, _shown(row), held.role, held.body, called, row.language, held.through)


def _shown(row: models.Person | PersonRow) -> str:
    own = f"{row.given} {row.family}".strip()
    latin = f"{row.latin_given} {row.latin_family}".strip()
    if not latin or latin == own:
        return own
    return f"{latin} ({row.family} {row.given})".replace(" )", ")") if own else latin


def _body(code: str) -> BodyRow | None:
    """One body by a plain statement: every letter asks for several."""
    row = database.row(_BODY, [code])
    return BodyRow(*row) if row else None


def _called(row: models.Body | BodyRow | None, language: str) -> str:
    return getattr(row, f"name_{language}", row.name_en) if row else ""


def _row(person: str) -> PersonRow | None:
    ref = _ref(person)
    if ref is None:
        return None
    row = database.row(_PERSON, [ref.hex])
    return PersonRow(*row)._replace(ref=ref) if row else None


def _ref(person: str) -> UUID | None:
    try:
        return UUID(person)
    except (ValueError, AttributeError, TypeError):
        return None
