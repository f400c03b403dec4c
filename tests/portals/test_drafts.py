"""An application is filled in, kept, read over and filed; what is wrong is said beside its field."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from guichet.engine.refusals import BadAnswer
from guichet.people import store as people
from guichet.portals import drafts
from tests.portals.filling import TODAY, begin, day, errors, file_application, fill, hidden, pdf, typed
from tests.portals.sample_case import rules


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer")


def first_day_field() -> object:
    return next(one for one in rules().fields.values() if one.type == "day")


def worker_of(browser: Client, number: str) -> Client:
    known = [one for one in people.sign_in_choices() if one.role == "worker"]
    for one in known:
        other = Client(HTTP_HOST="localhost")
        other.get("/?lang=en")
        other.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""})
        if other.get(number).status_code == 200:
            return other
    raise AssertionError("no worker opens it")


def test_an_application_is_filled_in_and_filed_and_its_number_told(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    number = file_application(employer, draft)
    receipt = employer.get(f"/files/{number}/receipt").content.decode()
    assert number[:4] in receipt
    assert "What happens next" in receipt
    assert employer.get(f"/files/{number}").status_code == 200


def test_filing_twice_gives_one_file(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    command = hidden(employer.get(f"{draft}/check").content.decode(), "command")
    first, again = (employer.post(f"{draft}/check", {"command": command, "confirm": "yes"}) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    other = employer.post(f"{draft}/check", {"command": "01943f5e-7c00-7abc-8def-0123456789ab", "confirm": "yes"})
    assert other.status_code in (302, 409)


def test_what_was_typed_is_kept_when_something_is_wrong(employer: Client) -> None:
    draft, field = begin(employer), first_day_field()
    wrong = {f"{field.name}-day": "31", f"{field.name}-month": "9", f"{field.name}-year": "2026"}
    answer = employer.post(f"{draft}/part/{field.section}", wrong)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in html
    assert "31 September 2026 does not exist: September has 30 days" in errors(html)
    assert f'href="#{field.name}-day"' in html
    assert re.search(rf'id="{field.name}-day"[^>]*value="31"|value="31"[^>]*id="{field.name}-day"', html)


def test_what_was_right_beside_a_mistake_is_not_lost(employer: Client) -> None:
    draft = begin(employer)
    section = next(iter(rules().sections))
    fields = [one for one in rules().fields.values() if one.section == section and not one.when]
    form = {name: value for one in fields for name, value in typed(one).items()}
    number = next(one for one in fields if one.type == "enterprise_number")
    employer.post(f"{draft}/part/{section}", {**form, number.name: "0403.019.262"})
    email = next(one for one in fields if one.type == "email")
    assert form[email.name] in employer.get(f"{draft}/part/{section}/{email.name}").content.decode()


def test_wrong_check_digits_are_named_beside_the_field(employer: Client) -> None:
    draft = begin(employer)
    number = next(one for one in rules().fields.values() if one.type == "enterprise_number")
    html = employer.post(f"{draft}/part/{number.section}", {number.name: "0403.019.262"}).content.decode()
    assert "This number does not exist: its last two digits do not fit. Copy it again" in errors(html)


def test_an_end_before_the_start_is_refused_when_filing(employer: Client) -> None:
    pair = next(one for one in rules().fields.values() if one.type == "day" and one.at_least in rules().fields)
    start = TODAY + timedelta(days=30)
    draft = begin(employer)
    with pytest.raises(AssertionError):
        fill(employer, draft, rules(), {pair.at_least: start, pair.name: start - timedelta(days=1)})
    html = employer.post(f"{draft}/part/{pair.section}", {**day(pair.at_least, start), **day(pair.name, start - timedelta(days=1))}).content.decode()
    assert any("before" in line for line in errors(html))


def test_a_question_appears_when_its_condition_holds(employer: Client) -> None:
    asked = next(one for one in rules().fields.values() if one.when and one.when.name in {f.fact for f in rules().fields.values() if f.type == "yes_no"})
    trigger = next(one for one in rules().fields.values() if one.fact == asked.when.name)
    draft = begin(employer)
    page = f"{draft}/part/{asked.section}/{asked.name}"
    assert f'name="{asked.name}"' not in employer.get(page).content.decode()
    answer = employer.post(f"{draft}/part/{trigger.section}/{trigger.name}", {trigger.name: "yes" if asked.when.value else "no"})
    assert answer.headers["Location"] == page
    assert f'name="{asked.name}"' in employer.get(page).content.decode()


def test_one_thing_is_asked_per_page_and_what_belongs_together_stands_together(employer: Client) -> None:
    draft, fields = begin(employer), [one for one in rules().fields.values() if not one.when]
    joined = next(one for one in fields if one.same_page)
    html = employer.get(f"{draft}/part/{joined.section}/{joined.name}").content.decode()
    before = fields[fields.index(joined) - 1]
    asked = {one.name for one in rules().fields.values() if re.search(rf'name="{one.name}(-day)?"', html)}
    assert asked == {before.name, joined.name} | {one.name for one in fields[fields.index(joined) + 1 :][:1] if one.same_page}
    assert re.search(r"page 1 of \d+", html)


def test_a_changed_answer_leads_back_to_the_check_page(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    email = next(one for one in rules().fields.values() if one.type == "email")
    page = f"{draft}/part/{email.section}/{email.name}"
    assert f'href="{page}?back=check#{email.name}"' in employer.get(f"{draft}/check").content.decode()
    assert 'name="back" value="check"' in employer.get(f"{page}?back=check").content.decode()
    assert "Error: " in employer.post(page, {email.name: "no address", "back": "check"}).content.decode()
    assert employer.post(page, {email.name: "new@example.org", "back": "check"}).headers["Location"] == f"{draft}/check"
    assert "new@example.org" in employer.get(f"{draft}/check").content.decode()


def test_a_change_that_opens_a_question_asks_it_before_it_leads_back(employer: Client) -> None:
    draft = begin(employer)
    asked = next(one for one in rules().fields.values() if one.when and one.required and one.when.name in {f.fact for f in rules().fields.values() if f.type == "yes_no"})
    trigger = next(one for one in rules().fields.values() if one.fact == asked.when.name)
    yes, no = ("yes", "no") if asked.when.value else ("no", "yes")
    fill(employer, draft, rules(), {trigger.name: no})
    answer = employer.post(f"{draft}/part/{trigger.section}/{trigger.name}", {trigger.name: yes, "back": "check"})
    assert answer.headers["Location"] == f"{draft}/part/{asked.section}/{asked.name}?back=check"


def test_filing_cannot_start_before_every_question_is_answered(employer: Client) -> None:
    draft = begin(employer)
    html = employer.get(draft).content.decode()
    assert "Cannot start yet" in html and f'href="{draft}/check"' not in html
    assert "minutes of work are left" in html and "kept until 6 July 2026" in html
    fill(employer, draft, rules())
    html = employer.get(draft).content.decode()
    assert "Cannot start yet" not in html and f'href="{draft}/check"' in html


def test_the_list_of_parts_has_four_status_words_at_most(employer: Client) -> None:
    draft = begin(employer)
    html = employer.get(draft).content.decode()
    words = set(re.findall(r'task-list__status[^>]*>\s*(?:<span[^>]*>(?:<svg.*?</svg>)?)?([^<]+)', html, re.S))
    assert {word.strip() for word in words} == {"To do", "Awaited", "Cannot start yet"}


def test_a_choice_left_open_is_asked_for_beside_it(employer: Client) -> None:
    draft = begin(employer)
    choice = next(one for one in rules().fields.values() if one.type == "yes_no" and not one.when)
    fields = [one for one in rules().fields.values() if one.section == choice.section and not one.when and one is not choice]
    assert employer.post(f"{draft}/part/{choice.section}", {name: value for one in fields for name, value in typed(one).items()}).status_code == 302
    answer = employer.post(f"{draft}/part/{choice.section}/{choice.name}", {})
    assert answer.status_code == 422
    assert f"Answer this question: {choice.title['en']}" in errors(answer.content.decode())


def test_a_mistake_found_when_filing_leads_to_its_question(employer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(command: object) -> None:
        raise BadAnswer("in_the_past", {"field": field.name})

    draft, field = begin(employer), first_day_field()
    fill(employer, draft, rules())
    monkeypatch.setattr(drafts, "handle", refusing)
    command = hidden(employer.get(f"{draft}/check").content.decode(), "command")
    answer = employer.post(f"{draft}/check", {"command": command, "confirm": "yes"})
    assert answer.status_code == 422
    assert f'href="{draft}/part/{field.section}/{field.name}?back=check#{field.name}-day"' in answer.content.decode()


def test_documents_are_given_and_taken_back(employer: Client) -> None:
    draft = begin(employer)
    piece = next(one for one in rules().evidence.values() if one.given_by == "employer" and not one.when)
    assert employer.post(f"{draft}/documents", {f"file-{piece.name}": pdf("a.pdf")}).status_code == 302
    html = employer.get(f"{draft}/documents").content.decode()
    assert "a.pdf" in html
    ref = re.search(r'name="file" value="([^"]+)"', html).group(1)
    assert employer.post(f"{draft}/documents/remove", {"evidence": piece.name, "file": ref}).status_code == 302
    assert "a.pdf" not in employer.get(f"{draft}/documents").content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"", "a.pdf", "The file is empty"), (b"MZ\x90\x00" * 40, "a.exe", "cannot be kept"), (b"%PDF-1.7 nothing", "a.pdf", "damaged")],
)
def test_a_file_that_cannot_be_kept_is_named_beside_its_input(content: bytes, name: str, said: str, employer: Client) -> None:
    draft = begin(employer)
    piece = next(one for one in rules().evidence.values() if one.given_by == "employer" and not one.when)
    file = io.BytesIO(content)
    file.name = name
    answer = employer.post(f"{draft}/documents", {f"file-{piece.name}": file})
    assert answer.status_code == 422
    assert said in errors(answer.content.decode())[0]


def test_the_check_page_names_the_region_and_why(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    html = employer.get(f"{draft}/check").content.decode()
    assert "The rule that decides: " in html
    assert html.count(">Change<") >= 10


def test_filing_asks_for_a_confirmation(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    command = hidden(employer.get(f"{draft}/check").content.decode(), "command")
    answer = employer.post(f"{draft}/check", {"command": command})
    assert answer.status_code == 422
    assert errors(answer.content.decode()) == ["Confirm that you have read the application over"]


def test_the_worker_gives_their_own_documents_in_the_draft_and_the_employer_sees_only_that_they_came(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    worker = worker_of(employer, draft)
    secret = next(one for one in rules().evidence.values() if one.given_by == "worker" and "employer" in one.secret_from and not one.when)
    assert worker.post(f"{draft}/documents", {f"file-{secret.name}": pdf("very-private.pdf")}).status_code == 302
    assert "very-private.pdf" in worker.get(f"{draft}/documents").content.decode()
    for page in (draft, f"{draft}/documents", f"{draft}/check"):
        html = employer.get(page).content.decode()
        assert "very-private" not in html
        assert secret.title["en"] in html
    assert worker.get(f"{draft}/check").status_code == 404


def test_a_draft_of_somebody_else_is_not_there(employer: Client, visitor_as: Callable[..., Client], folk: list[object]) -> None:
    draft = begin(employer)
    bodies = [one.body for one in folk if one.role == "employer"]
    other = visitor_as("employer", body=next(body for body in bodies if body != bodies[0]))
    for page in (draft, f"{draft}/check", f"{draft}/documents", f"{draft}/part/{next(iter(rules().sections))}"):
        assert other.get(page).status_code == 404
    assert visitor_as("work_authority").get(draft).status_code == 404
