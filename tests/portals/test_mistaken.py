"""The page on which a desk says that an act was recorded by mistake: it asks, shows what falls, and only a colleague confirms what took effect."""

from __future__ import annotations

import pytest
from django.test import Client

from guichet.engine.case_number import number_of
from tests.desk.life import EMPLOYER, OFFICE, OFFICE_COLLEAGUE, POST, Life, at, day
from tests.desk.test_ends import settled
from tests.journeys.counter import asked_by, at_the_counter
from tests.portals.test_corrections import confirmation

WHY = "Die Akte eines anderen Zentrums."


@pytest.fixture
def revoked(db: None, clock: object, settings: object, tmp_path: object) -> Life:
    """Taken back by the Office on 1 October, in the wrong file."""
    from guichet.people import demo

    settings.VAULT_FOLDER = tmp_path
    demo.load()
    one = settled(Life).does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason="-")
    one.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason="-", at=at(day(10, 1), 11))
    clock.set_today(day(10, 2))
    return one


def path_of(one: Life) -> str:
    return f"/files/{number_of(one.case)}/mistaken"


def says(office: Client, one: Life, **more: str) -> tuple[int, str]:
    form = asked_by(office, path_of(one)) | {"entry": str(one.last("revoked").number), "late_reason": WHY} | more
    answer = office.post(path_of(one), form)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_what_falls_is_shown_and_a_colleague_confirms_it(revoked: Life, language: str) -> None:
    office, before = at_the_counter(OFFICE, language), revoked.entries
    assert path_of(revoked) in office.get(f"/files/{number_of(revoked.case)}").content.decode()
    status, html = says(office, revoked)
    assert (status, html.count("<s>")) == (409, 3) and revoked.entries == before, "revoked, the work, and that everybody is told"
    alone = office.post(path_of(revoked), confirmation(html, late_reason=WHY))
    assert alone.status_code == 409 and WHY in alone.content.decode() and revoked.entries == before, "nobody undoes an effect alone"
    colleague = at_the_counter(OFFICE_COLLEAGUE, language)
    _, html = says(colleague, revoked)
    assert colleague.post(path_of(revoked), confirmation(html, late_reason=WHY)).status_code == 302
    assert revoked.phase(day(10, 2)) == "settled" and revoked.last("corrected").by == OFFICE_COLLEAGUE
    page = colleague.get(f"/files/{number_of(revoked.case)}").content.decode()
    assert page.count("<s>") == 3 and WHY in page


def test_without_an_act_or_a_reason_there_is_a_sentence_and_others_may_not_know(revoked: Life) -> None:
    before, office = revoked.entries, at_the_counter(OFFICE)
    assert [says(office, revoked, **wrong)[0] for wrong in ({"entry": ""}, {"late_reason": ""}, {"entry": "1"})] == [422, 422, 422]
    others = [at_the_counter(who).get(path_of(revoked)).status_code for who in (EMPLOYER, POST, revoked.worker)]
    assert others == [404, 404, 404] and revoked.entries == before


def test_what_may_still_be_taken_back_is_named_by_its_act_and_not_by_what_followed(revoked: Life, settings: object) -> None:
    settings.UNDO_MINUTES = 3 * 24 * 60
    html = at_the_counter(OFFICE, "en").get(f"/files/{number_of(revoked.case)}").content.decode()
    assert "A decision was taken back" in html.partition('class="g-undo"')[2].partition("</form>")[0]
