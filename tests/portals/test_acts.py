"""One page for every act: done once, refused in a sentence, and nothing typed is lost when somebody was faster."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from guichet.engine.case_number import number_of
from guichet.law.rules import Act
from guichet.portals import take_over
from guichet.portals.identity import uuid7
from tests.desk.life import EMPLOYER, REGION, Life
from tests.journeys.counter import asked_by, at_the_counter
from tests.portals.filling import TODAY, errors, found, hidden, pdf, typed
from tests.portals.sample_case import rules
from tests.portals.test_drafts import worker_of


def act_that(**wanted: object) -> Act:
    """The first act of the law of which all this holds: says="withdrawn", by="employer"."""
    return next(
        act
        for act in rules().acts.values()
        if all(value in act.by if name == "by" else getattr(act, name) == value for name, value in wanted.items()) and act.phases
    )


@pytest.fixture
def filed(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> tuple[Client, str]:
    """An employer, and the number of an application just filed without any document."""
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    one = Life()
    return visitor_as("employer", body=EMPLOYER.body), number_of(one.submit(on=TODAY, without=one.needed()).case)


def form_of(browser: Client, number: str, act: Act) -> dict[str, str]:
    html = browser.get(f"/files/{number}/do/{act.name}").content.decode()
    if 'name="command"' not in html:  # the page says only why not; a tab opened earlier still has its form
        html = f'name="command" value="{uuid7(datetime.now(UTC))}" name="seen" value="1"'
    fields = {name: value for one in act.asks for name, value in typed(one).items() if one.type not in ("choice", "entry")}
    chosen = {one.name: one.options[0].value for one in act.asks if one.type == "choice"}
    return {"command": hidden(html, "command"), "seen": hidden(html, "seen"), **fields, **chosen}


def region_of(visitor_as: Callable[..., Client], number: str) -> Client:
    region = visitor_as("work_authority", body="authority:brussels")
    assert region.get(f"/files/{number}").status_code == 200
    return region


def test_an_act_is_done_and_the_file_says_so(filed: tuple[Client, str]) -> None:
    employer, number = filed
    act = act_that(says="message_written", by="employer")
    form = {**form_of(employer, number, act), act.asks[0].name: "The insurer promises it for Friday."}
    answer = employer.post(f"/files/{number}/do/{act.name}", form)
    assert answer.status_code == 302
    html = employer.get(answer.headers["Location"]).content.decode()
    assert f"Done: {act.title['en']}" in html
    assert "The insurer promises it for Friday." in html


def test_the_same_form_sent_twice_has_one_effect(filed: tuple[Client, str]) -> None:
    employer, number = filed
    act = act_that(says="message_written", by="employer")
    form = {**form_of(employer, number, act), act.asks[0].name: "Once only, please."}
    for _ in range(2):
        assert employer.post(f"/files/{number}/do/{act.name}", form).status_code == 302
    html = employer.get(f"/files/{number}").content.decode()
    assert html[html.index('class="g-history"') :].count("Once only, please.") == 1


def test_the_same_form_with_other_words_is_refused(filed: tuple[Client, str]) -> None:
    employer, number = filed
    act = act_that(says="message_written", by="employer")
    form = {**form_of(employer, number, act), act.asks[0].name: "First words."}
    employer.post(f"/files/{number}/do/{act.name}", form)
    answer = employer.post(f"/files/{number}/do/{act.name}", {**form, act.asks[0].name: "Other words."})
    assert answer.status_code == 422
    assert "This form was sent already with other words" in errors(answer.content.decode())[0]
    assert "Other words." in answer.content.decode()


def test_what_is_missing_is_said_in_a_sentence(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    _, number = filed
    region, act = region_of(visitor_as, number), act_that(says="declared_admissible")
    page = region.get(f"/files/{number}/do/{act.name}")
    assert page.status_code == 409
    assert errors(page.content.decode())[0].startswith("This cannot be done now: ")
    assert 'name="command"' not in page.content.decode()
    answer = region.post(f"/files/{number}/do/{act.name}", form_of(region, number, act))
    assert answer.status_code == 409
    assert errors(answer.content.decode())[0].startswith("These documents are still missing: ")


def test_choosing_no_document_is_said_beside_the_choice(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    _, number = filed
    region, act = region_of(visitor_as, number), act_that(says="declared_incomplete")
    answer = region.post(f"/files/{number}/do/{act.name}", {**form_of(region, number, act), act.asks[0].name: "The passport is missing."})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert errors(html) == ["Choose at least one document"]
    assert 'href="#evidence"' in html
    assert "The passport is missing." in html


def test_documents_are_asked_for_and_given(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    employer, number = filed
    region, ask = region_of(visitor_as, number), act_that(says="declared_incomplete")
    piece = next(one for one in rules().evidence.values() if one.given_by == "employer" and not one.when)
    form = {**form_of(region, number, ask), "evidence": [piece.name], ask.asks[0].name: "Please give it."}
    assert region.post(f"/files/{number}/do/{ask.name}", form).status_code == 302
    html = employer.get(f"/files/{number}").content.decode()
    assert "Your turn" in html
    give = re.search(rf"/files/{number}/do/(\w+)", html).group(1)
    page = employer.get(f"/files/{number}/do/{give}").content.decode()
    assert re.findall(r'name="(file-[^"]+)"', page) == [f"file-{piece.name}"]
    sent = {"command": hidden(page, "command"), "seen": hidden(page, "seen"), f"file-{piece.name}": pdf("asked.pdf")}
    assert employer.post(f"/files/{number}/do/{give}", sent).status_code == 302
    assert "asked.pdf" in region.get(f"/files/{number}").content.decode()


def test_who_was_second_gets_the_typed_text_back_and_what_the_first_wrote(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    _, number = filed
    act = act_that(says="declared_incomplete")
    pieces = [one.name for one in rules().evidence.values()][:1]
    first, second = region_of(visitor_as, number), region_of(visitor_as, number)
    forms = [{**form_of(one, number, act), "evidence": pieces} for one in (first, second)]
    assert first.post(f"/files/{number}/do/{act.name}", {**forms[0], act.asks[0].name: "What the first wrote."}).status_code == 302
    answer = second.post(f"/files/{number}/do/{act.name}", {**forms[1], act.asks[0].name: "What the second typed."})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "What the second typed." in html
    assert "What happened while you were writing" in html
    assert "What the first wrote." in html
    assert "Somebody changed this file" in errors(html)[0]


def test_a_step_out_of_order_is_refused_and_says_where_the_file_stands(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    employer, number = filed
    region = region_of(visitor_as, number)
    act = act_that(says="track_decided", by="work_authority")
    answer = region.post(f"/files/{number}/do/{act.name}", form_of(region, number, act))
    assert answer.status_code == 409
    assert "This cannot be done now: " in errors(answer.content.decode())[0]
    assert employer.get(f"/files/{number}/do/{act.name}").status_code == 403


def test_an_earlier_day_needs_its_reason(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    _, number = filed
    region = region_of(visitor_as, number)
    act = next(one for one in rules().acts.values() if one.earlier_day and one.says == "declared_inadmissible")
    form = {**form_of(region, number, act), "on-day": "5", "on-month": "4", "on-year": "2026"}
    answer = region.post(f"/files/{number}/do/{act.name}", form)
    assert answer.status_code == 422
    assert errors(answer.content.decode()) == ["Say why the act has an earlier day"]


def test_the_office_does_not_know_a_file_before_the_law_says_so(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    _, number = filed
    other = visitor_as("work_authority", body="authority:flanders")
    for browser in (visitor_as("stay_authority"), other):
        assert browser.get(f"/files/{number}").status_code == 404
        assert number[:4] not in browser.get("/files").content.decode()


def test_the_worker_opens_what_they_gave_and_the_employer_never(filed: tuple[Client, str]) -> None:
    employer, number = filed
    worker = worker_of(employer, f"/files/{number}")
    act = next(one for one in rules().acts.values() if one.evidence == "give" and "worker" in one.by)
    secret = next(one for one in rules().evidence.values() if one.given_by == "worker" and "employer" in one.secret_from and not one.when)
    page = worker.get(f"/files/{number}/do/{act.name}").content.decode()
    sent = {"command": hidden(page, "command"), "seen": hidden(page, "seen"), f"file-{secret.name}": pdf("very-private.pdf")}
    assert worker.post(f"/files/{number}/do/{act.name}", sent).status_code == 302
    html = worker.get(f"/files/{number}").content.decode()
    opened = worker.get(re.search(r'href="(/documents/[^"]+)">[^<]+</a> <span class="g-file__name">very-private.pdf', html).group(1))
    assert opened.status_code == 200
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in opened.headers["Content-Security-Policy"]
    assert employer.get(opened.request["PATH_INFO"]).status_code == 404
    assert "very-private" not in employer.get(f"/files/{number}").content.decode()
    assert f"/files/{number}" not in found(employer, "very-private")


def test_a_commune_takes_over_only_with_the_right_code(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    commune = visitor_as("municipality")
    html = commune.get("/take-over").content.decode()
    name = re.findall(r'<input class="govuk-input[^>]* name="([^"]+)"|name="([^"]+)"[^>]*class="govuk-input', html)
    field = next(one for act in rules().acts.values() for one in act.asks if one.type == "code")
    assert name
    answer = commune.post("/take-over", {"command": hidden(html, "command"), field.name: "AAAA-AAAA-AA"})
    assert answer.status_code == 422
    assert errors(answer.content.decode()) == ["No file has this code. Copy it from the decision again, letter by letter"]


def test_who_tries_codes_at_a_commune_has_to_wait_and_a_colleague_elsewhere_has_not(visitor_as: Callable[..., Client]) -> None:
    take_over.throttle.forget()
    one, other = visitor_as("municipality", body="municipality:21001"), visitor_as("municipality", body="municipality:44021")

    def tries(browser: Client) -> int:
        return browser.post("/take-over", {"command": hidden(browser.get("/take-over").content.decode(), "command"), "code": "AAAA-AAAA-AA"}).status_code

    assert [tries(one) for _ in range(21)] == [422] * 20 + [429]
    assert tries(other) == 422
    take_over.throttle.forget()


def test_a_question_begins_with_what_the_form_answered_until_somebody_writes_another_day(db: None, folk: object, clock: object, settings: object, tmp_path: Path) -> None:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    one = Life().admissible(TODAY)
    region, path = at_the_counter(REGION), f"/files/{number_of(one.case)}/do/grant_work"
    begun = dict(re.findall(r'name="work_authorised_until-(day|month|year)"[^>]* value="(\d+)"', region.get(path).content.decode()))
    assert begun == {"day": "31", "month": "8", "year": "2027"}, "the last day of work, as the form says"
    shorter = {f"work_authorised_until-{part}": value for part, value in {**begun, "month": "7"}.items()}
    assert region.post(path, asked_by(region, path, **shorter)).status_code == 302
    assert "2027-07-31" in str(next(e.data for e in one.entries if e.kind == "track_decided"))
