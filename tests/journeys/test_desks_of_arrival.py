"""Post, commune and worker at their own pages, in a browser, with and without scripts; the commune also with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page

from guichet.engine.case_number import number_of
from tests.casefile.conftest import COMMUNE, POST
from tests.desk.life import Life
from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody
from tests.portals.filling import day

Casting = Callable[[str, bool], Cast]
DAY = date(2026, 5, 6)


def travelling(play: Cast, born: str = "") -> Life:
    """Granted, visa issued, entered on 2 May; the letters are out."""
    play.clock.set_today(DAY)
    one = Life({"worker_birth_on": born} if born else None).granted().does("issue_visa", POST, date(2026, 4, 20), visa_until="2026-10-01")
    one.does("declare_entry", one.worker, date(2026, 5, 2), entered_on="2026-05-02")
    play.letters_go_out()
    return one


def follows(desk: Somebody, act: str) -> None:
    """Follow the link of an act on its row."""
    desk.go("/people")
    with desk.page.expect_navigation():
        desk.page.locator(f"main table a[href$='/do/{act}']").first.click()
    desk.looks()


def test_a_commune_does_everything_from_its_list(cast: Casting) -> None:
    play = cast("nl", script=False)
    one = travelling(play)
    number, commune = number_of(one.case), play.enter("municipality", COMMUNE.body)
    assert "/people" in commune.page.url
    row = commune.page.locator("main tbody tr").nth(1)
    assert "Narayanan" in row.inner_text() and commune.page.locator(f"main a[href$='{number}']").count() == 0
    commune.go("/take-over")
    commune.fill({"code": one.code()})
    commune.press()
    follows(commune, "register_arrival")
    commune.fill(day("entered_on", date(2026, 5, 2)))
    commune.press()
    play.letters_go_out()
    commune.go(f"/files/{number}/do/print_annex_49")
    commune.press()
    commune.press()
    copies = commune.page.locator("main .g-rows a")
    assert copies.count() == 2
    assert commune.page.request.get(f"{play.address}{copies.first.get_attribute('href')}").headers["content-type"] == "application/pdf"
    for act in ("confirm_residence", "enter_in_register", "order_card", "deliver_card"):
        follows(commune, act)
        commune.press()
    commune.go("/people")
    assert commune.page.locator("main table").count() == 0
    worker = play.enter("worker", person=one.worker.person)
    worker.go(f"/files/{number}")
    assert worker.page.locator("main h1").inner_text().startswith(("Ja", "Oui", "Yes"))


def test_a_post_answers_from_its_list(cast: Casting) -> None:
    play = cast("fr", script=True)
    play.clock.set_today(DAY)
    one = Life().granted()
    post = play.enter("post", POST.body)
    assert post.page.locator("main tbody tr").count() == 2
    follows(post, "issue_visa")
    post.fill(day("visa_until", date(2026, 10, 1)))
    post.press()
    post.go("/people?list=visa_issued")
    assert number_of(one.case)[:4] in post.page.locator("main table").inner_text()


def test_a_worker_is_invited_and_comes_in(cast: Casting) -> None:
    play = cast("de", script=True)
    employer = play.enter("employer")
    draft = play.applied()
    employer.go(f"{draft}/invitation")
    employer.press()
    code = sent_code(play)
    worker = play.enter("employer")  # a window of its own; whoever comes in is somebody else from then on
    worker.go("/invitation")
    worker.fill({"code": code, **day("born", date(1990, 1, 1))})
    with worker.page.expect_navigation():
        worker.page.locator("main form button[type=submit]").click()
    assert worker.page.locator(".govuk-error-summary__list li").count() == 1
    worker.fill({"code": code, **day("born", date(1991, 8, 14))})
    worker.press()
    worker.gives(f"{draft}/documents")
    employer.go(f"{draft}/invitation")
    assert employer.page.locator("main form").count() == 0


def sent_code(play: Cast) -> str:
    """The code as the e-mail brings it."""
    from guichet.desk import worker
    from guichet.site.channels import channels
    from guichet.sources.fake_seal import FakeSeal
    from tests.journeys.test_invitations import Letters

    mail = Letters()
    while worker.work(play.clock.now, {**channels(news=False), "mail": mail}, FakeSeal()):
        pass
    return mail.sent[-1].code


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something is reached; whatever has the focus on the way must be seen to have it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        assert page.evaluate(_SEEN), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


_SEEN = """() => { const one = document.activeElement; if (one === document.body) return true;
 const look = getComputedStyle(one); return look.outlineStyle !== 'none' || look.boxShadow !== 'none'; }"""


def test_a_commune_registers_an_arrival_with_the_keyboard_alone(cast: Casting) -> None:
    play = cast("fr", script=True)
    one = travelling(play)
    commune = play.enter("municipality", COMMUNE.body)
    page = commune.page
    commune.go("/people")
    tab_to(page, "main a[href$='/take-over']")
    goes(page, "Enter")
    tab_to(page, "#code")
    page.keyboard.type(one.code())
    goes(page, "Enter")
    commune.go("/people")
    tab_to(page, "main a[href$='/do/register_arrival']")
    goes(page, "Enter")
    tab_to(page, "main form button[type=submit]")
    goes(page, "Enter")
    if play.script:  # without one, the summary stands first on the page
        assert page.evaluate("document.activeElement.classList.contains('govuk-error-summary')")
    for name, value in day("entered_on", date(2026, 5, 2)).items():
        tab_to(page, f"[name='{name}']")
        page.keyboard.type(value)
    tab_to(page, "main form button[type=submit]")
    goes(page, "Enter")
    assert "arrival_registered" in one.kinds


def goes(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)
