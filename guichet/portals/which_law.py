"""The public questions as the law folder tells them on a day, and what one visitor answered: kept in a signed cookie, nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from guichet.law.bundles import read_law
from guichet.law.information import Information, read_information
from guichet.law.reading import Reading
from guichet.law.shared_tables import read_cited, read_doubts
from guichet.law.which import Question, Which, read_which
from guichet.people import store as people
from guichet.portals.law_names import LawNames

COOKIE = f"{settings.COOKIE_PREFIX}guichet_which"
Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Given:
    """The questions of a day, and the answers that one visitor gave to them."""

    which: Which
    answers: Answers

    def pages(self) -> list[list[Question]]:
        """The questions that these answers call for, page by page."""
        pages: list[list[Question]] = []
        for one in self.which.asked(self.answers, is_third_country):
            if pages and one.field.same_page:
                pages[-1].append(one)
            else:
                pages.append([one])
        return pages

    def page_of(self, question: str) -> list[Question]:
        """The page with this question; [] when these answers do not call for it."""
        return next((page for page in self.pages() if any(one.name == question for one in page)), [])

    def open_page(self) -> list[Question]:
        """The first page that still needs an answer; [] when the answers are complete."""
        return next((page for page in self.pages() if any(one.field.required and self.answers.get(one.name) is None for one in page)), [])

    def known(self) -> dict[str, object]:
        """What the conditions of the law file look at."""
        return self.which.known(self.answers, is_third_country)

    def with_page(self, page: list[Question], values: Answers) -> Given:
        """The answers up to this page, with these on it: what the page itself is judged by."""
        pages = self.pages()
        before = {one.name for other in pages[: pages.index(page)] for one in other}
        kept = {name: value for name, value in self.answers.items() if name in before}
        return replace(self, answers=kept | {name: value for name, value in values.items() if value is not None})

    def and_later(self, others: Answers) -> Given:
        """With every later answer that is still asked for and goes together with the ones before it; the rest is asked anew."""
        found = self
        for name, value in others.items():
            asked = next((one for one in found.which.asked(found.answers, is_third_country) if one.name == name), None)
            if name in found.answers or asked is None or (asked.field.options and value not in {option.value for option in asked.field.options}):
                continue
            more = replace(found, answers={**found.answers, name: value})
            found = found if more.which.contradiction(more.known()) else more
        return found


@lru_cache(maxsize=16)
def which_on(path: Path, on: date) -> Which:
    """The questions and what they lead to, on a day."""
    return read_which(Reading(), read_law(path).folder.shared.get("which", {}), on)


@lru_cache(maxsize=16)
def information_on(path: Path, on: date) -> Mapping[str, Information]:
    """What needs no file, on a day."""
    return read_information(Reading(), read_law(path).folder.shared.get("information", {}), on)


@lru_cache(maxsize=4)
def cited_in(path: Path) -> LawNames:
    """Acts and doubts of the whole folder, and the rules of competence, for pages that stand under no procedure."""
    r, shared = Reading(), read_law(path).folder.shared
    rules = {("rule", str(one["rule"])): one["title"] for one in shared["competence"]["rules"]}
    bodies = {("region", str(one["authority"]).partition(":")[2]): one["title"] for one in shared["authorities"]["authorities"]}
    roles = {("role", str(one["role"])): one["title"] for one in shared["authorities"]["roles"]}
    return LawNames(rules | bodies | roles, read_cited(r, shared["acts"]), read_doubts(r, shared["doubts"]))


def is_third_country(code: str) -> bool:
    """Is it a country whose nationals need a permit?"""
    found = people.country(code)
    return bool(found and found.third_country)


def given_by(request: HttpRequest, on: date) -> Given:
    """The answers of this visitor: none where there is no cookie, or it is not ours."""
    which = which_on(settings.LAW_FOLDER, on)
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE)
    except signing.BadSignature:
        told = {}
    return Given(which, {}).and_later(told if isinstance(told, dict) else {})


def keep(response: HttpResponse, given: Given) -> HttpResponse:
    """The answers go with the browser until it is closed; they name nobody."""
    told = signing.dumps(dict(given.answers), salt=COOKIE, compress=True)
    response.set_cookie(COOKIE, told, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Nothing is left of the answers."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
