"""Two agents at one file: each sees that the other is there, a text outlives a closed page, and one releases what the other prepared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from guichet.engine.case_number import number_of
from tests.desk.life import OFFICE, OFFICE_COLLEAGUE, Life
from tests.journeys.conftest import Cast

Casting = Callable[[str, bool], Cast]


@pytest.mark.parametrize(("language", "script"), [("fr", True), ("de", False)])
def test_one_prepares_and_the_other_releases(cast: Casting, language: str, script: bool, clock: object) -> None:
    play = cast(language, script=script)
    number = number_of(Life().admissible().case)
    path = f"/files/{number}/do/refuse_stay"
    first, second = (play.enter("stay_authority", person=one.person) for one in (OFFICE, OFFICE_COLLEAGUE))
    first.go(path)
    first.page.locator("main textarea").first.fill("A reason that takes an hour.")
    if play.script:
        first.page.locator("main textarea").first.press("End")
        expect(first.page.locator(".g-saved")).not_to_be_empty(timeout=20_000)
    else:
        with first.page.expect_navigation():
            first.page.locator("main form button[formaction*='/saved/']").click()
    first.go("/work")
    first.go(path)
    assert first.page.locator("main textarea").first.input_value() == "A reason that takes an hour."
    first.page.locator("main input[name=ground]").last.check(force=True)
    with first.page.expect_navigation():
        first.page.locator("main button[name=prepare]").click()
    second.go(f"/files/{number}")
    assert second.page.locator(".g-prepared a").count() == 1
    if play.script:
        expect(second.page.locator(".g-present strong")).to_have_text("Hilde Maes", timeout=20_000)
    with second.page.expect_navigation():
        second.page.locator(".g-prepared a").click()
    second.looks()
    assert second.page.locator("main textarea").first.input_value() == "A reason that takes an hour."
    second.press()
    assert second.page.locator(".g-prepared").count() == 0
