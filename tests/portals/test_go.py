"""One box leads to a file by its number, to a list, to an act of the file at hand, or looks for a name; what is typed stands in no address."""

import pytest
from django.test import Client

from guichet.engine.case_number import number_of, spaced
from guichet.people import demo
from tests.desk.life import COMMUNE, EMPLOYER, FLANDERS, OFFICE, REGION, Life, day
from tests.journeys.counter import at_the_counter


@pytest.fixture
def number(db, clock, settings, tmp_path) -> str:
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    clock.set_today(day(4, 7))
    return number_of(Life().admissible().case)


def goes(window: Client, text: str, file: str = "") -> str:
    return window.post("/go", {"q": text, **({"file": file} if file else {})}).headers["Location"]


def test_a_number_opens_its_file_with_or_without_spaces_and_only_for_whom_it_is(number):
    assert goes(at_the_counter(REGION), f" {spaced(number).lower()} ") == f"/files/{number}"
    assert goes(at_the_counter(FLANDERS), number) == "/files", "who may not know the file is sent to their own list, as for any other text"


@pytest.mark.parametrize(("text", "there"), [("Work", "/work"), ("post ro", "/post-room"), ("law in plain", "/law")])
def test_the_words_of_a_page_lead_there(number, text, there):
    assert goes(at_the_counter(OFFICE), text) == there


def test_a_commune_goes_to_its_lists_and_an_agent_to_an_act_of_the_file_at_hand(number):
    assert goes(at_the_counter(COMMUNE), "cards to order") == "/people?list=card_to_order"
    assert goes(at_the_counter(OFFICE), "ask for further", number) == f"/files/{number}/ask/request_evidence"
    assert goes(at_the_counter(OFFICE), "ask for further") == "/files"


def test_any_other_text_is_looked_for_and_is_in_no_address(number):
    region = at_the_counter(REGION)
    assert goes(region, "narayanan") == "/files"
    assert f"/files/{number}" in region.get("/files").content.decode()
    assert goes(region, "   ") == "/go"


def test_the_page_lists_what_it_knows_and_is_not_for_applicants(number):
    html = at_the_counter(OFFICE).get(f"/go?file={number}").content.decode()
    assert "Ask for further documents" in html and 'list="ways"' in html
    assert at_the_counter(EMPLOYER).get("/go").status_code == 403


def test_columns_that_an_agent_hides_stay_hidden_for_that_agent_alone(number):
    office = at_the_counter(OFFICE)
    assert "Delvaux Robotics SA" in office.get("/work?tab=team").content.decode()
    sent = office.post("/work/columns", {"here": "tab=team", "column": ["days", "limit", "file"]})
    assert sent.headers["Location"] == "/work?tab=team"
    html = office.get("/work?tab=team").content.decode()
    assert "Delvaux Robotics SA" not in html and "Meera Narayanan" in html
    assert "Delvaux Robotics SA" in at_the_counter(REGION).get("/work?tab=team").content.decode()
