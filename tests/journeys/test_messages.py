"""Messages where post and commune read them: written from their page of the file, answered there, closed."""

from __future__ import annotations

from collections.abc import Callable

from guichet.engine.case_number import number_of
from tests.casefile.conftest import COMMUNE, POST
from tests.desk.life import Life
from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody
from tests.journeys.test_desks_of_arrival import DAY, travelling
from tests.portals.filling import day

Casting = Callable[[str, bool], Cast]
ASKED, SAID = "Does the assignment still begin in June?", "Yes, on the first of June."


def asks(desk: Somebody, number: str, answer_by: str) -> None:
    """From the page of the file to its messages, and a question with a day until which it waits."""
    desk.go(f"/files/{number}")
    with desk.page.expect_navigation():
        desk.page.locator("section:has(> #messages) a[href$='/messages']").click()
    desk.looks()
    desk.fill({"message": ASKED, "topic": "Beginning", "answer_by": answer_by, **day("answer_until", DAY.replace(day=20))})
    desk.press()


def answers(one: Somebody, number: str) -> None:
    """The form that stands at the question."""
    one.go(f"/files/{number}/messages")
    form = one.page.locator("main form:has(input[name=to_entry])")
    form.locator("textarea").fill(SAID)
    with one.page.expect_navigation():
        form.locator("button[type=submit]:not([formaction])").click()
    one.looks()


def threads(one: Somebody, number: str) -> str:
    one.go(f"/files/{number}")
    return one.page.locator("section:has(> #messages) .g-threads").inner_text()


def test_a_post_asks_the_employer_and_reads_the_answer_on_its_page(cast: Casting) -> None:
    play = cast("en", script=False)
    play.clock.set_today(DAY)
    number = number_of(Life().granted().case)
    post, employer = play.enter("post", POST.body), play.enter("employer")
    asks(post, number, "employer")
    assert post.page.locator(".g-state--paused").count() == 1
    employer.go(f"/files/{number}")
    assert employer.page.locator(f"main a[href$='/files/{number}/messages']").count()
    answers(employer, number)
    post.go(f"/files/{number}")
    assert SAID in threads(post, number) and post.page.locator("section:has(> #messages) .g-state--yes").count() == 1


def test_a_commune_asks_the_worker_and_reads_the_office(cast: Casting) -> None:
    play = cast("fr", script=True)
    one = travelling(play)
    number, commune = number_of(one.case), play.enter("municipality", COMMUNE.body)
    commune.go("/take-over")
    commune.fill({"code": one.code()})
    commune.press()
    asks(commune, number, "worker")
    worker = play.enter("worker", person=one.worker.person)
    answers(worker, number)
    assert SAID in threads(commune, number)
    office = play.enter("stay_authority")
    office.go(f"/files/{number}/messages")
    office.fill({"message": "Merci de vérifier l’adresse.", "topic": "Adresse"})
    office.press()
    assert "Merci de vérifier l’adresse." in threads(commune, number)
    other = play.enter("municipality", "municipality:44021")
    assert other.page.goto(f"{play.address}/files/{number}/messages").status == 404
