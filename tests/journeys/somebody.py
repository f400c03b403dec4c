"""Somebody at a browser: signs in, reads, fills in what the law asks, presses the button. Knows no procedure by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from guichet.law.rules import Act, Rules
from tests.portals.filling import typed

Said = dict[str, object]


@dataclass
class Somebody:
    """One person, one browser window, one language; with or without scripts."""

    page: Page
    address: str
    language: str
    rules: Rules
    paper: Path
    seen: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of Guichet in one's own language."""
        self.page.goto(f"{self.address}{path}{'&' if '?' in path else '?'}lang={self.language}")

    def sign_in(self, key: str) -> None:
        """Choose oneself on the page of the demo people: `key` is what the choice sends."""
        self.go("/sign-in")
        self.page.locator(f"input[name=who][value='{key}']").check(force=True)
        self.page.locator("main form button[type=submit]").click()

    def press(self) -> None:
        """Press the button of the page's own form; complains when the page comes back with something to correct."""
        self.page.locator("main form button[type=submit]").last.click()
        wrong = self.page.locator(".govuk-error-summary__list li")
        assert wrong.count() == 0, wrong.all_inner_texts()

    def fill(self, answers: dict[str, str]) -> None:
        """Answer the inputs that the page shows, by name."""
        for name, value in answers.items():
            inputs = self.page.locator(f"main [name='{name}']")
            if inputs.count():
                self._answer(inputs, value)

    def _answer(self, inputs: Locator, value: str) -> None:
        first = inputs.first
        tag = first.evaluate("input => input.tagName")
        if tag == "SELECT":
            first.select_option(value)
        elif first.get_attribute("type") in ("radio", "checkbox"):
            inputs.and_(self.page.locator(f"[value='{value}']")).check(force=True)
        else:
            first.fill(value)

    def applies(self, said: Said | None = None) -> str:
        """Begin an application and answer every part of it; the path of the draft."""
        self.go("/applications")
        self.page.locator("main form button").first.click()
        draft = self.page.url.removeprefix(self.address).partition("?")[0]
        for section in self.rules.sections:
            self._section(f"{draft}/part/{section}", section, said or {})
        return draft

    def _section(self, path: str, section: str, said: Said) -> None:
        """A part that grows with its answers is sent until nothing new is asked."""
        for _ in range(6):
            self.go(path)
            for one in self.rules.fields.values():
                if one.section == section:
                    self.fill({one.name: str(said.get(one.name) or one.options[0].value)} if one.type == "choice" else typed(one, said))
            self.press()
            if "/part/" not in self.page.url:
                return

    def gives(self, path: str) -> None:
        """Give a paper for every piece that the page asks for."""
        self.go(path)
        inputs = self.page.locator("main input[type=file]")
        for place in range(inputs.count()):
            inputs.nth(place).set_input_files(self.paper)
        self.press()

    def files(self, draft: str) -> str:
        """Read over, confirm, file; the number of the file."""
        self.go(f"{draft}/check")
        self.page.locator("main [name=confirm]").check(force=True)
        self.press()
        return self.page.url.removeprefix(self.address).split("/")[2]

    def opens(self, number: str) -> str:
        """Open a file; the sentence that says where things stand."""
        self.go(f"/files/{number}")
        return " ".join(self.page.locator("main h1, main .g-lead").all_inner_texts())

    def does(self, number: str, act: Act, said: Said | None = None, pieces: tuple[str, ...] = ()) -> None:
        """Follow the link of an act on the file, answer what it asks, press its button."""
        self.go(f"/files/{number}")
        self.page.locator(f"main a[href$='/do/{act.name}']").first.click()
        for one in act.asks:
            if one.type == "choice":
                self.fill({one.name: str((said or {}).get(one.name) or one.options[0].value)})
            else:
                self.fill(typed(one, said))
        for piece in pieces:
            self.page.locator(f"main [name=evidence][value='{piece}']").check(force=True)
        inputs = self.page.locator("main input[type=file]")
        for place in range(inputs.count()):
            inputs.nth(place).set_input_files(self.paper)
        self.press()

    def may(self, number: str, act: Act) -> bool:
        """Does the file offer this act?"""
        self.go(f"/files/{number}")
        return self.page.locator(f"main a[href$='/do/{act.name}']").count() > 0


def window(browser: Browser, script: bool) -> Page:
    """A fresh window; without scripts everything must work just the same."""
    page = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(15_000)
    return page
