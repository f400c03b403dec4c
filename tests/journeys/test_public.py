"""A stranger without an account: what this is, what the law says on another day, how long it takes, and what was tested."""

import pytest
from playwright.sync_api import Browser, Page

from guichet.portals.speech import speech
from tests.journeys.somebody import window
from tests.portals.sample_case import rules

PHONE, SCREEN = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture(params=[("fr", True), ("nl", False), ("de", True), ("en", False)], ids=lambda given: f"{given[0]}-{'with' if given[1] else 'no'}-script")
def stranger(request: pytest.FixtureRequest, browser: Browser, address: str) -> tuple[Page, str, str]:
    language, script = request.param
    page = window(browser, script, 1280)
    page.goto(f"{address}/?lang={language}")
    return page, address, language


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_the_first_screen_says_what_this_is_and_shows_the_three_doors(stranger: tuple[Page, str, str], size: dict[str, int]) -> None:
    page, *_ = stranger
    page.set_viewport_size(size)
    below = page.locator("main h1, main .g-lead, .g-door").evaluate_all("l => Math.max(...l.map(e => e.getBoundingClientRect().bottom))")
    assert page.locator(".g-door").count() == 3 and below <= size["height"]


def test_the_law_of_another_day_and_region_is_one_form_away(stranger: tuple[Page, str, str]) -> None:
    page, address, language = stranger
    page.goto(f"{address}/law")
    page.locator("main .g-rows a[href$='/law/ict-long-term-mobility']").click()
    page.locator("main details summary").first.click()
    for part, value in (("day", "31"), ("month", "9"), ("year", "2024")):
        page.locator(f"[name=on-{part}]").fill(value)
    page.locator("[name=region]").select_option("flanders")
    page.locator("main form button").click()
    assert page.locator(".govuk-error-message").count() == 1 and page.locator("[name=on-day]").input_value() == "31"
    page.locator("[name=on-day]").fill("30")
    page.locator("main form button").click()
    assert "on-day=30" in page.url and speech(language).day("2024-09-30") in page.locator("main .g-lead").first.inner_text()
    title = next(iter(rules().time_limits.values())).title[language]
    assert title[1:] in page.locator("#limits-table").inner_text()


def test_a_doubt_and_a_source_are_one_link_away(stranger: tuple[Page, str, str]) -> None:
    page, address, _ = stranger
    page.goto(f"{address}/law/{rules().procedure}")
    for kind in ("doubt", "source"):
        link = page.locator(f"#limits-table a[href^='#{kind}-']").first
        link.click()
        assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()


def test_figures_and_statement_are_open_to_everybody(stranger: tuple[Page, str, str]) -> None:
    page, _, language = stranger
    page.locator("header a[href='/figures']").click()
    assert page.locator("main h1").inner_text() == speech(language).say("How many files, and where they stand"), "no file yet from which to say how long it takes"
    assert page.request.get(page.url.replace("/figures", "/figures.csv")).headers["content-type"].startswith("text/csv")
    page.locator("footer a[href='/accessibility']").click()
    assert page.locator("#untried").is_visible()


def test_on_paper_the_law_book_has_no_menu_and_every_table(stranger: tuple[Page, str, str]) -> None:
    page, address, _ = stranger
    page.goto(f"{address}/law/{rules().procedure}")
    page.emulate_media(media="print")
    assert not any(page.locator(hidden).first.is_visible() for hidden in ("header", "footer", "main details", ".govuk-back-link"))
    assert page.locator("main table").count() == page.locator("main table:visible").count() >= 7
    assert page.locator(".g-flow").is_visible()
