"""The letter of an act is looked at before it leaves, and the act can be taken back while it waits."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from guichet.casefile import reading
from guichet.delivery import standing as outbox
from guichet.desk import rebuild
from guichet.engine.case_number import number_of
from guichet.journal import store as journal
from guichet.people import store as people
from guichet.portals import before_it_leaves
from tests.desk.life import Life
from tests.portals.filling import TODAY, hidden

REGION = "authority:brussels"
REFUSE = {"ground": "fee_not_paid", "reason": "Nothing was paid."}


@pytest.fixture
def filed(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> tuple[Client, str]:
    """The region's agent, and a file; letters wait ten minutes."""
    settings.VAULT_FOLDER, settings.UNDO_MINUTES = tmp_path, 10
    clock.set_today(TODAY)
    return visitor_as("work_authority", body=REGION), number_of(Life().submit(on=TODAY).case)


def form_of(browser: Client, path: str, **answers: str) -> dict[str, str]:
    html = browser.get(path).content.decode()
    return {"command": hidden(html, "command"), "seen": hidden(html, "seen"), **answers}


def refused(filed: tuple[Client, str]) -> str:
    agent, number = filed
    path = f"/files/{number}/do/declare_inadmissible"
    assert agent.post(path, form_of(agent, path, **REFUSE)).status_code == 302
    return agent.get(f"/files/{number}").content.decode()


def entries(number: str) -> list[object]:
    case = next(case for case in journal.cases() if reading.open_case(number, _agent(), TODAY) and reading.open_case(number, _agent(), TODAY).case == case)
    return journal.read(case)


def _agent() -> object:
    return next(one for one in people.sign_in_choices(TODAY) if one.body == REGION)


def test_the_letter_is_seen_before_it_leaves_and_nothing_is_written(filed: tuple[Client, str]) -> None:
    agent, number = filed
    path, before = f"/files/{number}/do/declare_inadmissible", len(entries(number))
    assert f'formaction="{path}/letter"' in agent.get(path).content.decode()
    waiting = outbox.counts()
    answer = agent.post(f"{path}/letter", form_of(agent, path, **REFUSE))
    html = answer.content.decode()
    assert answer.status_code == 200 and "data:image/png;base64," in html and "Draft" in html
    assert (len(entries(number)), outbox.counts()) == (before, waiting)


def test_a_form_with_a_mistake_shows_no_letter(filed: tuple[Client, str]) -> None:
    agent, number = filed
    path = f"/files/{number}/do/declare_inadmissible"
    answer = agent.post(f"{path}/letter", form_of(agent, path, ground="fee_not_paid", reason=""))
    assert answer.status_code == 422 and "data:image" not in answer.content.decode()


def test_an_act_is_taken_back_and_its_letter_never_leaves(filed: tuple[Client, str], settings: object, clock: object) -> None:
    agent, number = filed
    html = refused(filed)
    assert "Its letter leaves at" in html
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen")}
    answer = agent.post(f"/files/{number}/undo", form)
    assert answer.status_code == 302
    html = agent.get(answer.headers["Location"]).content.decode()
    assert "Taken back. The letter does not leave." in html and "Its letter leaves at" not in html
    told = entries(number)
    assert [one.kind for one in told][-2:] == ["declared_inadmissible", "annulled"] and told[-1].data["falls"] == [told[-2].number]
    assert reading.open_case(number, _agent(), TODAY).phase == "completeness"
    assert agent.post(f"/files/{number}/undo", form).status_code == 302  # the same form sent twice is one act
    assert len(entries(number)) == len(told)
    _the_letter_is_not_made(told[-2].number)


def _the_letter_is_not_made(entry: int) -> None:
    from guichet.desk import corrections

    rows = [row for row in outbox.waiting() if row.kind == "letter" and row.data["entry"] == entry]
    assert rows and all(corrections.has_fallen(row.case, int(str(row.data["entry"]))) for row in rows)


def test_after_the_window_nothing_is_taken_back(filed: tuple[Client, str], clock: object, monkeypatch: pytest.MonkeyPatch) -> None:
    agent, number = filed
    html = refused(filed)
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen")}
    later = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(before_it_leaves.clock, "now", lambda: later)
    answer = agent.post(f"/files/{number}/undo", form)
    assert answer.status_code == 409 and "no act of your desk to take back" in answer.content.decode().replace("&#39;", "'")
    assert [one.kind for one in entries(number)][-1] == "declared_inadmissible"


def test_what_another_desk_did_is_not_taken_back(filed: tuple[Client, str], visitor_as: Callable[..., Client]) -> None:
    _, number = filed
    html = refused(filed)
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen")}
    assert visitor_as("work_authority", body="authority:flanders").post(f"/files/{number}/undo", form).status_code == 404
    assert visitor_as("employer").post(f"/files/{number}/undo", form).status_code in (403, 409)


def test_views_told_again_after_an_undo_are_the_same(filed: tuple[Client, str]) -> None:
    agent, number = filed
    html = refused(filed)
    agent.post(f"/files/{number}/undo", {"command": hidden(html, "command"), "seen": hidden(html, "seen")})
    before = reading.open_case(number, _agent(), TODAY)
    rebuild.rebuild()
    assert reading.open_case(number, _agent(), TODAY) == before


def test_where_letters_leave_at_once_nothing_is_offered(filed: tuple[Client, str], settings: object) -> None:
    settings.UNDO_MINUTES = 0
    assert "Its letter leaves at" not in refused(filed)
