"""One form in a browser: what is known is not asked, what is asked says why, the list of documents fits one sheet, the check tells what to mend."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pikepdf

from guichet.portals.speech import speech
from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody
from tests.portals.filling import TODAY, day

Casting = Callable[[str, bool], Cast]


def test_an_employer_is_told_why_prints_the_list_and_mends_what_the_check_finds(cast: Casting) -> None:
    play = cast("fr", script=True)
    employer, said = play.enter("employer"), speech(play.language)
    fields = play.rules.fields.values()
    passport = next(one for one in fields if one.fact == "passport_until")
    asked = next(one for one in fields if one.when and one.type == "post")
    trigger = next(one for one in fields if one.fact == asked.when.name)
    draft = employer.applies({trigger.name: "no", passport.name: TODAY + timedelta(days=20)})
    known = next(one for one in fields if one.from_register)
    employer.go(f"{draft}/part/{known.section}/{known.name}")
    told = employer.page.locator("main").inner_text()
    assert said.say("Known from your sign-in on {day}.", day=TODAY) in told, "not asked on the way, but shown, and changeable"
    employer.go(f"{draft}/part/{asked.section}/{asked.name}")
    reason = employer.page.locator("main .g-because").inner_text()
    assert trigger.title[play.language] in reason and said.say("No") in reason
    a_long_list_is_narrowed(employer, asked.name)
    the_list_is_one_sheet(employer, play, draft)
    the_passport_is_mended(employer, play, draft, passport.name)
    assert employer.files(draft)


def a_long_list_is_narrowed(employer: Somebody, name: str) -> None:
    if employer.page.evaluate("!!document.querySelector('[id$=-narrow]')"):  # only where scripts run
        whole = employer.page.locator(f"#{name} option").count()
        employer.page.locator(f"#{name}-narrow").fill("delhi")
        assert 0 < employer.page.locator(f"#{name} option").count() < whole


def the_list_is_one_sheet(employer: Somebody, play: Cast, draft: str) -> None:
    employer.go(f"{draft}/list")
    told = employer.page.locator("main").inner_text()
    assert all(one.title[play.language] in told for one in play.rules.evidence.values() if not one.when and not one.with_acts)
    with pikepdf.open(io.BytesIO(employer.page.pdf(format="A4"))) as sheet:
        assert len(sheet.pages) == 1


def the_passport_is_mended(employer: Somebody, play: Cast, draft: str, name: str) -> None:
    employer.go(f"{draft}/check")
    check = next(one.title[play.language] for one in play.rules.checks if one.name == "passport_on_decision")
    found = employer.page.locator("section[aria-labelledby=concerns] li", has_text=check)
    with employer.page.expect_navigation():
        found.locator("a", has_text=speech(play.language).say("Correct the answer")).click()
    employer.looks()
    employer.fill(day(name, TODAY + timedelta(days=1500)))
    employer.press()
    assert employer.page.url.partition("?")[0].endswith("/check"), "back to where the mistake was found"
    assert found.count() == 0
