"""A list of arrivals on its page: pasted or uploaded, told line by line; nothing bad stops a good line, and nothing is half done."""

import re
from datetime import date

import pytest

from tests.casefile.conftest import COMMUNE, POST
from tests.desk.life import Life
from tests.journeys.counter import NASTY, at_the_counter, file_of, somebody
from tests.portals.filling import hidden

PAGE = "/people/arrivals"


@pytest.fixture
def lives(counter, clock) -> list[Life]:
    clock.set_today(date(2026, 5, 6))
    return [Life().granted().does("issue_visa", POST, date(2026, 4, 20), visa_until="2026-10-01") for _ in range(2)]


@pytest.fixture
def desk(counter):
    return at_the_counter(somebody("municipality", body=COMMUNE.body))


def sent(desk, lines="", command="", **more):
    command = command or hidden(desk.get(PAGE).content.decode(), "command")
    answer = desk.post(PAGE, {"command": command, "lines": lines, **more})
    return answer.status_code, answer.content.decode()


def told(html):
    return [re.sub(r"<[^>]+>|\s+", " ", line) for line in re.findall(r"<li><span>(.*?)</li>", html, re.S)]


def test_every_line_is_told_and_only_those_that_can_are_done(desk, lives):
    code = lives[0].code()
    status, html = sent(desk, f"Code;Day\n{code};4/5/2026\nAAAAAAAAAA;4/5/2026\n{code};5/5/2026\n{lives[1].code()};2027-01-01\n")
    assert status == 200 and "1 arrival registered" in html and "3 lines not done" in html
    assert "arrival_registered" in lives[0].kinds and "assigned" not in lives[1].kinds
    assert "No file has this code" in html and "stands on line 2 already" in html and "lies in the future" in html
    left = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.S)[1]
    assert left.strip().splitlines()[0].startswith("AAAAAAAAAA") and lives[1].code() in left


def test_a_list_sent_twice_is_done_once(desk, lives):
    command, lines = hidden(desk.get(PAGE).content.decode(), "command"), f"{lives[0].code()}\t4 5 2026"
    assert "1 arrival registered" in sent(desk, lines, command)[1]
    before = len(lives[0].entries)
    assert "1 arrival registered" in sent(desk, lines, command)[1] and len(lives[0].entries) == before
    assert "The file stands here" in sent(desk, lines)[1]


def test_a_file_is_read_whatever_its_mark_and_a_picture_is_refused(desk, lives):
    content = f"\ufeffcode,entered_on\r\n{lives[0].code()},2026-05-04\r\n".encode()
    assert "1 arrival registered" in sent(desk, list=file_of(content, "list.csv"))[1]
    assert sent(desk, list=file_of(b"\x89PNG\r\n\x1a\n\x00\xff", "list.csv"))[0] == 422
    assert sent(desk, list=file_of(b"x" * 200_000, "list.csv"))[0] == 422


@pytest.mark.parametrize("text", ["", " \n;;\n", *NASTY, *(f"{text};1/1/2026" for text in NASTY), "a;b;c;d;e", '"', "A\n" * 500])
def test_bad_lists_get_a_sentence(desk, text):
    status, html = sent(desk, text)
    assert status in (200, 422) and ("Not done" in html or "error-summary" in html)
    assert "<script>alert" not in html


def test_the_empty_list_names_its_columns(desk):
    answer = desk.get(f"{PAGE}/template.csv")
    assert answer.headers["Content-Type"].startswith("text/csv") and answer.content.decode().count(";") == 1


def test_it_is_for_a_commune_only(counter):
    for role in ("post", "employer", "stay_authority"):
        window = at_the_counter(somebody(role))
        assert window.get(PAGE).status_code == 403 and window.post(PAGE, {"lines": "x"}).status_code == 403
        assert window.get(f"{PAGE}/template.csv").status_code == 403
