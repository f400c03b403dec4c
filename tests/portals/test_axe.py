"""Nobody is shut out: axe finds nothing on any page, in any language; and what is to hold everywhere does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from guichet.portals.speech import LANGUAGES
from tests.portals import everywhere
from tests.portals.filling import TODAY, begin
from tests.portals.sample_case import rules
from tests.portals.test_pages import PAGES, address

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(language: str, tab: Page, shown: Shown, sample: str, visitor_as: Callable[..., Client]) -> None:
    from guichet.people import store

    store.add_worker("Nair", "Anjali", "Nair", "Anjali", "en", "a@example.org")
    people = {one.role: one for one in store.sign_in_choices()}
    found = {}
    for role, pattern in PAGES:
        browser = Client(HTTP_HOST="localhost")
        browser.get(f"/?lang={language}")
        if role:
            one = people[role]
            browser.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""})
        found[f"{role} {pattern}"] = faults(tab, browser.get(address(pattern, role)).content.decode(), shown)
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_pages_of_a_draft(
    language: str, tab: Page, shown: Shown, visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path
) -> None:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    employer = visitor_as("employer", language)
    draft = begin(employer)
    sections = list(rules().sections)
    pages = {path: employer.get(path) for path in (draft, f"{draft}/documents", f"{draft}/check", *(f"{draft}/part/{name}" for name in sections))}
    pages |= {f"{draft}/part/{name} sent empty": employer.post(f"{draft}/part/{name}", _empty(name)) for name in sections}
    pages["documents sent empty"] = employer.post(f"{draft}/documents", {})
    pages["list"], pages["reason and long list"] = employer.get(f"{draft}/list"), _with_a_reason(employer, draft)
    found = {path: faults(tab, answer.content.decode(), shown) for path, answer in pages.items()}
    assert {path: lines for path, lines in found.items() if lines} == {}


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
