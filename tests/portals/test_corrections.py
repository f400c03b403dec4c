"""The page of a correction: what falls is listed and nothing is changed; confirmed, it is struck out in the file, with its reason."""

import re

import pytest
from django.test import Client

from guichet.engine.case_number import number_of
from tests.desk.life import EMPLOYER, OFFICE, OFFICE_COLLEAGUE, POST, REGION, Life, day
from tests.journeys.counter import asked_by, at_the_counter

LATE = "Der Brief ging verloren."


@pytest.fixture
def granted(db: None, clock: object, settings: object, tmp_path: object) -> Life:
    """Silence granted the permit; it is the day after next."""
    from guichet.people import demo

    settings.VAULT_FOLDER = tmp_path
    demo.load()
    one = Life().admissible()
    one.silent_until(day(6, 9))
    clock.set_today(day(6, 11))
    return one


def path_of(one: Life) -> str:
    return f"/files/{number_of(one.case)}/do/refuse_stay"


def offered(office: Client, one: Life, **more: object) -> tuple[int, str]:
    form = asked_by(office, f"{path_of(one)}?earlier=1", ground="public_order", reason="Nein.", late_reason=LATE, **more)
    answer = office.post(path_of(one), {"on-day": "5", "on-month": "6", "on-year": "2026"} | form)
    return answer.status_code, answer.content.decode()


def prepared(one: Life) -> None:
    """A colleague prepared it through the page: the button of the form that nobody confirms alone."""
    office = at_the_counter(OFFICE)
    _, html = offered(office, one)
    assert 'name="prepare"' in html and "Confirm the correction" not in html
    answer = office.post(path_of(one), confirmation(html, prepare="yes"))
    assert answer.status_code == 302 and one.last("message_written").data["prepares"] == "refuse_stay"


def confirmation(html: str, **more: str) -> dict[str, str]:
    """The form that confirms, as the page gives it."""
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html.split("<main", 1)[1].split('class="g-form"', 1)[1]))
    return kept | {"late_reason": LATE} | more


def test_the_file_offers_the_office_what_could_have_happened_earlier_and_nobody_else(granted: Life) -> None:
    link = f"{path_of(granted)}?earlier=1"
    pages = {who: at_the_counter(actor).get(f"/files/{number_of(granted.case)}").content.decode() for who, actor in
             {"office": OFFICE, "region": REGION, "employer": EMPLOYER, "post": POST}.items()}  # fmt: skip
    assert [who for who, html in pages.items() if link in html] == ["office"]
    assert at_the_counter(REGION).get(link).status_code == 403
    assert at_the_counter(OFFICE).get(path_of(granted)).status_code == 409, "today it can no longer be done"


def test_what_falls_is_listed_before_anything_is_changed(granted: Life) -> None:
    before = granted.entries
    status, html = offered(at_the_counter(OFFICE), granted)
    assert status == 409 and html.count("<s>") == 2 and "The permit was granted because nobody decided in time" in html
    assert LATE in html and granted.entries == before


def test_confirmed_it_is_struck_out_in_the_file_with_its_reason(granted: Life) -> None:
    prepared(granted)
    office = at_the_counter(OFFICE_COLLEAGUE)
    _, html = offered(office, granted)
    answer = office.post(path_of(granted), confirmation(html))
    assert answer.status_code == 302
    file = office.get(answer.headers["Location"]).content.decode()
    assert file.count('class="is-undone"') == 2 and LATE in file and granted.kinds.count("corrected") == 1
    again = office.post(path_of(granted), confirmation(html))
    assert again.status_code == 302 and granted.kinds.count("corrected") == 1, "the same form sent twice"


def test_whoever_acts_in_between_stops_it_and_the_text_is_kept(granted: Life) -> None:
    granted.does("release_annex_47", OFFICE, day(6, 11), looked="none_found")
    prepared(granted)
    office = at_the_counter(OFFICE_COLLEAGUE)
    _, html = offered(office, granted)
    granted.does("issue_visa", POST, day(6, 11), visa_until="2026-11-30")
    answer = office.post(path_of(granted), confirmation(html, late_reason="Ganz andere Worte."))
    told = answer.content.decode()
    assert answer.status_code == 409 and "The file changed meanwhile" in told and "Ganz andere Worte." in told and told.count("<s>") > 3
    assert "corrected" not in granted.kinds
    assert office.post(path_of(granted), confirmation(told)).status_code == 302 and "corrected" in granted.kinds


@pytest.mark.parametrize("falls", ["x", "1,,2", "9" * 20, ",".join(["1"] * 2000)])
def test_numbers_that_no_page_gave_are_refused(falls: str, granted: Life) -> None:
    office = at_the_counter(OFFICE)
    _, html = offered(office, granted)
    assert office.post(path_of(granted), confirmation(html, falls=falls)).status_code == 400


def test_an_act_that_was_not_possible_then_either_says_so(granted: Life) -> None:
    office = at_the_counter(OFFICE)
    form = asked_by(office, f"{path_of(granted)}?earlier=1", ground="public_order", reason="Nein.", late_reason=LATE)
    answer = office.post(path_of(granted), {"on-day": "3", "on-month": "3", "on-year": "2026"} | form)
    assert answer.status_code == 409 and 'name="falls"' not in answer.content.decode() and LATE in answer.content.decode()


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_page_is_whole_in_every_language(language: str, granted: Life) -> None:
    status, html = offered(at_the_counter(OFFICE, language), granted)
    assert status == 409 and f'<html lang="{language}"' in html and html.count("<h1") == 1
    assert "…" not in re.sub(r"<[^>]*>", "", html)
