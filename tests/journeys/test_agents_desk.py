"""The desk of an agent in a browser: a clean positive file in few clicks, the whole list by keys, and the same without a script."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from guichet.law.rules import Act
from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody
from tests.journeys.test_journeys import REGION, filed, says
from tests.portals.filling import typed

Casting = Callable[[str, bool], Cast]
MOST_CLICKS = 12  # for both halves of a clean positive file together


def counting(page: Page) -> list[str]:
    """What was clicked, from now on, on every page of this window; a click into a field is one too."""
    clicks: list[str] = []
    page.expose_function("guichetClicked", lambda said: clicks.append(said))  # a plain function: the driver marks it
    listen = "document.addEventListener('click', e => e.isTrusted && window.guichetClicked((e.target.textContent || e.target.name || '').trim()), true)"
    page.add_init_script(listen)
    return clicks


def decides(play: Cast, agent: Somebody, number: str, *acts: Act) -> tuple[list[str], int]:
    """Take the next file, look at each document by key, do the acts with the mouse; what was clicked, and how many documents were looked at."""
    page, clicks = agent.page, counting(agent.page)
    agent.go("/work")
    with page.expect_navigation():
        page.locator("form[data-key=n] button").click()
    assert page.url.startswith(f"{play.address}/files/{number}")
    agent.looks()
    seen = documents_by_key(page) if "js-enabled" in (page.locator("body").get_attribute("class") or "") else 0
    for act in acts:
        with page.expect_navigation():
            page.locator(f".g-decide a[href$='/do/{act.name}']").click()
        for field in act.asks:
            for name, value in typed(field).items():
                types_if_empty(page.locator(f"main [name='{name}']"), value)
        agent.press()
        assert act.title[play.language] in page.locator(".g-done").inner_text()
    return clicks, seen


def documents_by_key(page: Page) -> int:
    """Press "d" until the first document is back: each is shown in the frame in its turn."""
    tabs, frame = page.locator(".g-doc__tabs a"), page.frame_locator("iframe[name=viewer]")
    for _ in range(tabs.count()):
        page.keyboard.press("d")
        frame.locator("main, body").first.wait_for()
    assert tabs.first.get_attribute("aria-current") == "true"
    return tabs.count()


def types_if_empty(place: Locator, value: str) -> None:
    """As a person does: a field that holds an answer is read; an empty one is clicked and written in."""
    if not place.input_value():
        place.click()
        place.press_sequentially(value)


def test_a_clean_positive_file_takes_its_two_agents_twelve_clicks_at_most(cast: Casting) -> None:
    play = cast("fr", script=True)
    _, _, number = filed(play)
    yes = {role: play.act("track_decided", role, outcome="yes") for role in ("work_authority", "stay_authority")}
    region, office = play.enter("work_authority", REGION), play.enter("stay_authority")
    clicked, seen = decides(play, region, number, play.act("declared_admissible", "work_authority"), yes["work_authority"])
    clicked_too, seen_too = decides(play, office, number, yes["stay_authority"])
    assert says(play, office.opens(number), "granted")
    print(f"clicks: region {len(clicked)}, Office {len(clicked_too)}; documents looked at by key: {seen} and {seen_too}")
    together = [*clicked, *clicked_too]
    assert len(together) <= MOST_CLICKS, together
    if seen:  # without scripts nothing counts the clicks, and the keys are those of the browser
        assert len(clicked) >= 5 and len(clicked_too) >= 3 and seen and seen_too


def test_the_list_and_the_file_by_keys_alone(cast: Casting) -> None:
    play = cast("de", script=True)
    _, _, number = filed(play)
    agent = play.enter("work_authority", REGION)
    agent.go("/work?tab=team")
    page = agent.page
    if not page.evaluate("document.body.classList.contains('js-enabled')"):
        return  # without scripts the keys are those of the browser
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"/files/{number}"
    page.keyboard.press("x")
    assert page.locator("tr.is-here input[type=checkbox]").is_checked()
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.locator("dialog#keys [data-toggle]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert page.url.endswith(f"tab=team&lang={play.language}")  # the keys are off
    page.keyboard.press("?")
    assert not page.locator("dialog#keys").is_visible()
    page.locator("[data-open-keys]").focus()
    page.keyboard.press("Enter")
    page.locator("dialog#keys [data-toggle]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.url.endswith(f"/files/{number}")
    first = page.locator(".g-doc__tabs [aria-current]").inner_text()
    page.keyboard.press("d")
    assert page.locator(".g-doc__tabs [aria-current]").inner_text() != first
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.closest('.g-decide') !== null")


def test_a_question_is_asked_answered_and_closed(cast: Casting) -> None:
    play = cast("nl", script=False)
    employer, _, number = filed(play)
    agent = play.enter("work_authority", REGION)
    agent.go(f"/files/{number}/messages")
    agent.fill({"message": "Wie heeft de opdrachtbrief ondertekend?", "topic": "Handtekening", "answer_by": "employer"})
    agent.press()
    employer.go(f"/files/{number}/messages")
    assert "Wie heeft de opdrachtbrief ondertekend?" in employer.page.locator("main").inner_text()
    form = employer.page.locator("main form:has(input[name=to_entry])")
    form.locator("textarea").fill("De directeur.")
    with employer.page.expect_navigation():
        form.locator("button[type=submit]:not([formaction])").click()
    agent.go(f"/files/{number}")
    text = agent.page.locator("#messages ~ ul").inner_text()
    assert "De directeur." in text and agent.page.locator("#messages ~ ul .g-state--yes").count() == 1
