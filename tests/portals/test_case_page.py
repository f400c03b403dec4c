"""The page of a file for an agent: checks, documents as pictures, questions that an answer closes, notes, other files, requests."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from guichet.engine.case_number import number_of
from tests.desk.life import EMPLOYER, Life
from tests.portals.filling import TODAY, begin, errors, file_application, fill, hidden, pdf
from tests.portals.sample_case import rules

REGION = "authority:brussels"


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer", body=EMPLOYER.body)


@pytest.fixture
def number(employer: Client) -> str:
    """An application with the employer's documents, just filed."""
    one = Life()
    workers = {piece.name for piece in rules().evidence.values() if piece.given_by == "worker"}
    return number_of(one.submit(on=TODAY, without=workers).case)


def typed(employer: Client) -> str:
    """The same, typed page by page, with documents that open."""
    draft = begin(employer)
    fill(employer, draft, rules())
    names = re.findall(r'name="(file-[a-z_]+)"', employer.get(f"{draft}/documents").content.decode())
    assert employer.post(f"{draft}/documents", {name: pdf() for name in names}).status_code == 302
    return file_application(employer, draft)


@pytest.fixture
def agent(visitor_as: Callable[..., Client], number: str) -> Client:
    return visitor_as("work_authority", body=REGION)


def page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def message(browser: Client, number: str, **said: str) -> int:
    html = page(browser, f"/files/{number}/messages")
    return browser.post(f"/files/{number}/messages", {"command": hidden(html, "command"), "seen": hidden(html, "seen"), **said}).status_code


def test_each_check_has_a_verdict_a_source_and_what_it_looked_at(agent: Client, number: str) -> None:
    html = page(agent, f"/files/{number}")
    shown = [one for one in rules("brussels").checks if one.title["en"] in html]
    assert len(shown) >= 3 and "yes, " in html
    pay = next(one for one in shown if one.fact)
    row = html[html.index(pay.title["en"]) :]
    assert "Needed: €" in row
    assert row[: row.index("</th>")].count("last checked on") == 1, "the day of each source is said once"


def test_an_employer_sees_no_checks_and_no_notes(employer: Client, agent: Client, number: str) -> None:
    html = page(agent, f"/files/{number}/do/write_note")
    form = {
        "command": hidden(html, "command"),
        "seen": hidden(html, "seen"),
        "about": "Pay",
        "note": "Asked the colleague of labour law.",
        "disclosable": "no",
    }
    assert agent.post(f"/files/{number}/do/write_note", form).status_code == 302
    assert "Asked the colleague" in page(agent, f"/files/{number}") and "Not to be shown outside" in page(agent, f"/files/{number}")
    theirs = page(employer, f"/files/{number}")
    assert "Asked the colleague" not in theirs and "Internal notes" not in theirs


def test_a_document_is_read_as_pictures(agent: Client, employer: Client, visitor_as: Callable[..., Client]) -> None:
    number = typed(employer)
    sheet = re.search(r'src="(/documents/[^"]+/view)"', page(agent, f"/files/{number}"))[1]
    answer = agent.get(f"{sheet}?size=150&turn=90&page=99")
    html = answer.content.decode()
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN" and "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "page 1 of 1" in html and "g-size-150" in html
    picture = agent.get(re.search(r'<img[^>]+src="([^"]+)"', html)[1])
    seen = Image.open(io.BytesIO(picture.content))
    assert picture.headers["Content-Type"] == "image/png" and seen.width == 1400
    assert agent.get(sheet.replace("/view", "/page/2")).status_code == 404
    stranger = visitor_as("work_authority", body="authority:flanders")
    assert stranger.get(sheet).status_code == 404 and stranger.get(sheet.replace("/view", "/page/1")).status_code == 404


def test_an_answer_closes_the_question(agent: Client, employer: Client, number: str) -> None:
    assert message(agent, number, message="Who signed the letter?", topic="Signature", answer_by="employer") == 302
    asked = page(employer, f"/files/{number}/messages")
    assert "Who signed the letter?" in asked and "Your turn" in asked
    assert message(employer, number, message="The director.", to_entry=hidden(asked, "to_entry")) == 302
    closed = page(agent, f"/files/{number}/messages")
    assert "The director." in closed and "Answered" in closed and "Not answered yet" not in closed


def test_a_question_without_words_is_refused_and_what_was_chosen_stays(agent: Client, number: str) -> None:
    html = page(agent, f"/files/{number}/messages")
    answer = agent.post(
        f"/files/{number}/messages", {"command": hidden(html, "command"), "seen": hidden(html, "seen"), "message": "", "topic": "Pay"}
    )
    assert answer.status_code == 422 and errors(answer.content.decode()) and 'value="Pay"' in answer.content.decode()


def test_documents_are_asked_by_ticking_ready_sentences(agent: Client, employer: Client, number: str) -> None:
    block = rules("brussels").text_blocks[0]
    html = page(agent, f"/files/{number}/ask/declare_incomplete")
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen"), "language": "fr", "reason": "Merci."}
    nothing = agent.post(f"/files/{number}/ask/declare_incomplete", {**form, "block": [block.name]})
    assert nothing.status_code == 422 and "Choose at least one document" in nothing.content.decode()
    assert agent.post(f"/files/{number}/ask/declare_incomplete", {**form, "evidence": [block.evidence], "block": [block.name]}).status_code == 302
    told = page(employer, f"/files/{number}").replace("&#39;", "'")
    assert block.text["fr"] in told and "Merci." in told
    assert agent.get(f"/files/{number}/ask/declare_incomplete").status_code == 302  # the page of the act says why not now


def test_an_earlier_refusal_of_the_same_worker_elsewhere_is_shown(agent: Client, employer: Client) -> None:
    number = typed(employer)
    html = page(agent, f"/files/{number}/do/declare_inadmissible")
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen"), "ground": "fee_not_paid", "reason": "Nothing was paid."}
    assert agent.post(f"/files/{number}/do/declare_inadmissible", form).status_code == 302
    again = typed(employer)
    html = page(agent, f"/files/{again}")
    assert "Other files" in html and "The same worker" in html and "Refused" in html
    assert "Other files" not in page(employer, f"/files/{again}")


def test_the_file_is_taken_from_its_own_page(agent: Client, number: str) -> None:
    html = page(agent, f"/files/{number}")
    form = {
        "command": hidden(html, "command"),
        "here": "tab=mine",
        "file": hidden(html, "file"),
        "person": re.search(r'name="person" value="([^"]+)"', html)[1],
    }
    assert agent.post("/work/give", form).status_code == 200
    assert "In your hands" in page(agent, f"/files/{number}")


def test_the_page_of_a_file_asks_the_database_twelve_times_at_most(agent: Client, number: str, employer: Client) -> None:
    page(agent, f"/files/{number}")
    with CaptureQueriesContext(connection) as asked:
        page(agent, f"/files/{number}")
    assert len(asked) <= 12, "\n".join(one["sql"][:110] for one in asked)


def test_what_is_written_while_the_page_is_open_is_told(agent: Client, employer: Client, number: str) -> None:
    place = re.search(r'data-news="([^"]+)"', page(agent, f"/files/{number}"))[1]
    assert agent.get(place).status_code == 204
    message(employer, number, message="The insurer has answered.")
    told = page(agent, place)
    assert "The file has changed while this page was open" in told and "The insurer has answered." in told
    assert agent.get("/files/2222222222/news?since=1").status_code == 404


def test_a_question_is_the_turn_of_who_must_answer(agent: Client, employer: Client, number: str) -> None:
    message(agent, number, message="Who signed the letter?", topic="Signature", answer_by="employer")
    html = page(employer, f"/files/{number}")
    assert "g-turn__head" in html and "Signature" in html and f"/files/{number}/messages" in html


def test_the_page_of_an_applicant_asks_the_database_twelve_times_at_most(employer: Client, number: str) -> None:
    page(employer, f"/files/{number}")
    with CaptureQueriesContext(connection) as asked:
        html = page(employer, f"/files/{number}")
    assert len(asked) <= 12, "\n".join(one["sql"][:110] for one in asked)
    assert len(html.encode()) <= 60_000


def put_aside(browser: Client, number: str, check: str) -> int:
    path = f"/files/{number}/do/set_check_aside"
    html = page(browser, f"{path}?check={check}")
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen"), "check": check, "note": "Seen in the contract.", "disclosable": "no"}
    return browser.post(path, form).status_code


def test_a_check_set_aside_shows_the_note_with_who_and_when_in_place_of_the_verdict(agent: Client, employer: Client, number: str) -> None:
    check = rules("brussels").checks[0]
    assert re.search(f'value="{check.name}" (checked|selected)', page(agent, f"/files/{number}/do/set_check_aside?check={check.name}"))
    assert put_aside(agent, number, check.name) == 302
    html = page(agent, f"/files/{number}")
    row = html[html.index("Checks", html.index('id="checks"')) :]
    row = row[: row.index("</tr>", row.index(check.title["en"]))]
    assert "Set aside" in row and "Seen in the contract." in row and "2026" in row and "1 set aside" in html
    assert "Seen in the contract." not in page(employer, f"/files/{number}")
    assert put_aside(agent, number, "no_such_check") == 422


def test_a_check_comes_back_when_an_answer_that_it_looks_at_changes(agent: Client, employer: Client, number: str) -> None:
    pay = next(one for one in rules("brussels").checks if one.fact == "monthly_pay")
    put_aside(agent, number, pay.name)
    assert "1 set aside" in page(agent, f"/files/{number}")
    path = f"/files/{number}/do/announce_change"
    html = page(employer, path)
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen"), "new_monthly_pay": "9000", "reason": "A better contract."}
    assert employer.post(path, form).status_code == 302
    assert "1 set aside" not in page(agent, f"/files/{number}")


def test_the_letter_that_asks_for_documents_is_seen_first(agent: Client, number: str) -> None:
    block = rules("brussels").text_blocks[0]
    path = f"/files/{number}/do/declare_incomplete/letter"
    html = page(agent, f"/files/{number}/ask/declare_incomplete")
    assert f'formaction="{path}"' in html
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen"), "language": "fr", "reason": "", "block": [block.name]}
    assert "data:image/png;base64," in agent.post(path, {**form, "evidence": [block.evidence]}).content.decode()
    nothing = agent.post(path, form)
    assert nothing.status_code == 422 and "data:image" not in nothing.content.decode()


def test_a_ground_shows_its_article_beside_it(agent: Client, number: str) -> None:
    html = page(agent, f"/files/{number}/do/declare_inadmissible")
    ground = html[html.index('value="not_competent"') :]
    assert "g-source" in ground[: ground.index("</div></div>") if "</div></div>" in ground else 1500]


def test_a_question_whose_day_passed_reminds_who_asked_and_who_was_asked(agent: Client, employer: Client, number: str, clock: object) -> None:
    day = {"answer_until-day": str(TODAY.day), "answer_until-month": str(TODAY.month), "answer_until-year": str(TODAY.year)}
    assert message(agent, number, message="Who signed the letter?", topic="Signature", answer_by="employer", **day) == 302
    assert "not answered by its day" not in page(agent, f"/files/{number}")
    clock.forward(1)
    assert "1 question of yours was not answered by its day" in page(agent, f"/files/{number}")
    theirs = page(employer, f"/files/{number}")
    assert "That day has passed" in theirs and "g-turn__head" in theirs
    assert message(employer, number, message="The director.", to_entry=hidden(page(employer, f"/files/{number}/messages"), "to_entry")) == 302
    assert "not answered by its day" not in page(agent, f"/files/{number}")
