"""Nobody is shut out: axe finds nothing on any page; and what is to hold everywhere does. Each page in one language, and all in the four in `make test-all`."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from guichet.people import store
from guichet.people.store import Viewer
from guichet.portals.speech import LANGUAGES
from tests.portals import everywhere
from tests.portals.filling import TODAY, begin
from tests.portals.sample_case import rules
from tests.portals.test_pages import PAGES, address

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}  # of what holds, axe names the rule and does not list each place
TURNS = [0, *(pytest.param(turn, marks=pytest.mark.thorough) for turn in range(1, len(LANGUAGES)))]
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
Shown = dict[str, str]  # address -> html


@pytest.fixture
def shown() -> Shown:
    return {}


@pytest.fixture
def tab(browser: Browser, shown: Shown) -> Iterator[Page]:
    """One open tab that is handed pages rendered by the test client; styles and fonts come from the static files."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if found:
            route.fulfill(path=found, content_type=KINDS.get(Path(found).suffix, "application/octet-stream"))
        elif path in shown:
            route.fulfill(body=shown[path], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.route("**/*", answer)
        yield page


def faults(tab: Page, html: str, shown: Shown) -> list[str]:
    """What axe finds on one page, and what does not hold everywhere (everywhere.py)."""
    shown["/page"] = html
    tab.set_viewport_size(everywhere.WIDE)
    tab.goto("http://guichet.test/page")
    return everywhere.look(tab, html, lambda: Axe().run(tab, options=RULES).response)


def test_axe_runs_at_all(tab: Page, shown: Shown) -> None:
    html = '<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><img src="/static/look/mark.svg"><input name="nameless"></main>'
    assert {line.split(": ")[0] for line in faults(tab, html, shown)} >= {"image-alt", "label"}


@pytest.fixture
def pages(sample: str, folk: list[Viewer]) -> Callable[[str, str, str], str]:
    """A page as somebody of a role sees it in a language: `pages("employer", "/files", "nl")`."""
    store.add_worker("Nair", "Anjali", "Nair", "Anjali", "en", "a@example.org")
    people = {one.role: one for one in store.sign_in_choices()}

    def seen(role: str, pattern: str, language: str) -> str:
        browser = Client(HTTP_HOST="localhost")
        browser.get(f"/?lang={language}")
        if role:
            one = people[role]
            browser.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""})
        return browser.get(address(pattern, role)).content.decode()

    return seen


@pytest.mark.parametrize("turn", TURNS)
def test_axe_finds_nothing_on_any_page(turn: int, tab: Page, shown: Shown, pages: Callable[[str, str, str], str]) -> None:
    found = {}
    for place, (role, pattern) in enumerate(PAGES):
        language = everywhere.language_of(place + turn)
        found[f"{role} {pattern} {language}"] = faults(tab, pages(role, pattern, language), shown)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_page_scrolls_sideways_or_is_cut_in_its_other_languages(tab: Page, shown: Shown, pages: Callable[[str, str, str], str]) -> None:
    found = {}
    for place, (role, pattern) in enumerate(PAGES):
        for language in (one for one in LANGUAGES if one != everywhere.language_of(place)):  # in that one the page is looked at whole
            shown["/page"] = pages(role, pattern, language)
            tab.set_viewport_size(everywhere.PHONE)
            tab.goto("http://guichet.test/page")
            found[f"{role} {pattern} {language}"] = everywhere.narrow(tab) + everywhere.spaced(tab)
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("turn", TURNS)
def test_axe_finds_nothing_on_the_pages_of_a_draft(
    turn: int, tab: Page, shown: Shown, visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path
) -> None:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    employer = visitor_as("employer")
    draft = begin(employer)
    sections = list(rules().sections)
    looked_at = (draft, f"{draft}/documents", f"{draft}/check", f"{draft}/list", *(f"{draft}/part/{name}" for name in sections))
    states = {path: partial(employer.get, path) for path in looked_at}
    states |= {f"{draft}/part/{name} sent empty": partial(employer.post, f"{draft}/part/{name}", _empty(name)) for name in sections}
    states |= {"documents sent empty": partial(employer.post, f"{draft}/documents", {}), "reason and long list": partial(_with_a_reason, employer, draft)}
    found = {}
    for place, (name, answer) in enumerate(states.items()):
        language = everywhere.language_of(place + turn)
        employer.get(f"/?lang={language}")
        found[f"{name} {language}"] = faults(tab, answer().content.decode(), shown)
    assert {name: lines for name, lines in found.items() if lines} == {}


def _with_a_reason(employer: Client, draft: str) -> HttpResponse:
    """A question that is asked because of an answer, with a long list to choose from."""
    asked = next(one for one in rules().fields.values() if one.when and one.type == "post")
    trigger = next(one for one in rules().fields.values() if one.fact == asked.when.name)
    employer.post(f"{draft}/part/{trigger.section}/{trigger.name}", {trigger.name: "yes" if asked.when.value else "no"})
    return employer.get(f"{draft}/part/{asked.section}/{asked.name}")


def _empty(section: str) -> dict[str, str]:
    from guichet.portals.answers import names_in_form

    fields = [one for one in rules().fields.values() if one.section == section and not one.when]
    return dict.fromkeys(names_in_form(fields), "")
