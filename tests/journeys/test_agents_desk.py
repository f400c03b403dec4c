"""The desk of an agent in a browser: a clean positive file in few clicks, the whole list by keys, and the same without a script."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.conftest import Cast
from tests.journeys.test_journeys import REGION, filed
from tests.portals.filling import typed

Casting = Callable[[str, bool], Cast]
MOST_CLICKS = 12


def counting(page: Page) -> list[str]:
    """What was clicked, from now on, on every page of this window."""
    clicks: list[str] = []
    page.expose_function("guichetClicked", lambda said: clicks.append(said))  # a plain function: the driver marks it
    listen = "document.addEventListener('click', e => e.isTrusted && window.guichetClicked((e.target.textContent || e.target.name || '').trim()), true)"
    page.add_init_script(listen)
    return clicks


def test_a_clean_positive_file_takes_an_agent_twelve_clicks_at_most(cast: Casting) -> None:
    play = cast("fr", script=True)
    _, _, number = filed(play)
    agent = play.enter("work_authority", REGION)
    clicks = counting(agent.page)
    agent.go("/work")
    agent.page.locator("form[data-key=n] button").click()
    agent.page.wait_for_url(f"**/files/{number}")
    agent.looks()
    sheets = agent.page.locator(".g-doc__tabs a")
    for place in range(1, min(sheets.count(), 5)):
        sheets.nth(place).click()
    for says in ("declared_admissible", "track_decided"):
        act = play.act(says, "work_authority", **({"outcome": "yes"} if says == "track_decided" else {}))
        agent.page.locator(f".g-decide a[href$='/do/{act.name}']").click()
        agent.fill({name: value for field in act.asks for name, value in typed(field).items()})
        agent.press()
    assert play.rules.acts[act.name].title[play.language] in agent.page.locator(".g-done").inner_text()
    assert len(clicks) <= MOST_CLICKS and (clicks or not play.script), clicks  # without scripts nothing counts them


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
        form.locator("button[type=submit]").click()
    agent.go(f"/files/{number}")
    text = agent.page.locator("#messages ~ ul").inner_text()
    assert "De directeur." in text and agent.page.locator("#messages ~ ul .g-state--yes").count() == 1
