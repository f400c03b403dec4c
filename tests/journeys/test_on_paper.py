"""An application that came on paper, in a browser: the region enters it from the paper, for the day it came; employer and worker then have the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from guichet.desk import paper
from tests.desk.life import COMPANY, EMPLOYER, REGION
from tests.journeys.conftest import Cast
from tests.portals.filling import day

Casting = Callable[[str, bool], Cast]


def test_the_region_enters_what_came_on_paper_and_everybody_has_the_same_file(cast: Casting) -> None:
    play = cast("nl", script=False)
    agent = play.enter("work_authority", REGION.body)
    agent.go("/on-paper")
    with agent.page.expect_navigation():
        agent.page.locator(f"main form button[value={play.rules.procedure}]").click()
    agent.looks()
    draft = agent.page.url.removeprefix(play.address).partition("?")[0]
    for section in play.rules.sections:
        agent._section(f"{draft}/part/{section}", section, {"enterprise_number": "0999.000.129"})  # noqa: SLF001
    agent.go(f"{draft}/documents")
    names = agent.page.locator("main input[type=file]").evaluate_all("inputs => inputs.map(input => input.name)")
    secret = {f"file-{one.name}" for one in play.rules.evidence.values() if REGION.role in one.secret_from}
    assert not secret & set(names), "what is secret from the region is not entered by it"
    agent.gives(f"{draft}/documents")

    act = paper.act_of(play.rules, REGION.role)
    came = play.clock.today() - timedelta(days=6)
    agent.go(f"{draft}/check")
    agent.fill({"confirm": "yes", **day("on", came)})
    with agent.page.expect_navigation():
        agent.page.locator("main form button[type=submit]").last.click()
    agent.looks()
    assert agent.page.locator(".govuk-error-summary__list li").count() == 1, "an earlier day has its reason"
    agent.fill({"confirm": "yes", "late_reason": "De post bracht het zes dagen geleden."})
    assert agent.page.locator("main [name=on-day]").input_value() == str(came.day), "what was typed is kept"
    agent.press()
    number = agent.page.url.removeprefix(play.address).split("/")[2].partition("?")[0]

    seen = agent.opens(number)
    assert seen and act.name not in seen
    employer = play.enter("employer", COMPANY, EMPLOYER.person)
    assert employer.opens(number)
    filed = next(line for line in play.view(number, "employer", COMPANY).history if line.kind == "application_submitted")
    assert (filed.on, filed.by_role) == (came, REGION.role), "and sees who entered it, and for which day"
    worker = play.worker_of(draft)
    assert worker.opens(number), "the worker has the same file, and gives there what is secret"
