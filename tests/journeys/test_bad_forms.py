"""What a form of an act gets that was tampered with, comes late, twice, out of order or holds nasty texts: a sentence, and no effect."""

from __future__ import annotations

import html
from datetime import date

import pytest

from guichet.engine.case_number import number_of
from tests.desk.life import OFFICE, REGION, Life
from tests.journeys.counter import NASTY, asked_by, at_the_counter, somebody
from tests.portals.filling import TODAY, errors


@pytest.fixture
def admissible(counter: None) -> Life:
    return Life().admissible(TODAY)


@pytest.mark.parametrize(
    ("change", "status"),
    [({"seen": "abc"}, 400), ({"seen": "-1"}, 400), ({"seen": "²"}, 400), ({"seen": "9" * 30}, 400), ({"command": "x"}, 400), ({"command": ""}, 400),
     ({"is_admin": "1"}, 400), ({"seen": "1"}, 409), ({"seen": "99999"}, 409)],
)  # fmt: skip
def test_a_form_that_was_tampered_with_is_refused(change: dict[str, str], status: int, admissible: Life, counter: None) -> None:
    region = at_the_counter(REGION)
    path = f"/files/{number(admissible)}/do/refuse_work"
    form = asked_by(region, path, ground="pay_too_low", reason="Le salaire est trop bas.")
    answer = region.post(path, {**form, **change})
    assert answer.status_code == status
    assert "<h1" in answer.content.decode() and (status == 400 or "Le salaire est trop bas." in answer.content.decode())
    assert "track_decided" not in admissible.kinds


def number(life: Life) -> str:
    return number_of(life.case)


def test_what_an_act_asks_is_named_by_its_title(admissible: Life) -> None:
    region = at_the_counter(REGION)
    path = f"/files/{number(admissible)}/do/refuse_work"
    answer = region.post(path, asked_by(region, path, ground="pay_too_low", reason=" "))
    assert answer.status_code == 422 and errors(answer.content.decode()) == ["Answer this question: Reasons in fact"]


def test_a_step_out_of_order_or_by_somebody_else_changes_nothing(admissible: Life) -> None:
    before = len(admissible.entries)
    region, office = at_the_counter(REGION), at_the_counter(OFFICE)
    there = f"/files/{number(admissible)}/do/"
    form = asked_by(region, f"{there}refuse_work", reason="x")
    assert region.post(f"{there}declare_admissible", {k: form[k] for k in ("command", "seen")}).status_code == 409
    assert region.post(f"{there}grant_stay", form).status_code == 403
    assert office.post(f"{there}no_such_act", form).status_code == 404
    assert at_the_counter(somebody("work_authority", "authority:flanders")).post(f"{there}refuse_work", form).status_code == 404
    assert len(admissible.entries) == before


def test_what_was_done_in_one_tab_is_refused_in_the_other(admissible: Life) -> None:
    tabs = [at_the_counter(REGION) for _ in range(2)]
    path = f"/files/{number(admissible)}/do/refuse_work"
    forms = [asked_by(tab, path, ground="pay_too_low", reason=f"Raison {n}.") for n, tab in enumerate(tabs)]
    assert [tab.post(path, form).status_code for tab, form in zip(tabs, forms, strict=True)] == [302, 409]
    assert tabs[0].post(path, forms[0]).status_code == 302, "the same form again is the same answer"
    assert admissible.kinds.count("track_decided") == 1


def test_without_the_secret_of_the_form_nothing_is_done(admissible: Life) -> None:
    region = at_the_counter(REGION)
    path = f"/files/{number(admissible)}/do/refuse_work"
    form = asked_by(region, path, ground="pay_too_low", reason="Trop bas.")
    region.handler.enforce_csrf_checks = True
    for secret in ({}, {"csrfmiddlewaretoken": "x" * 64}):
        answer = region.post(path, {**form, **secret})
        assert answer.status_code == 403 and "<h1" in answer.content.decode()
    assert "track_decided" not in admissible.kinds


@pytest.mark.parametrize("text", NASTY, ids=["script", "braces", "percent", "rtl", "long", "nul", "sql", "marks"])
def test_a_nasty_reason_never_stops_a_refusal_or_its_letter(text: str, admissible: Life) -> None:
    region = at_the_counter(REGION)
    path = f"/files/{number(admissible)}/do/refuse_work"
    answer = region.post(path, asked_by(region, path, ground="pay_too_low", reason=text))
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert errors(answer.content.decode())
        return
    admissible.works(date(2026, 4, 8))
    assert "annex_48" in {e.data.get("letter") for e in admissible.entries if e.kind == "letter_made"}
    page = region.get(f"/files/{number(admissible)}").content.decode()
    assert "<script>alert" not in page and text.replace("\u202e", "")[:20] in html.unescape(page)
