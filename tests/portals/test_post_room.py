"""The pages of letters on paper and of all deliveries: who sees them, what they note, and what they refuse."""

from datetime import date

import pytest

from guichet import database
from guichet.delivery import mailbox, post_room
from guichet.engine.case_number import number_of
from guichet.engine.messages import recipient_key
from tests.desk.life import EMPLOYER, OFFICE, Life, day

NUMBER = "RR123456785BE"


@pytest.fixture
def refused(folk, monkeypatch, clock, settings, tmp_path) -> Life:
    """A refusal that waits in the post room of the Office, today being 10 April."""
    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    monkeypatch.setattr("guichet.letters.render.render", lambda letter, language, *_: f"{letter} {language}".encode())
    one = Life({"worker_has_number": False, "elected_domicile": "12 Residency Road\nBengaluru"}).admissible()
    one.does("refuse_stay", OFFICE, day(4, 9), ground="public_order", reason="Raison.")
    one.works(day(4, 9))
    clock.set_today(day(4, 10))
    return one


def letter() -> post_room.PaperLetter:
    return post_room.to_post(OFFICE.body)[0]


def posted(on: date, number: str) -> dict[str, object]:
    return {"what": "posted", "posted_on-day": on.day, "posted_on-month": on.month, "posted_on-year": on.year, f"number-{letter().id}": number}


def test_the_office_sees_the_letter_notes_it_as_posted_and_the_file_knows(refused, visitor_as):
    office = visitor_as("stay_authority")
    shown = office.get("/post-room").content.decode()
    assert "One letter to post" in shown and "Annex 48" in shown and 'value="2026"' in shown
    assert office.post("/post-room", posted(day(4, 10), "RR 1234 5678 5 BE")).headers["Location"] == "/post-room?done=posted"
    assert refused.last("notified").data["receipt"] == NUMBER
    after = office.get("/post-room?done=posted").content.decode()
    assert "No letter to post" in after and NUMBER in after and "Noted." in after


def test_a_letter_without_a_number_stays_and_nothing_typed_is_lost(refused, visitor_as):
    office = visitor_as("stay_authority")
    answer = office.post("/post-room", posted(day(4, 10), ""))
    assert answer.status_code == 422 and "Fill in at least one letter" in answer.content.decode()
    answer = office.post("/post-room", posted(day(4, 12), NUMBER))
    assert answer.status_code == 422 and NUMBER in answer.content.decode() and letter().posted_on is None
    answer = office.post("/post-room", posted(day(4, 10), "x"))
    assert answer.status_code == 422 and "5 to 40 letters and digits" in answer.content.decode()


def test_what_the_post_says_is_noted_as_a_proof(refused, visitor_as):
    office = visitor_as("stay_authority")
    office.post("/post-room", posted(day(4, 10), NUMBER))
    [under_way] = post_room.under_way(OFFICE.body)
    said = {"what": "answered", "answered_on-day": 10, "answered_on-month": 4, "answered_on-year": 2026, f"answer-{under_way.id}": "returned"}
    assert office.post("/post-room", said).status_code == 302
    assert "Came back" in office.get(f"/files/{number_of(refused.case)}/deliveries").content.decode()


@pytest.mark.parametrize(("role", "status"), [("employer", 403), ("inspector", 403), ("work_authority", 200), ("", 302)])
def test_who_comes_into_the_post_room(refused, visitor_as, role, status):
    browser = visitor_as(role)
    assert browser.get("/post-room").status_code == status
    assert browser.get(f"/post-room/{letter().id}").status_code == (404 if role else 302)  # a region has no letter of the Office
    assert browser.get("/post-room/print").status_code == (404 if role else 302)


def test_the_envelope_shows_name_and_address_to_the_office_alone(refused, visitor_as):
    shown = visitor_as("stay_authority").get(f"/post-room/{letter().id}").content.decode()
    assert "Meera Narayanan" in shown and "12 Residency Road" in shown and "Bengaluru" in shown


def test_the_office_sees_every_delivery_and_a_company_only_its_own(refused, visitor_as):
    address = f"/files/{number_of(refused.case)}/deliveries"
    office = visitor_as("stay_authority").get(address).content.decode()
    assert "To be posted" in office and "third working day" in office and "e-Box" in office
    company = visitor_as("employer", body=EMPLOYER.body).get(address).content.decode()
    assert "To be posted" not in company and "Annex 48" in company
    assert visitor_as("work_authority", body="authority:flanders").get(address).status_code == 404


def test_a_letter_is_opened_from_the_e_box_by_a_post_and_that_day_is_kept(refused, visitor_as):
    company = visitor_as("employer", body=EMPLOYER.body)
    [message] = [m for m in mailbox.inbox(recipient_key("employer", EMPLOYER.body)) if m.letter == "annex_48"]
    company.get("/e-box")
    assert mailbox.inbox(message.recipient)[0].read_at is None
    assert company.post("/e-box/open", {"message": str(message.id)}).headers["Location"] == f"/documents/{message.ref}"
    assert next(m for m in mailbox.inbox(message.recipient) if m.id == message.id).read_at
    assert visitor_as("stay_authority").post("/e-box/open", {"message": str(message.id)}).status_code == 404
    assert company.post("/e-box/open", {"message": "x"}).status_code == 404 and company.get("/e-box/open").status_code == 405


def test_no_page_of_deliveries_asks_the_database_too_often(refused, visitor_as, django_assert_max_num_queries):
    office = visitor_as("stay_authority")
    for address in ("/post-room", f"/files/{number_of(refused.case)}/deliveries"):
        office.get(address)
        with django_assert_max_num_queries(12):
            office.get(address)


def test_a_letter_may_come_before_the_file_does(refused, visitor_as):
    """Its number is told; it is a link only for who may open the file."""
    number = number_of(refused.case)
    assert f'href="/files/{number}"' in visitor_as("employer", body=EMPLOYER.body).get("/e-box").content.decode()
    database.execute("DELETE FROM casefile_access WHERE role = 'employer'")
    told = visitor_as("employer", body=EMPLOYER.body).get("/e-box").content.decode()
    assert f'href="/files/{number}"' not in told and "Annex 48" in told
