"""The page of the inspector: purpose first, one field, an answer that says yes, no or unknown in four languages."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client

from guichet.engine.case_number import number_of, spaced
from guichet.people import store as people
from tests.desk.life import Life, day
from tests.portals.everywhere import by_turns
from tests.portals.test_axe import faults
from tests.registry.conftest import ENTERPRISE, arrived

WORDS = {"fr": ("Oui", "Non", "Nous ne savons pas"), "nl": ("Ja", "Nee", "We weten het niet"), "de": ("Ja", "Nein", "Wir wissen es nicht"),
         "en": ("Yes", "No", "We do not know")}  # fmt: skip
NOT_A_NO = {"fr": "Ce n’est pas un non.", "nl": "Dat is geen nee.", "de": "Das ist kein Nein.", "en": "This is not a no."}
FORM = {"purpose": "check_on_site", "reference": "INS-2026-0418", "question": f"Narayanan {ENTERPRISE}"}


@pytest.fixture
def signed_in(known_people: None) -> Callable[..., Client]:
    def sign_in(role: str, language: str = "en") -> Client:
        people.add_worker("Nair", "Anjali", "Nair", "Anjali", "en", "a@example.org")
        browser, one = Client(HTTP_HOST="localhost"), next(viewer for viewer in people.sign_in_choices() if viewer.role == role)
        browser.get(f"/?lang={language}")
        answer = browser.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""})
        assert answer.status_code == 302 and (answer.headers["Location"] == "/inspection") is (role == "inspector")
        return browser

    return sign_in


def written() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM kept_consultation")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("language", WORDS)
def test_yes_no_and_unknown_in_four_languages(life: Callable[..., Life], clock, signed_in, language):
    one = arrived(life())
    browser = signed_in("inspector", language)
    for on, place in ((day(8, 20), 0), (day(9, 19), 1), (day(4, 9), 2)):
        clock.set_today(on)
        page = browser.post("/inspection", FORM | {"question": spaced(number_of(one.case))})
        html = page.content.decode()
        assert page.status_code == 200 and f"<b>{WORDS[language][place]}</b>" in html
        assert (NOT_A_NO[language] in html) == (place == 2) and ("Meera Narayanan" in html) == (place < 2)
        assert "INS-2026-0418" in html and "…" not in html
    assert written() == 3


@by_turns(6)
def test_axe_finds_nothing_on_an_answer_or_a_mistake(tab, shown, life, clock, signed_in, language):
    """The tab comes first: a connection opened before the browser's loop is not closed with the others."""
    arrived(life())
    browser = signed_in("inspector", language)
    for on in (day(8, 20), day(9, 19), day(4, 9)):
        clock.set_today(on)
        assert faults(tab, browser.post("/inspection", FORM).content.decode(), shown) == []
    assert faults(tab, browser.post("/inspection", FORM | {"reference": ""}).content.decode(), shown) == []


def test_looking_at_the_page_writes_nothing(signed_in):
    browser = signed_in("inspector")
    page = browser.get("/inspection?question=Narayanan+0999000129&purpose=check_on_site&reference=INS-1")
    assert page.status_code == 200 and "Narayanan</" not in page.content.decode()
    assert written() == 0


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"purpose": ""}, "Answer this question: For what do you ask?"),
        ({"reference": "Narayanan"}, "letters and digits without spaces"),
        ({"question": "Narayanan"}, "together with the enterprise number"),
        ({"question": "Narayanan 0999000128"}, "its last two digits do not fit"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_what_was_typed_is_kept(signed_in, changed, sentence):
    page = signed_in("inspector").post("/inspection", FORM | changed)
    html = page.content.decode()
    assert page.status_code == 422 and html.count(sentence) == 2
    assert f'value="{(FORM | changed)["reference"]}"' in html and f'value="{(FORM | changed)["question"]}"' in html
    assert written() == 0


@pytest.mark.parametrize("role", ["employer", "worker", "work_authority", "stay_authority", "post", "municipality"])
def test_for_other_roles_there_is_nothing_here(life, signed_in, role):
    arrived(life())
    browser = signed_in(role)
    assert browser.get("/inspection").status_code == 404
    assert browser.post("/inspection", FORM).status_code == 404
    assert 'href="/inspection"' not in browser.get("/files").content.decode()
    assert written() == 0


def test_a_stranger_signs_in_first(known_people):
    answer = Client(HTTP_HOST="localhost").get("/inspection")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=/inspection")


def test_when_the_question_cannot_be_written_down_the_page_says_nothing_of_the_permit(life, clock, signed_in):
    one = arrived(life())
    clock.set_today(day(8, 20))
    browser = signed_in("inspector")
    with patch("guichet.registry.consultations._append", side_effect=OperationalError("the disk is full")):
        page = browser.post("/inspection", FORM)
    html = page.content.decode()
    assert page.status_code == 503 and "Meera" not in html and "Delvaux" not in html and spaced(number_of(one.case)) not in html


def test_an_inspector_sees_what_they_asked_and_opens_no_file(life, clock, signed_in):
    one = arrived(life())
    clock.set_today(day(8, 20))
    browser = signed_in("inspector")
    browser.post("/inspection", FORM)
    html = browser.get("/inspection").content.decode()
    assert spaced(number_of(one.case)) in html and "Check at a place of work" in html and "Meera" not in html
    assert browser.get(f"/files/{number_of(one.case)}").status_code == 404
