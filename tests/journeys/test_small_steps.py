"""The small steps between: a part of the documents, one taken out again, a mistake and its link, a message, a wrong code, another language, leaving."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.conftest import Cast
from tests.journeys.test_journeys import REGION, filed

Casting = Callable[[str, bool], Cast]


def test_documents_come_one_by_one_and_may_be_taken_out_again(cast: Casting) -> None:
    play = cast("nl", script=True)
    employer = play.enter("employer")
    draft = play.applied()
    employer.go(f"{draft}/documents")
    other = play.paper.with_name("other.pdf")
    other.write_bytes(play.paper.read_bytes() + b"% another scan\n")
    employer.page.locator("input[name=file-passport]").set_input_files([play.paper, other, play.paper])
    employer.press()
    assert employer.page.locator("main .g-rows form").count() == 2, "two files: the one that was chosen twice is kept once"
    wrong = play.paper.with_name("wrong.pdf")
    wrong.write_bytes(b"only words")
    employer.page.locator("input[name=file-fee]").set_input_files(wrong)
    if play.script:  # it goes on its way as soon as it was chosen, and what is wrong stands beside it
        expect(employer.page.locator(".g-upload--refused")).to_contain_text("wrong.pdf")
    else:
        with employer.page.expect_navigation() as came:
            employer.page.locator("main form button.govuk-button").click()
        assert came.value.status == 422
        employer.page.locator(".govuk-error-summary__list a").click()
        assert employer.page.evaluate("document.activeElement.name || document.activeElement.id").startswith("file-fee")
    for left in (1, 0):
        with employer.page.expect_navigation():
            employer.page.locator("main .g-rows form button").first.click()
        assert employer.page.locator("main .g-rows form").count() == left


def test_a_mistake_in_a_day_is_shown_beside_it_and_its_link_leads_there(cast: Casting) -> None:
    play = cast("fr", script=False)
    employer = play.enter("employer")
    draft = play.applied()
    employer.go(f"{draft}/part/worker/passport_until")
    employer.fill({"passport_until-day": "31", "passport_until-month": "9", "passport_until-year": "2030"})
    with employer.page.expect_navigation() as came:
        employer.button.click()
    employer.looks()
    assert came.value.status == 422
    assert [employer.page.locator(f"[name=passport_until-{part}]").input_value() for part in ("day", "month", "year")] == ["31", "9", "2030"]
    assert "30" in employer.page.locator("#passport_until-error").inner_text()
    employer.page.locator(".govuk-error-summary__list a").click()
    focus = employer.page.evaluate("document.activeElement.id")  # scripts put it there; without them the address leads there
    assert focus == "passport_until-day" or employer.page.url.endswith("#passport_until-day")


def test_a_message_a_wrong_code_another_language_and_leaving(cast: Casting) -> None:
    play = cast("de", script=True)
    employer, worker, number = filed(play)
    employer.does(number, play.act("message_written", "employer"), {"message": "Die Versicherung kommt am Freitag. 保险"})
    region = play.enter("work_authority", REGION)
    region.opens(number)
    assert "Die Versicherung kommt am Freitag. 保险" in region.page.locator("main").inner_text()
    region.searches(number[:4])
    assert region.page.locator(f"main a[href='/files/{number}']").count() == 1 and number[:4] not in region.page.url
    commune = play.enter("municipality")
    commune.go("/take-over")
    commune.page.locator("main input[name=code]").fill("AAAAA 22222")
    with commune.page.expect_navigation() as came:
        commune.page.locator("main form button[type=submit]").click()
    assert came.value.status == 422
    assert commune.page.locator("main input[name=code]").input_value() == "AAAAA 22222"
    commune.looks()
    worker.go(f"/files/{number}")
    for language in sorted(("fr", "nl", "de", "en"), key=lambda one: one == play.language):  # one's own last: it is where one is
        with worker.page.expect_navigation():
            worker.page.locator(f"header a[hreflang={language}]").click()
        assert worker.page.locator("html").get_attribute("lang") == language and f"/files/{number}" in worker.page.url
    with worker.page.expect_navigation():
        worker.page.locator("header form button").click()
    assert "/sign-in" in worker.page.goto(f"{play.address}/files/{number}").url
