"""An earlier application is the start of a new one, for the same worker or another, and only for the company that filed it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.portals.filling import TODAY, begin, file_application, fill, hidden, pdf
from tests.portals.sample_case import rules


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer")


def copy_form(html: str) -> dict[str, str]:
    return {"command": hidden(html, "command"), "copy": hidden(html, "copy")}


def test_an_earlier_application_is_the_start_of_a_new_one(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    piece = next(one for one in rules().evidence.values() if one.given_by == "employer" and not one.when and not one.maximum_age)
    employer.post(f"{draft}/documents", {f"file-{piece.name}": pdf("again.pdf")})
    number = file_application(employer, draft)
    form = copy_form(employer.get("/applications").content.decode())
    first, again = (employer.post("/applications", {**form, "worker": "same"}).headers["Location"] for _ in range(2))
    assert first == again != draft, "pressed twice, it is one draft"
    html = employer.get(first).content.decode()
    assert "Begun with the answers of file" in html and number[:4] in html and "Cannot start yet" not in html and "Taken over from file" in html
    assert "again.pdf" in employer.get(f"{first}/documents").content.decode()
    assert file_application(employer, first) != number


def test_for_another_worker_the_worker_is_asked_anew(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    file_application(employer, draft)
    form = copy_form(employer.get("/applications").content.decode())
    new = employer.post("/applications", {**form, "worker": "other"}).headers["Location"]
    company = next(one for one in rules().fields.values() if one.type == "enterprise_number")
    name = next(one for one in rules().fields.values() if one.type == "latin_name")
    assert "0403" in employer.get(f"{new}/part/{company.section}/{company.name}").content.decode()
    assert 'value="Nair"' not in employer.get(f"{new}/part/{name.section}/{name.name}").content.decode()


def test_nobody_copies_the_application_of_another_company(employer: Client, visitor_as: Callable[..., Client], folk: list[object]) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    file_application(employer, draft)
    form = copy_form(employer.get("/applications").content.decode())
    bodies = [one.body for one in folk if one.role == "employer"]
    other = visitor_as("employer", body=next(body for body in bodies if body != bodies[0]))
    assert other.post("/applications", {**form, "worker": "same"}).status_code == 404
    assert 'name="copy"' not in other.get("/applications").content.decode()


def test_what_is_known_of_the_applicant_is_not_asked_again_and_says_where_it_is_from(employer: Client) -> None:
    first = begin(employer)
    name = next(one for one in rules().fields.values() if one.from_register == "name")
    mail = next(one for one in rules().fields.values() if one.remembered)
    asked = employer.get(f"{first}/part/{name.section}/{name.name}").content.decode()
    assert "Known from your sign-in on 7 April 2026." in asked and f'name="{name.name}"' in asked, "shown, and changeable"
    assert f'name="{name.name}"' not in employer.get(f"{first}/part/{name.section}").content.decode(), "the part begins with what is not known"
    fill(employer, first, rules(), {mail.name: "office@example.org"})
    number = file_application(employer, first)
    again = begin(employer)
    check = employer.get(f"{again}/check").content.decode()
    assert "office@example.org" in check
    assert f"From your application {number[:4]} {number[4:8]} {number[8:]}, filed on 7 April 2026." in check
    employer.post(f"{again}/part/{mail.section}/{mail.name}", {mail.name: "other@example.org"})
    check = employer.get(f"{again}/check").content.decode()
    assert "other@example.org" in check and "From your application" not in check, "what somebody changed is theirs"
