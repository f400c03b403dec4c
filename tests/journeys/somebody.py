"""Somebody at a browser: signs in, reads, fills in what the law asks, presses the button. Knows no procedure by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from guichet.law.rules import Act, Rules
from tests.letters.reading import all_text
from tests.portals.filling import typed

Said = dict[str, object]
BLOCKED: list[str] = []  # what the content policy stopped, in any window of the run


@dataclass
class Somebody:
    """One person, one browser window, one language; with or without scripts."""

    page: Page
    address: str
    language: str
    rules: Rules
    paper: Path
    pictures: Path | None = None
    key: str = ""  # what the choice on the sign-in page sent

    def go(self, path: str) -> None:
        """Open a page of Guichet in one's own language."""
        self.page.goto(f"{self.address}{path}{'&' if '?' in path else '?'}lang={self.language}")
        self.looks()

    def looks(self) -> None:
        """No page scrolls sideways, and none asks for what the content policy stops; a picture of it is kept for people to look at, where they want one."""
        assert not BLOCKED, BLOCKED
        assert not self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), f"{self.page.url} scrolls sideways"
        if self.pictures:
            self.pictures.mkdir(parents=True, exist_ok=True)
            name = self.page.url.removeprefix(self.address).partition("?")[0].strip("/").replace("/", "_")
            self.page.screenshot(path=self.pictures / f"{len(list(self.pictures.iterdir())):03}_{name}.png", full_page=True)

    def sign_in(self, key: str) -> None:
        """Choose oneself on the page of the demo people: `key` is what the choice sends."""
        self.key = key
        self.go("/sign-in")
        self.page.locator(f"input[name=who][value='{key}']").check(force=True)
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").click()

    @property
    def button(self) -> Locator:
        """The button of the page's own form: not the one that shows a letter first, saves for later, or prepares for a colleague."""
        return self.page.locator("main form button[type=submit]:not([formaction]):not([name=prepare])").last

    def press(self) -> None:
        """Press the button of the page's own form; complains when the page comes back with something to correct."""
        with self.page.expect_navigation() as gone:
            self.button.click()
        assert gone.value.status in (200, 422), self.page.locator("main").inner_text()
        self.looks()
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
        with self.page.expect_navigation():
            self.page.locator(f"main form button[name=procedure][value='{self.rules.procedure}']").click()
        draft = self.page.url.removeprefix(self.address).partition("?")[0]
        self.fills(draft, said)
        return draft

    def fills(self, draft: str, said: Said | None = None) -> set[str]:
        """Answer every part that the list shows as still to do; the names of all that was asked on the way."""
        self.go(draft)
        links = self.page.locator("main li:has(.g-state--run) a[href*='/part/']").evaluate_all("links => links.map(one => one.pathname)")
        return {name for path in links for name in self._section(path, path.rpartition("/")[2], said or {})}

    def _section(self, path: str, section: str, said: Said) -> set[str]:
        """A part is answered page by page until it leads back to the list of parts."""
        self.go(path)
        asked: set[str] = set()
        for _ in range(40):
            asked |= set(self.page.locator("main form [name]").evaluate_all("found => found.map(one => one.name)"))
            for one in self.rules.fields.values():
                if one.section == section:
                    self.fill({one.name: str(said.get(one.name) or one.options[0].value)} if one.type == "choice" else typed(one, said))
            self.press()
            if "/part/" not in self.page.url:
                return asked
        raise AssertionError(f"{path} does not lead back to the list of parts")

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

    def rights(self, number: str) -> tuple[bool, bool]:
        """What the page of a file answers: may the worker work, may they stay."""
        self.go(f"/files/{number}")
        yes = [self.page.locator(f"main section.g-answer--yes[aria-labelledby={name}]").count() == 1 for name in ("may-work", "may-stay")]
        return yes[0], yes[1]

    def searches(self, text: str) -> None:
        """Look for a name or a number in the list."""
        self.go("/files")
        self.page.locator("main input[name=q]").fill(text)
        with self.page.expect_navigation():
            self.page.locator("main [role=search] form button").first.click()
        self.looks()

    def opens(self, number: str) -> str:
        """Open a file; the sentence that says where things stand."""
        self.go(f"/files/{number}")
        return " ".join(self.page.locator("main h1, main .g-lead").all_inner_texts())

    def does(self, number: str, act: Act, said: Said | None = None, pieces: tuple[str, ...] = (), only: str = "") -> None:
        """Follow the link of an act on the file, answer what it asks, press its button. `only`: give this one piece, not all."""
        self.go(f"/files/{number}")
        with self.page.expect_navigation():
            self.page.locator(_link_to(act)).first.click()
        self.answers(act, said)
        for piece in pieces:
            self.page.locator(f"main [name=evidence][value='{piece}']").check(force=True)
        inputs = self.page.locator(f"main input[type=file]{f'[name$={only}]' if only else ''}")
        for place in range(inputs.count()):
            inputs.nth(place).set_input_files(self.paper)
        self.press()

    def answers(self, act: Act, said: Said | None = None) -> None:
        """Answer what the page of an act asks."""
        for one in act.asks:
            if one.type == "choice":
                self.fill({one.name: str((said or {}).get(one.name) or one.options[0].value)})
            else:
                self.fill(typed(one, said))

    def letter(self, number: str, title: str) -> str:
        """Download a letter of the file by its title, as its link does; everything that it says."""
        self.go(f"/files/{number}")
        link = self.page.locator("main a[href^='/documents/']").filter(has_text=title).first.get_attribute("href")
        answer = self.page.request.get(f"{self.address}{link}")
        assert answer.ok and answer.headers["content-type"] == "application/pdf" and "attachment" in answer.headers["content-disposition"]
        return all_text(answer.body())

    def takes_from_the_box(self, title: str) -> str:
        """Open a letter of one's e-Box by its title; everything that it says. From then on it is no longer new."""
        self.go("/e-box")
        with self.page.expect_download() as came:
            self.page.locator("main .g-rows form button").filter(has_text=title).first.click()
        letter = all_text(Path(came.value.path()).read_bytes())
        self.go("/e-box")
        assert self.page.locator("main .g-rows form button:not(.g-strong)").filter(has_text=title).count() == 1
        return letter

    def may(self, number: str, act: Act) -> bool:
        """Does the file offer this act?"""
        self.go(f"/files/{number}")
        return self.page.locator(_link_to(act)).count() > 0


def _link_to(act: Act) -> str:
    """The page of an act; a request for documents has a checklist of its own."""
    return f"main a:is([href$='/do/{act.name}'], [href$='/ask/{act.name}'])"


def window(browser: Browser, script: bool, wide: int) -> Page:
    """A fresh window; without scripts everything must work just the same."""
    page = browser.new_context(java_script_enabled=script, viewport={"width": wide, "height": 900}).new_page()
    page.set_default_timeout(15_000)
    page.on("console", _note)
    return page


def _note(message: ConsoleMessage) -> None:
    if "Content Security Policy" in message.text:
        BLOCKED.append(message.text)
