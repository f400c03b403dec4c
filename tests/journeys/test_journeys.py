"""Lives of a file as people live them in a browser; language and scripts change from journey to journey."""

from __future__ import annotations

import re
from collections.abc import Callable

from guichet.casefile.views import LimitView
from guichet.intake import store as intake
from tests.journeys.conftest import Cast
from tests.journeys.somebody import Somebody

Casting = Callable[[str, bool], Cast]
REGION = "authority:brussels"


def filed(cast: Cast, complete: bool = True, by_hand: bool = False) -> tuple[Somebody, Somebody, str]:
    """An employer files, with every document or with none; the employer, the worker, the number of the file.

    One journey does it by hand, page by page; where the journey is about what comes later, the same forms are sent without a browser.
    """
    employer = cast.enter("employer")
    draft = employer.applies() if by_hand else cast.applied()
    worker = cast.worker_of(draft)
    if complete and by_hand:
        employer.gives(f"{draft}/documents")
        worker.gives(f"{draft}/documents")
    elif complete:
        cast.given(draft, "employer")
        cast.given(draft, "worker", worker.key)
    return employer, worker, employer.files(draft) if by_hand else cast.filed(draft)


def admissible(cast: Cast, by_hand: bool = False) -> tuple[Somebody, Somebody, Somebody, Somebody, str]:
    """A complete file that the region has declared admissible: employer, worker, region, office, number."""
    employer, worker, number = filed(cast, by_hand=by_hand)
    region = cast.enter("work_authority", REGION)
    region.does(number, cast.act("declared_admissible", "work_authority"))
    return employer, worker, region, cast.enter("stay_authority"), number


def says(cast: Cast, sentence: str, event: str) -> bool:
    return any(said in sentence for said in cast.stands(event))


def test_granted_from_the_application_to_the_card(cast: Casting) -> None:
    play = cast("fr", script=False)
    employer, worker, region, office, number = admissible(play, by_hand=True)
    region.does(number, play.act("track_decided", "work_authority", outcome="yes"))
    office.does(number, play.act("track_decided", "stay_authority", outcome="yes"))
    assert says(play, worker.opens(number), "granted")
    play.letters_go_out()
    assert code_on(employer.takes_from_the_box(play.title_of("annex_46")))
    worker.go("/e-box")
    in_the_box = [said.strip() for said in worker.page.locator("main .g-rows form button").all_inner_texts()]
    assert len(in_the_box) == 3 and play.title_of("annex_46") not in in_the_box, "to a worker abroad without a Belgian number the decision goes on paper"
    posted(office, number)
    decision = worker.letter(number, play.title_of("annex_46"))
    post = play.enter("post", "post:IN-DEL")
    post.does(number, play.act("visa_issued", "post"))
    worker.does(number, play.act("entered", "worker"), {"entered_on": play.clock.today()})
    commune = play.enter("municipality", "municipality:21001")
    commune.go("/take-over")
    commune.fill({next(one.name for act in play.rules.acts.values() for one in act.asks if one.type == "code"): code_on(decision)})
    commune.press()
    assert number[:4] in commune.page.locator("main").inner_text()
    commune.does(number, play.act("arrival_registered", "municipality"), {"entered_on": play.clock.today()})
    for act in (one for one in play.rules.acts.values() if one.says == "facts_changed" and one.by == ("municipality",)):
        if commune.may(number, act) and "not" not in str(act.fixed.get("about")):
            commune.does(number, act)
    commune.does(number, next(one for one in play.rules.acts.values() if one.by == ("municipality",) and one.fixed.get("document") == "card_j"))
    worker.go(f"/files/{number}")
    assert worker.page.locator(".g-answer--yes").count() == 2


def posted(office: Somebody, number: str) -> None:
    """The Office notes the number that the post gave to the one letter on paper, and reads it again on the file."""
    office.go("/post-room")
    assert office.page.locator("main input[name^='number-']").count() == 1
    office.page.locator("main input[name^='number-']").fill("RR 123 456 785 BE")
    office.press()
    assert office.page.locator("main input[name^='number-']").count() == 0 and "RR123456785BE" in office.page.locator("main").inner_text()
    office.go(f"/files/{number}")
    with office.page.expect_navigation():
        office.page.locator(f"main a[href='/files/{number}/deliveries']").first.click()
    office.looks()
    assert "RR123456785BE" in office.page.locator("main").inner_text()


def code_on(decision: str) -> str:
    """The code as it stands on the decision that the worker holds."""
    return re.search(r"(?<!\S)([2-9A-HJ-NP-Z]{5} [2-9A-HJ-NP-Z]{5})(?=\W)", decision)[1]


def test_refused_by_one_ends_it_for_both(cast: Casting) -> None:
    play = cast("nl", script=True)
    employer, _, region, office, number = admissible(play)
    region.does(number, play.act("track_decided", "work_authority", outcome="no"), {"reason": "De functie is niet die van een specialist."})
    assert says(play, employer.opens(number), "refused")
    assert not office.may(number, play.act("track_decided", "stay_authority", outcome="yes"))
    play.letters_go_out()
    letter = employer.letter(number, play.title_of("annex_48"))
    work, stay = (play.rules.tracks[name].appeal_to.values() for name in ("work", "stay"))
    assert any(words in letter for words in work) and not any(words in letter for words in stay), "the way of appeal of who refused, and no other"


def test_papers_asked_and_supplied_in_two_parts(cast: Casting) -> None:
    play = cast("de", script=False)
    employer, _, _, office, number = admissible(play)
    office.does(number, play.act("evidence_requested", "stay_authority"), pieces=("health_insurance", "means"))
    answer = play.act("evidence_received", "employer", evidence="open_request", phases=("decision",))
    employer.opens(number)
    assert (employer.page.locator(".g-turn").count(), decision_limit(play, number).state) == (1, "paused")
    play.days_pass(3)
    employer.does(number, answer, only="file-means")
    employer.opens(number)
    assert (employer.page.locator(".g-turn__body strong").count(), decision_limit(play, number).state) == (1, "paused"), "a part is kept, the clock still stands"
    play.days_pass(2)
    employer.does(number, answer)
    employer.opens(number)
    limit = decision_limit(play, number)
    assert (employer.page.locator(".g-turn").count(), limit.state) == (0, "running")
    assert (limit.due_on - play.began).days >= 95, "the five days of the pause do not count"


def decision_limit(play: Cast, number: str) -> LimitView:
    """The limit of the decision, as the Office sees it."""
    return next(one for one in play.view(number, "stay_authority", "authority:stay").limits if one.name.startswith("decision"))


def test_papers_asked_and_not_supplied_let_the_limit_run_again(cast: Casting) -> None:
    play = cast("en", script=True)
    employer, _, _, office, number = admissible(play)
    office.does(number, play.act("evidence_requested", "stay_authority"), pieces=("health_insurance",))
    assert decision_limit(play, number).state == "paused"
    play.days_pass(30)
    office.opens(number)
    assert decision_limit(play, number).state == "running"
    office.does(number, play.act("track_decided", "stay_authority", outcome="no"), {"reason": "No insurance for the whole stay."})
    assert says(play, employer.opens(number), "refused")
    assert "No insurance for the whole stay." in employer.page.locator("main").inner_text()


def test_inadmissible_when_what_was_missing_does_not_come(cast: Casting) -> None:
    play = cast("fr", script=True)
    employer, _, number = filed(play, complete=False)
    region = play.enter("work_authority", REGION)
    region.does(number, play.act("declared_incomplete", "work_authority"), pieces=("passport",))
    employer.opens(number)
    assert employer.page.locator(".g-turn").count() == 1
    play.days_pass(20)
    region.does(number, play.act("declared_inadmissible", "work_authority"))
    assert says(play, employer.opens(number), "declared_inadmissible")


def test_withdrawn_by_the_employer(cast: Casting) -> None:
    play = cast("nl", script=False)
    employer, worker, number = filed(play)
    employer.does(number, play.act("withdrawn", "employer"))
    assert says(play, worker.opens(number), "withdrawn")
    assert employer.page.locator("main a[href*='/do/']").count() == 0


def test_sent_on_to_the_region_that_is_competent_keeps_its_day(cast: Casting) -> None:
    play = cast("de", script=True)
    employer, _, number = filed(play)
    first = play.enter("work_authority", REGION)
    play.days_pass(2)
    first.does(number, play.act("sent_on", "work_authority"), {"to_region": "flanders"})
    second = play.enter("work_authority", "authority:flanders")
    assert second.may(number, play.act("declared_admissible", "work_authority"))
    told = play.view(number, "work_authority", "authority:flanders")
    assert (play.clock.today() - told.history[0].on).days == 2
    employer.opens(number)
    assert told.region_name[play.language] in employer.page.locator("main").inner_text()
    assert first.page.goto(f"{play.address}/files/{number}").status == 404, "the file is no longer theirs"
    first.go("/files")
    assert first.page.locator(f"main a[href='/files/{number}']").count() == 0


def test_the_draft_is_the_case(cast: Casting) -> None:
    play = cast("en", script=True)
    employer, _, number = filed(play, complete=False, by_hand=True)
    employer.go("/files")
    assert number[:4] in employer.page.locator("main").inner_text()
    assert all(one.submitted for one in [intake.find(play.view(number, "work_authority", REGION).case)])
