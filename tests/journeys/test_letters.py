"""A refusal on paper, from the post room to the proof on the file; and a stranger who checks the letter that the company shows them."""

from __future__ import annotations

import re

from tests.journeys.test_journeys import Casting, admissible, posted


def test_a_refusal_is_posted_and_anybody_who_holds_it_may_check_it(cast: Casting) -> None:
    play = cast("nl", script=True)
    employer, worker, region, office, number = admissible(play)
    office.does(number, play.act("track_decided", "stay_authority", outcome="no"))
    play.letters_go_out()
    posted(office, number)
    worker.go(f"/files/{number}/deliveries")
    assert "RR123456785BE" in worker.page.locator("main").inner_text()
    _checked(play, employer.letter(number, play.title_of("annex_48")))


def _checked(play, read_aloud: str) -> None:
    """A stranger types the code that stands on the letter: genuine; with one sign changed: unknown."""
    code = re.search(r"(?:[2-9A-HJ-NP-Z]{4} ){2}[2-9A-HJ-NP-Z]{4}(?=\s)", read_aloud)[0]
    stranger = play.enter("employer")
    stranger.go("/verify")
    stranger.fill({"code": code})
    stranger.press()
    shown = stranger.page.locator(".g-answer--yes").inner_text()
    assert play.title_of("annex_48") in shown and "Delvaux" not in shown
    stranger.go("/verify")
    stranger.fill({"code": code[:-1] + ("2" if code[-1] != "2" else "3")})
    stranger.page.locator("main form button[type=submit]").last.click()
    stranger.page.wait_for_selector(".govuk-error-summary")
    stranger.looks()
