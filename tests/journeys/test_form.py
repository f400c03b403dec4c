"""One form in a browser: what is known is not asked, what is asked says why, the list of documents fits one sheet, the check tells what to mend."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pikepdf

from guichet.portals.speech import speech
from tests.journeys.conftest import Cast
from tests.portals.filling import TODAY

Casting = Callable[[str, bool], Cast]


def test_an_employer_is_told_why_prints_the_list_and_mends_what_the_check_finds(cast: Casting) -> None:
    play = cast("fr", script=True)
    employer, said = play.enter("employer"), speech(play.language)
    fields = play.rules.fields.values()
    passport = next(one for one in fields if one.fact == "passport_until")
    hidden = next(one for one in fields if one.when and one.type == "post")
    trigger = next(one for one in fields if one.fact == hidden.when.name)
    draft = employer.applies({trigger.name: "no", passport.name: TODAY + timedelta(days=20)})
    main = employer.page.locator("main")

    known = next(one for one in fields if one.from_register)
    employer.go(f"{draft}/part/{known.section}/{known.name}")
    assert said.say("Known from your sign-in on {day}.", day=TODAY) in main.inner_text(), "not asked on the way, but shown, and changeable"
    employer.go(f"{draft}/part/{hidden.section}/{hidden.name}")
    reason = employer.page.locator("main .g-because").inner_text()
    assert trigger.title[play.language] in reason and said.say("No") in reason
    if employer.page.evaluate("!!document.querySelector('[id$=-narrow]')"):
        whole = employer.page.locator(f"#{hidden.name} option").count()
        employer.page.locator(f"#{hidden.name}-narrow").fill("delhi")
        assert 0 < employer.page.locator(f"#{hidden.name} option").count() < whole

    employer.go(f"{draft}/list")
    assert all(one.title[play.language] in main.inner_text() for one in play.rules.evidence.values() if not one.when and not one.with_acts)
    with pikepdf.open(io.BytesIO(employer.page.pdf(format="A4"))) as sheet:
        assert len(sheet.pages) == 1, "the list is one sheet"

    employer.go(f"{draft}/check")
    check = next(one.title[play.language] for one in play.rules.checks if one.name == "passport_on_decision")
    found = employer.page.locator("section[aria-labelledby=concerns] li", has_text=check)
    with employer.page.expect_navigation():
        found.locator("a", has_text=said.say("Correct the answer")).click()
    employer.looks()
    until = TODAY + timedelta(days=1500)
    employer.fill({f"{passport.name}-day": str(until.day), f"{passport.name}-month": str(until.month), f"{passport.name}-year": str(until.year)})
    employer.press()
    assert employer.page.url.partition("?")[0].endswith("/check"), "back to where the mistake was found"
    assert found.count() == 0
    assert employer.files(draft)
