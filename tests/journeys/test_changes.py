"""What changes after an application was filed: an answer announced anew, a check set aside, two files of one worker side by side."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator

from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody
from tests.journeys.test_journeys import REGION, filed

Casting = Callable[[str, bool], Cast]


def announces(play: Cast, employer: Somebody, number: str, pay: str) -> None:
    """Follow the link on the file, fill in the pay and why, nothing else."""
    act = play.act("facts_changed", "employer", about="announced_change")
    employer.go(f"/files/{number}")
    with employer.page.expect_navigation():
        employer.page.locator(f"main a[href$='/do/{act.name}']").first.click()
    employer.looks()
    employer.fill({next(one.name for one in act.asks if one.fact == "monthly_pay"): pay, "reason": "Both sides agreed on it."})
    employer.press()


def figures(shown: Locator) -> list[str]:
    """The digits of each amount that is shown, whatever the language puts between them."""
    return [re.sub(r"\D", "", text) for text in shown.all_inner_texts()]


def check_of_pay(play: Cast, agent: Somebody, number: str) -> Locator:
    """The line of the check of the pay, on the page of the file."""
    names = [one.name for one in play.rules.checks if one.fact == "monthly_pay"]
    titles = [one.title[play.language] for one in play.rules.checks if one.name in names]
    agent.go(f"/files/{number}")
    return agent.page.locator(".g-checks tr").filter(has_text=re.compile("|".join(map(re.escape, titles)))).first


def test_a_change_after_filing_shows_before_and_after_to_both_sides(cast: Casting) -> None:
    play = cast("fr", script=True)
    employer, _, number = filed(play)
    announces(play, employer, number, "6900,50")
    agent = play.enter("work_authority", REGION)
    for one in (employer, agent):
        for path in (f"/files/{number}", f"/files/{number}/answers"):
            one.go(path)
            assert (figures(one.page.locator("main del")), figures(one.page.locator("main ins"))) == (["560000"], ["690050"])
    agent.go(f"/files/{number}")
    entry = agent.page.locator("main table:has(ins) a[href*='#entry-']").get_attribute("href").partition("#")[2]
    assert agent.page.locator(f"#{entry}").count() == 1, "the day leads to the line of what happened"


def test_a_check_is_set_aside_by_a_note_in_its_place_until_the_answer_changes(cast: Casting) -> None:
    play = cast("nl", script=False)
    employer, _, number = filed(play)
    announces(play, employer, number, "1000")
    agent = play.enter("work_authority", REGION)
    row = check_of_pay(play, agent, number)
    assert row.locator(".g-state--no").count() == 1
    with agent.page.expect_navigation():
        row.locator("a[href*='set_check_aside?check=']").click()
    agent.looks()
    agent.fill({"note": "Het loon is deeltijds; het barema is nageteld.", "disclosable": "no"})
    agent.press()
    row = check_of_pay(play, agent, number)
    assert "het barema is nageteld" in row.inner_text() and row.locator(".g-state--no").count() == 0
    office = play.enter("stay_authority")
    office.go(f"/files/{number}")
    assert "nageteld" not in office.page.locator("body").inner_text(), "a note is read by its own authority"
    announces(play, employer, number, "1100")
    row = check_of_pay(play, agent, number)
    assert row.locator(".g-state--no").count() == 1 and "nageteld" not in row.inner_text(), "another answer: the verdict is back"


def test_two_files_of_one_worker_stand_side_by_side(cast: Casting) -> None:
    play = cast("de", script=True)
    employer, _, first = filed(play, complete=False)
    announces(play, employer, first, "6900")
    _, _, second = filed(play, complete=False)
    agent = play.enter("work_authority", REGION)
    agent.go(f"/files/{second}")
    with agent.page.expect_navigation():
        agent.page.locator(f"main a[href$='/files/{second}/answers?with={first}']").click()
    agent.looks()
    compared = agent.page.locator("section:has(> #other)")
    assert (figures(compared.locator("del")), figures(compared.locator("ins"))) == (["690000"], ["560000"])
    answered = len(play.view(second, "work_authority", REGION).answers)
    assert str(answered - 1) in compared.locator("p").last.inner_text()
    assert agent.page.goto(f"{play.address}/files/{second}/answers?with=2222222222").status == 404
    other = play.enter("work_authority", "authority:flanders")
    assert other.page.goto(f"{play.address}/files/{second}/answers?with={first}").status == 404, "neither file is theirs"
