"""A permit is renewed: in time, without a day that no document covers; and late, over annex 49, issued and renewed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from guichet.desk.law_of import the_law
from guichet.engine.case_number import number_of
from guichet.law.rules import Act
from tests.desk.life import COMMUNE, EMPLOYER, Life
from tests.desk.renewal import RENEWAL, OnPaper, with_card
from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody

Casting = Callable[[str, bool], Cast]
IN_TIME, LATE = date(2027, 5, 31), date(2027, 7, 20)
PERIOD = {"employment_from": date(2027, 9, 1), "employment_until": date(2028, 8, 31)}
GAP = "main .g-gapbox"


def with_a_card(cast: Cast, on: date) -> tuple[Life, str, Somebody]:
    """A permit whose card was handed over last year, the number of its file, and the employer before it."""
    permit = with_card(OnPaper())
    permit.works(on)
    cast.rules = the_law().rules(RENEWAL, "brussels", on)
    cast.clock.set_today(on)
    return permit, number_of(permit.case), cast.enter("employer", EMPLOYER.body)


def renewed(cast: Cast, employer: Somebody, number: str) -> str:
    """The employer begins on the page of the permit, answers what is new, gives what is asked, files; the number of the renewal."""
    employer.go(f"/files/{number}")
    with employer.page.expect_navigation():
        employer.page.locator(f"main a[href$='/files/{number}/renew']").click()
    employer.press()
    draft = employer.page.url.removeprefix(employer.address).partition("?")[0]
    asked = employer.page.locator("main .govuk-task-list__link").evaluate_all("links => links.map(one => one.getAttribute('href'))")
    assert not any(path.endswith("/part/permit") for path in asked), "what the file knows is not asked"
    employer.go(f"{draft}/part/work")
    for _ in range(9):
        employer.fill({f"{name}-{part}": str(getattr(day, part)) for name, day in PERIOD.items() for part in ("day", "month", "year")})
        employer.press()
        if "/part/" not in employer.page.url:
            break
    gives_what_is_open(employer, draft)
    return employer.files(draft)


def gives_what_is_open(employer: Somebody, draft: str) -> None:
    """A paper for every piece that the list of parts still asks for; the others are there from the file before."""
    employer.go(f"{draft}/documents")
    taken = employer.page.locator("main .g-rows form [name=evidence]").evaluate_all("found => found.map(one => one.value)")
    assert {"passport", "first_state_permit"} == set(taken)
    inputs = employer.page.locator("main input[type=file]")
    for place in range(inputs.count()):
        if inputs.nth(place).get_attribute("name") not in {f"file-{name}" for name in taken}:
            inputs.nth(place).set_input_files(employer.paper)
    employer.press()


def act(cast: Cast, name: str) -> Act:
    return cast.rules.acts[name]


def test_in_time_and_the_card_is_renewed_without_a_day_between(cast: Casting) -> None:
    play = cast("fr", script=True)
    permit, before, employer = with_a_card(play, IN_TIME)
    number = renewed(play, employer, before)
    play.letters_go_out()
    worker = play.enter("worker", person=permit.worker.person)
    for one in (employer, worker):
        one.go(f"/files/{before}")
        assert one.page.locator(f"main a[href$='/files/{number}']").count() == 1, "the permit leads to its renewal"
        assert one.page.locator("main a[href$='/renew']").count() == 0, "a second one waits for the first"
    region, office, commune = (
        play.enter("work_authority", "authority:brussels"),
        play.enter("stay_authority"),
        play.enter("municipality", COMMUNE.body),
    )
    region.go(f"/files/{number}")
    assert region.page.locator(GAP).count() == 1, "what would prevent it is told from the first day"
    region.does(number, act(play, "declare_admissible"))
    region.go(f"/files/{number}")
    assert region.page.locator(GAP).count() == 0
    region.does(number, act(play, "grant_work"), {"work_authorised_until": PERIOD["employment_until"]})
    office.does(number, act(play, "grant_stay"), {"stay_authorised_until": PERIOD["employment_until"]})
    play.letters_go_out()
    commune.does(number, act(play, "renew_card"))
    play.clock.set_today(date(2027, 9, 1))
    assert {one.rights(file) for one in (employer, worker) for file in (before, number)} == {(True, True)}
    assert commune.rights(number) == (True, True)
    employer.go(f"/files/{before}/renew")
    assert employer.page.locator("main form button").count() == 0, "it is the renewal that is renewed next"


def test_late_and_covered_by_annex_49_that_is_renewed_once(cast: Casting) -> None:
    play = cast("de", script=False)
    permit, before, employer = with_a_card(play, LATE)
    number = renewed(play, employer, before)
    worker = play.enter("worker", person=permit.worker.person)
    region, commune = play.enter("work_authority", "authority:brussels"), play.enter("municipality", COMMUNE.body)
    play.clock.set_today(date(2027, 8, 5))
    region.does(number, act(play, "declare_admissible"))
    for one in (employer, worker, region, commune):
        one.go(f"/files/{number}")
        assert one.page.locator(GAP).count() == 1, "everybody is told of the days that nothing will cover"
    assert not commune.may(number, act(play, "issue_annex_49")), "the card still covers"
    play.clock.set_today(date(2027, 9, 1))
    assert {one.rights(file) for one in (employer, worker) for file in (before, number)} == {(False, False)}
    commune.does(number, act(play, "issue_annex_49"))
    assert {one.rights(number) for one in (employer, worker, commune)} == {(False, True)}
    region.does(number, act(play, "grant_work"), {"work_authorised_until": PERIOD["employment_until"]})
    assert {one.rights(file) for one in (employer, worker) for file in (before, number)} == {(True, True)}
    play.clock.set_today(date(2027, 9, 28))
    commune.does(number, act(play, "renew_annex_49_once"))
    assert not commune.may(number, act(play, "renew_annex_49_once")), "once only"
    assert worker.rights(before) == (True, True)
