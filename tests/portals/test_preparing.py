"""A decision is prepared on the page of its act, stands on the file for the colleague, and begins their form; it is shown to nobody else."""

import pytest

from guichet.engine.case_number import number_of
from guichet.people import demo
from tests.desk.life import OFFICE, OFFICE_COLLEAGUE, REGION, Life, day
from tests.journeys.counter import asked_by, at_the_counter


@pytest.fixture
def file(db, clock, settings, tmp_path) -> Life:
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    clock.set_today(day(4, 7))
    one = Life().admissible()
    office, path = at_the_counter(OFFICE), f"/files/{number_of(one.case)}/do/refuse_stay"
    sent = office.post(path, asked_by(office, path, ground="public_order", reason="The reason in fact.", prepare="yes"))
    assert sent.headers["Location"].endswith("?done=prepare_decision")
    return one


def html(one: Life, actor: object, rest: str = "") -> str:
    return at_the_counter(actor).get(f"/files/{number_of(one.case)}{rest}").content.decode()


def test_the_colleague_finds_it_on_the_file_and_in_the_form_and_releases_it(file):
    assert "Hilde Maes prepared this on 7 April 2026" in html(file, OFFICE_COLLEAGUE)
    form = html(file, OFFICE_COLLEAGUE, "/do/refuse_stay")
    assert "The reason in fact." in form and "what you send is your decision" in form
    window, path = at_the_counter(OFFICE_COLLEAGUE), f"/files/{number_of(file.case)}/do/refuse_stay"
    assert window.post(path, asked_by(window, path, ground="public_order", reason="The reason in fact.")).status_code == 302
    assert file.last("track_decided").data["prepared"] and "prepared this on" not in html(file, OFFICE_COLLEAGUE)


def test_its_author_reads_that_it_waits_and_no_text_of_it_stands_among_notes_or_history(file):
    own = html(file, OFFICE)
    assert "a colleague releases it" in own and "The reason in fact." not in own
    assert "track_decided" not in file.kinds


def test_another_authority_knows_nothing_of_it(file):
    assert "prepared" not in html(file, REGION).split("<main", 1)[1]


def test_a_form_with_mistakes_is_not_prepared(file):
    office, path = at_the_counter(OFFICE), f"/files/{number_of(file.case)}/do/refuse_stay"
    before = len(file.entries)
    assert office.post(path, asked_by(office, path, prepare="yes")).status_code == 422 and len(file.entries) == before
