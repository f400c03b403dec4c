"""The work of a desk at the counter: take the next file, give several at once, say who is absent, keep a view."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guichet.engine.case_number import number_of
from guichet.people import store as people
from guichet.people.store import Viewer
from tests.desk.life import Life
from tests.portals.filling import TODAY, hidden

REGION = "authority:brussels"


@pytest.fixture
def numbers(folk: list[Viewer], clock: object, settings: object, tmp_path: Path) -> list[str]:
    """Three applications just filed with the region."""
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return [number_of(Life().submit(on=TODAY).case) for _ in range(3)]


@pytest.fixture
def agents(folk: list[Viewer]) -> list[Viewer]:
    return [one for one in folk if one.body == REGION]


def at_desk(one: Viewer) -> Client:
    browser = Client(HTTP_HOST="localhost")
    browser.get("/?lang=en")
    assert browser.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""}).headers["Location"] == "/work"
    return browser


def listed(browser: Client, **asks: str) -> list[str]:
    """The numbers in the list, in their order."""
    return [value.partition(":")[0] for value in ticked(browser, **asks)]


def ticked(browser: Client, **asks: str) -> list[str]:
    answer = browser.get("/work", asks)
    assert answer.status_code == 200
    return re.findall(r'name="file" value="([^"]+)"', answer.content.decode())


def give(browser: Client, person: str, files: list[str]) -> str:
    form = {"command": hidden(browser.get("/work?tab=team").content.decode(), "command"), "here": "tab=team", "person": person, "file": files}
    answer = browser.post("/work/give", form)
    assert answer.status_code == 200
    return answer.content.decode()


def test_take_next_gives_each_agent_another_file(numbers: list[str], agents: list[Viewer]) -> None:
    first, second = (at_desk(one) for one in agents)
    taken = []
    for browser in (first, second, first):
        form = {"command": hidden(browser.get("/work").content.decode(), "command")}
        answer = browser.post("/work/next", form)
        taken.append(answer.headers["Location"].removeprefix("/files/"))
    assert sorted(taken) == sorted(numbers)
    assert sorted(listed(first)) == sorted([taken[0], taken[2]]) and listed(second) == [taken[1]]
    last = first.post("/work/next", {"command": hidden(first.get("/work").content.decode(), "command")})
    assert last.headers["Location"] == "/work?tab=mine&none=1"
    assert "somebody has each of them in hand" in first.get(last.headers["Location"]).content.decode()


def test_many_files_are_given_at_once_and_what_could_not_be_given_is_named(numbers: list[str], agents: list[Viewer]) -> None:
    first, second = (at_desk(one) for one in agents)
    files = ticked(second, tab="team")
    give(first, agents[0].person, [ticked(first, tab="team")[0]])  # somebody is faster with one of the three
    html = give(second, agents[1].person, files)
    assert "2 files given to" in html and "1 file was left as it was:" in html
    assert len(listed(second)) == 2 and len(listed(first)) == 1


def test_giving_twice_by_the_same_form_is_giving_once(numbers: list[str], agents: list[Viewer]) -> None:
    browser = at_desk(agents[0])
    html = browser.get("/work?tab=team").content.decode()
    form = {"command": hidden(html, "command"), "here": "tab=team", "person": agents[0].person, "file": ticked(browser, tab="team")}
    told = [browser.post("/work/give", form).content.decode() for _ in range(2)]
    assert all("3 files given to" in one and "left as" not in one for one in told)


def test_a_file_of_another_desk_is_not_given(numbers: list[str], folk: list[Viewer]) -> None:
    other = at_desk(next(one for one in folk if one.role == "work_authority" and one.body != REGION))
    assert listed(other, tab="team") == []
    assert "1 file was left as it was:" in give(other, "", [f"{numbers[0]}:1"])


def test_who_is_no_colleague_gets_nothing(numbers: list[str], agents: list[Viewer], folk: list[Viewer]) -> None:
    browser = at_desk(agents[0])
    stranger = next(one for one in folk if one.role == "post")
    form = {"command": hidden(browser.get("/work").content.decode(), "command"), "here": "", "person": stranger.person, "file": ticked(browser, tab="team")}
    answer = browser.post("/work/give", form)
    assert answer.status_code == 422 and "choose who gets it" in answer.content.decode()


def test_files_of_somebody_absent_may_be_taken_over(numbers: list[str], agents: list[Viewer], clock: object) -> None:
    first, second = (at_desk(one) for one in agents)
    give(first, agents[0].person, ticked(first, tab="team"))
    assert listed(second, tab="free") == []
    day = {"until-day": str(TODAY.day), "until-month": str(TODAY.month), "until-year": str(TODAY.year)}
    assert second.post("/work/absent", {"person": agents[0].person, "here": "", **day}).status_code == 302
    assert sorted(listed(second, tab="free")) == sorted(numbers)
    assert "absent: may be taken over" in second.get("/work?tab=team").content.decode()
    clock.forward(1)
    assert listed(second, tab="free") == []
    wrong = second.post("/work/absent", {"person": agents[0].person, "here": "", **day})
    assert wrong.status_code == 422 and "Error:" in wrong.content.decode()


def test_a_view_is_kept_shared_and_forgotten(numbers: list[str], agents: list[Viewer]) -> None:
    first, second = (at_desk(one) for one in agents)
    assert first.post("/work/views", {"name": "New ones", "shared": "yes", "here": "tab=free&sort=newest&evil=1"}).headers["Location"] == "/work?tab=free&sort=newest"
    first.post("/work/views", {"name": "Mine alone", "here": "tab=mine"})
    html = second.get("/work").content.decode()
    assert "New ones" in html and "/work?tab=free&amp;sort=newest" in html and "Mine alone" not in html
    view = re.search(r'name="forget" value="([^"]+)"', first.get("/work").content.decode())[1]
    second.post("/work/views", {"forget": view, "here": ""})
    assert first.get("/work").content.decode().count('name="forget"') == 2
    first.post("/work/views", {"forget": view, "here": ""})
    assert first.get("/work").content.decode().count('name="forget"') == 1
    assert first.post("/work/views", {"name": " ", "here": ""}).status_code == 422


def test_what_is_asked_outside_the_closed_lists_means_nothing(numbers: list[str], agents: list[Viewer]) -> None:
    browser = at_desk(agents[0])
    assert browser.get("/work", {"tab": "<b>", "sort": "number", "phase": "x' OR 1=1", "agent": "me", "page": "-1"}).status_code == 200
    assert len(listed(browser, tab="team", phase="nowhere", agent="nobody", sort="newest")) == 3


@pytest.mark.parametrize("role", ["employer", "post", "municipality", "inspector"])  # a post has the lists of its people
def test_the_work_of_a_desk_is_for_those_who_decide(role: str, visitor_as: Callable[..., Client]) -> None:
    browser = visitor_as(role)
    assert browser.get("/work").status_code == 403
    assert browser.post("/work/next", {"command": "0199f000-0000-7000-8000-000000000000"}).status_code == 403


def test_the_work_list_asks_the_database_twelve_times_at_most(numbers: list[str], agents: list[Viewer]) -> None:
    browser = at_desk(agents[0])
    give(browser, agents[0].person, ticked(browser, tab="team")[:1])
    browser.get("/work?tab=team")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/work?tab=team").status_code == 200
    assert len(asked) <= 12, [one["sql"][:80] for one in asked]


def test_nobody_is_called_by_name_in_the_address(numbers: list[str], agents: list[Viewer]) -> None:
    html = at_desk(agents[0]).get("/work?tab=team").content.decode()
    assert people.name_of(agents[0].person).split()[-1] not in "".join(re.findall(r'href="([^"]*)"', html))


def test_a_long_list_is_shown_while_it_is_done_and_ends_with_the_report(numbers: list[str], agents: list[Viewer], monkeypatch) -> None:
    monkeypatch.setattr("guichet.portals.work_acts.FEW", 2)
    first, second = (at_desk(one) for one in agents)
    files = ticked(second, tab="team")
    give(first, agents[0].person, [files[1]])
    form = {"command": hidden(second.get("/work?tab=team").content.decode(), "command"), "here": "tab=team", "person": agents[1].person, "file": files}
    answer = second.post("/work/give", form)
    parts = [part.decode() for part in answer.streaming_content]
    assert answer.streaming and answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"] and len(parts) == 5
    assert "3 lines are being done" in parts[0] and [part.startswith("<li>") for part in parts] == [False, True, True, True, False]
    assert "2 files given to" in parts[-1] and "1 file was left as it was:" in parts[-1] and parts[-1].rstrip().endswith("</html>")
    whole = "".join(parts)
    assert whole.count("<main") == whole.count("</main>") == 1 and whole.count("<h1") == 1
    assert len(listed(second)) == 2


def test_whoever_goes_away_stops_it_between_two_files_and_the_same_form_does_the_rest(numbers: list[str], agents: list[Viewer], monkeypatch) -> None:
    monkeypatch.setattr("guichet.portals.work_acts.FEW", 2)
    browser = at_desk(agents[0])
    files = ticked(browser, tab="team")
    form = {"command": hidden(browser.get("/work?tab=team").content.decode(), "command"), "here": "tab=team", "person": agents[0].person, "file": files}
    answer = browser.post("/work/give", form)
    parts = iter(answer.streaming_content)
    next(parts), next(parts)
    assert len(listed(browser)) == 1
    last = b"".join(browser.post("/work/give", form).streaming_content).decode()
    assert "3 files given to" in last and len(listed(browser)) == 3


def test_what_breaks_in_the_middle_is_said_and_what_was_done_stays(numbers: list[str], agents: list[Viewer], monkeypatch) -> None:
    monkeypatch.setattr("guichet.portals.work_acts.FEW", 2)
    browser = at_desk(agents[0])
    files = ticked(browser, tab="team")
    from guichet.portals import work_acts

    real, broken = work_acts.assign, iter([False, True, False])
    monkeypatch.setattr(work_acts, "assign", lambda *args: 1 / 0 if next(broken) else real(*args))
    form = {"command": hidden(browser.get("/work?tab=team").content.decode(), "command"), "here": "tab=team", "person": agents[0].person, "file": files}
    last = b"".join(browser.post("/work/give", form).streaming_content).decode()
    assert "It stopped here" in last and last.rstrip().endswith("</html>") and len(listed(browser)) == 1
