"""Countries, municipalities, posts and postal codes, as frozen values with their names in four languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Q

from guichet.people import models, terms

Names = Mapping[str, str]  # language code -> name
POSTAL_CODE = "1000"
MOST_KEPT = 20_000  # municipalities by day
MOST_DAYS = 4  # whole lists of them


@dataclass(frozen=True, slots=True)
class Country:
    """`third_country`: outside the European Economic Area and Switzerland; None: not a nationality of its own."""

    code: str
    alpha2: str
    names: Names
    eea: bool
    schengen: bool
    third_country: bool | None


@dataclass(frozen=True, slots=True)
class Municipality:
    """`body` is its code as a body, `territory` the word of the competence table of the law, `authority` the body usually
    competent for the admission to work there, `languages` those of its area."""

    nis: str
    body: str
    names: Names
    name_official: str
    languages: tuple[str, ...]
    facilities: str
    territory: str
    authority: str
    valid_from: date
    valid_to: date | None
    successor: str

    @property
    def region(self) -> str:
        """The competent authority's own word, which is the name of its overlay in the law folder."""
        return self.authority.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Post:
    """A diplomatic or consular post; `names` are those of its city. Not `verified`: no public source was read for it."""

    code: str
    body: str
    country: str
    kind: str
    names: Names
    in_service: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class Locality:
    """A place with a postal code and the municipality it lies in."""

    postal_code: str
    nis: str
    name: str


# What was found once: these tables change only when they are loaded, which clears them (`forget`).
_COUNTRIES: dict[str, "Country"] = {}
_MUNICIPALITIES: dict[tuple[str, date], "Municipality"] = {}
_LISTED: dict[date, tuple["Municipality", ...]] = {}
_POSTS: dict[str, "Post"] = {}
_NAMES: dict[tuple[str, str], Names] = {}


def forget() -> None:
    """Look everything up anew: the reference tables were loaded again."""
    for known in (_COUNTRIES, _MUNICIPALITIES, _LISTED, _POSTS, _NAMES):
        known.clear()


def countries() -> list[Country]:
    """Every country and other issuer of passports, by code."""
    return [_country(row) for row in models.Country.objects.order_by("code")]


def country(code: str) -> Country | None:
    """The country of a code of three letters, of two, or as printed in passports; None if there is none."""
    if code in _COUNTRIES:
        return _COUNTRIES[code]
    asked = Q(code=code) | Q(icao_mrz=code) | Q(alpha2=code) if code else Q(pk__in=[])
    found = sorted(models.Country.objects.filter(asked), key=lambda row: row.code != code)
    if not found:
        return None
    return _COUNTRIES.setdefault(code, _country(found[0]))


def municipalities(on: date) -> list[Municipality]:
    """The municipalities that exist on a day, by code."""
    if on not in _LISTED:  # a form may ask for several
        if len(_LISTED) >= MOST_DAYS:
            _LISTED.clear()
        _LISTED[on] = tuple(_municipality(row) for row in models.Municipality.objects.filter(_valid(on)).order_by("nis"))
    return list(_LISTED[on])


def municipality(nis: str, on: date) -> Municipality | None:
    """The municipality that a code means on a day: after a merger the one that followed. None: no such code yet, or ever."""
    asked = (nis, on)
    if asked in _MUNICIPALITIES:
        return _MUNICIPALITIES[asked]
    for _ in range(5):
        row = models.Municipality.objects.filter(pk=nis).first()
        if row is None or row.valid_from > on:
            return None
        if row.valid_to is None or on <= row.valid_to:
            if len(_MUNICIPALITIES) > MOST_KEPT:
                _MUNICIPALITIES.clear()
            return _MUNICIPALITIES.setdefault(asked, _municipality(row))
        nis = row.successor
    return None


def posts() -> list[Post]:
    """The posts that are in service, by code."""
    return [_post(row) for row in models.Post.objects.filter(in_service=True).order_by("code")]


def post(code: str) -> Post | None:
    """The post of a code, in service or not."""
    if code in _POSTS:
        return _POSTS[code]
    row = models.Post.objects.filter(pk=code).first()
    return _POSTS.setdefault(code, _post(row)) if row else None


def names_of_places(kind: str, codes: Iterable[str]) -> dict[str, Names]:
    """The names of several places (or terms of a classification) of one kind by code, in one question; valid today or not."""
    if kind in terms.KINDS:
        return terms.words_of_terms(kind, codes)
    table = {"country": models.Country, "municipality": models.Municipality, "post": models.Post}[kind]
    wanted = set(codes)
    new = {code for code in wanted if (kind, code) not in _NAMES}
    if new:
        _NAMES.update({(kind, row.pk): _names(row) for row in table.objects.filter(pk__in=new)})
    return {code: _NAMES[kind, code] for code in wanted if (kind, code) in _NAMES}


def localities(postal_code: str) -> list[Locality]:
    """The places that share a postal code, by name."""
    rows = models.PostalCode.objects.filter(code=postal_code).order_by("locality")
    return [Locality(row.code, row.nis, row.locality) for row in rows]


def look_up(kind: str, typed: str, on: date) -> str:
    """The code that somebody meant (a country, third_country, member_state, municipality, post, region or term), "" if there is none on that day."""
    if kind in ("country", "third_country", "member_state"):
        found = country(typed)
        return found.code if found and (kind == "country" or found.third_country is (kind == "third_country")) else ""
    if kind == "municipality":
        return _municipality_meant(typed, on)
    if kind == "post":
        there = post(typed)
        return there.code if there and there.in_service else ""
    if kind in terms.KINDS:
        return terms.term_meant(kind, typed)
    if kind == "region":
        return typed if models.Body.objects.filter(pk=f"authority:{typed}").exists() else ""
    return ""


def municipalities_meant(typed: str, on: date) -> list[Municipality]:
    """What somebody may mean by a code, a postal code or a name in any language: as it was, where a name is of one that was merged since."""
    if typed.isdecimal() and len(typed) != len(POSTAL_CODE):
        found = municipality(typed, on)
        return [found] if found else []
    if typed.isdecimal():
        nis = {place.nis for place in localities(typed)}
        return sorted({place.nis: place for code in nis if (place := municipality(code, on))}.values(), key=lambda place: place.nis)
    named = Q(name_fr__iexact=typed) | Q(name_nl__iexact=typed) | Q(name_de__iexact=typed) | Q(name_en__iexact=typed)
    rows = list(models.Municipality.objects.filter(named, valid_from__lte=on).order_by("nis"))
    still = [row for row in rows if row.valid_to is None or on <= row.valid_to]
    return [_municipality(row) for row in still or rows]


def ended(nis: str, on: date) -> Municipality | None:
    """The municipality of a code as it was, if it exists no more on a day; None if it still does, or never did."""
    row = models.Municipality.objects.filter(pk=nis, valid_to__lt=on).first()
    return _municipality(row) if row else None


def _municipality_meant(typed: str, on: date) -> str:
    found = {now.nis for then in municipalities_meant(typed, on) if (now := municipality(then.nis, on))}
    return found.pop() if len(found) == 1 else ""


def _country(row: models.Country) -> Country:
    return Country(row.code, row.alpha2, _names(row), row.eea, row.schengen, row.third_country)


def _municipality(row: models.Municipality) -> Municipality:
    return Municipality(
        row.nis, f"municipality:{row.nis}", _names(row), row.name_official, tuple(row.languages.split()), row.facilities,
        row.territory, row.authority, row.valid_from, row.valid_to, row.successor,
    )


def _post(row: models.Post) -> Post:
    return Post(row.code, f"post:{row.code}", row.country, row.kind, _names(row), row.in_service, row.verified)


def _names(row: models.Country | models.Municipality | models.Post) -> Names:
    return MappingProxyType({"fr": row.name_fr, "nl": row.name_nl, "de": row.name_de, "en": row.name_en})


def _valid(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
