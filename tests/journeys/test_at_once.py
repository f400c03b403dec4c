"""Two windows on one file: who is second keeps the typed text; who clicks twice files once; who was signed out goes on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.sessions.models import Session

from guichet.journal import store as journal
from tests.journeys.conftest import Cast
from tests.journeys.test_journeys import REGION, admissible

Casting = Callable[[str, bool], Cast]


def test_two_agents_decide_at_once(cast: Casting) -> None:
    play = cast("de", script=False)
    employer, _, first, _, number = admissible(play)
    second = play.enter("work_authority", REGION)
    act = play.act("track_decided", "work_authority", outcome="no")
    for agent, words in ((first, "Der Lohn ist zu niedrig."), (second, "Die Stelle gehört nicht zur Gruppe.")):
        agent.go(f"/files/{number}/do/{act.name}")
        agent.answers(act, {"reason": words})
    first.press()
    with second.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        second.button.click()
    assert answered.value.status == 409
    assert second.page.locator("main textarea[name=reason]").input_value() == "Die Stelle gehört nicht zur Gruppe.", "what was typed is kept"
    assert "Der Lohn ist zu niedrig." in second.page.locator("main aside").inner_text(), "what the first wrote stands beside it"
    second.looks()
    told = play.view(number, "work_authority", REGION)
    assert [line.text for line in told.history if line.kind == "track_decided"] == ["Der Lohn ist zu niedrig."]
    assert employer.opens(number)


def test_a_double_click_files_once(cast: Casting) -> None:
    play = cast("fr", script=False)
    employer = play.enter("employer")
    draft = play.applied()
    employer.go(f"{draft}/check")
    employer.page.locator("main [name=confirm]").check(force=True)
    form = {name: employer.page.locator(f"main [name={name}]").input_value() for name in ("csrfmiddlewaretoken", "command", "confirm")}
    employer.page.locator("main form button[type=submit]").dblclick()
    employer.page.wait_for_url("**/receipt")
    receipt = employer.page.url
    again = employer.page.request.post(f"{play.address}{draft}/check", form=form, headers={"Referer": play.address})
    assert again.url == receipt, "the same form once more leads to the same receipt"
    assert len(list(journal.cases())) == 1
    employer.go("/files")
    assert employer.page.locator("main a[href^='/files/']").count() == 1


def test_a_session_that_ended_in_the_middle_of_a_form_keeps_the_draft(cast: Casting) -> None:
    play = cast("nl", script=True)
    employer = play.enter("employer")
    draft = play.applied()
    employer.go(f"{draft}/part/{next(iter(play.rules.sections))}")
    first = employer.page.locator("main [name=company_name]")
    assert first.input_value()
    first.fill("Delvaux en Zonen")
    employer.press()
    employer.go(f"{draft}/part/{next(iter(play.rules.sections))}")
    Session.objects.all().delete()
    employer.button.click()
    assert "/sign-in" in employer.page.url
    one = employer.page.locator("input[name=who]").first
    one.check(force=True)
    employer.page.locator("main form button[type=submit]").click()
    assert draft in employer.page.url, "signed in again, one is where one was"
    assert employer.page.locator("main [name=company_name]").input_value() == "Delvaux en Zonen"


def test_silence_of_both_is_written_when_the_days_pass(cast: Casting, settings: object) -> None:
    settings.DEMO = True
    play = cast("en", script=True)
    employer, worker, _, office, number = admissible(play)
    for word in ("30", "30", "30", "7", "1", "1", "1"):
        employer.go(f"/files/{number}")
        employer.page.locator(f"aside button[value='{word}']").click()
        play.days_pass(0)
    assert (play.clock.today() - play.began).days == 100
    employer.opens(number)
    office.does(number, play.act("document_issued", "stay_authority", document="annex_47"))
    play.letters_go_out()
    letter = worker.letter(number, play.title_of("annex_47"))
    assert "stilzwijgen" in letter.lower() or "silence" in letter.lower()
