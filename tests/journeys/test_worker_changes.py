"""The worker has a new name and a new passport, in a browser: says so once, and every desk reads both; the name of before still finds the file."""

from __future__ import annotations

from collections.abc import Callable

from tests.desk.life import REGION
from tests.journeys.conftest import Cast

Casting = Callable[[str, bool], Cast]


def test_a_new_name_and_a_new_passport_follow_the_person(cast: Casting) -> None:
    play = cast("fr", script=False)
    draft = play.applied()
    play.given(draft, "employer")
    number = play.filed(draft)
    worker = play.worker_of(draft)
    act = next(one for one in play.rules.acts.values() if "worker" in one.by and any(field.changes for field in one.asks))
    worker.opens(number)
    with worker.page.expect_navigation():
        worker.page.locator(f"main a[href$='/do/{act.name}']").first.click()
    worker.fill({"new_family_name": "Fernandes", "new_passport_number": "Z7654321", "new_number": "91.05.04-001.78"})
    with worker.page.expect_navigation():
        worker.button.click()
    worker.looks()
    assert worker.page.locator(".govuk-error-summary__list li").count() == 1, "the number has a wrong check digit"
    assert worker.page.locator("main [name=new_family_name]").input_value() == "Fernandes", "what was typed is kept"
    worker.fill({"new_number": "91.05.04-001.79"})
    worker.press()

    agent = play.enter("work_authority", REGION.body)
    for name in ("Nair", "fernandes"):
        agent.searches(name)
        assert agent.page.locator(f"main a[href='/files/{number}']").count() == 1, name
    agent.go(f"/files/{number}/answers")
    shown = agent.page.locator("main").inner_text()
    assert all(word in shown for word in ("Nair", "Fernandes", "Z7654321"))
