"""How long does a whole application take whose documents are at hand? Counted by what a person reads, thinks, types and points at.

`pytest tests/portals/test_filling_time.py -s` prints the count. The seconds are those of the keystroke-level model (Card, Moran and Newell, 1983) for somebody
who types now and then, and the reading speed is the mean of many studies (Brysbaert, 2019); the page as it is sent says how much there is of each.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from guichet.law.rules import Field
from tests.portals.filling import TODAY, begin, pdf, typed
from tests.portals.sample_case import rules

KEY, POINT, CLICK, HAND, THINK = 0.28, 1.1, 0.2, 0.4, 1.35  # seconds: one key, to a place, the button, to the mouse or back, before each step
WORD = 60 / 238  # read silently
LOOK_UP = 6.0  # to find an answer in a paper that lies open (judged)
ANSWER = 0.5  # until the next page stands
UPLOAD = 5.0  # a scan of 2 MB at 3 Mbit/s
COPIED = ("text", "name", "latin_name", "email", "day", "money", "enterprise_number", "code", "whole", "mrz")  # what is read from a paper, letter by letter
MOST_MINUTES, APART = 20, 0.25  # at most; how far the page may be from the count


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer")


def words_of(html: str) -> int:
    """What a page gives to read: everything in its main part but what a closed list or a closed detail holds."""
    main = html[html.index("<main") : html.index("</main>")]
    shown = re.sub(r"<(select|details|script|svg|textarea)\b.*?</\1>", " ", main, flags=re.S)
    return len(re.findall(r"\w+", re.sub(r"<[^>]+>|&\w+;", " ", shown)))


def seconds_for(field: Field, inputs: dict[str, str]) -> float:
    """To answer one question, once it was read."""
    pointing = HAND + POINT + CLICK
    if field.type in ("choice", "yes_no"):
        return THINK + pointing
    if field.type in ("country", "municipality", "post"):
        return THINK + LOOK_UP + pointing + HAND + 3 * KEY  # opened, begun to be typed
    keys = sum(len(value) for value in inputs.values()) + len(inputs)  # a key more to go on from each input
    return THINK + (LOOK_UP if field.type in COPIED else 0) + pointing + HAND + keys * KEY


def filled(employer: Client, draft: str, count: Counter[str]) -> None:
    """Every question of the employer, page by page; what it took goes into the count."""
    for section in rules().sections:
        page = f"{draft}/part/{section}"
        for _ in range(40):
            html = employer.get(page).content.decode()
            there = set(re.findall(r' name="([^"]+)"', html))
            form: dict[str, str] = {}
            for one in (one for one in rules().fields.values() if one.section == section):
                said = {one.name: one.options[0].value} if one.type == "choice" else typed(one)
                asked = {name: value for name, value in said.items() if name in there and value}
                if asked:
                    count["questions"] += 1
                    count["answering"] += seconds_for(one, asked)
                form |= asked
            count["pages"] += 1
            count["reading"] += words_of(html) * WORD
            count["going on"] += HAND + POINT + CLICK + ANSWER
            page = employer.post(page, form).headers["Location"]
            if page == draft:
                break


def given(employer: Client, draft: str, count: Counter[str]) -> None:
    """Every document of the employer: chosen, sent."""
    html = employer.get(f"{draft}/documents").content.decode()
    names = re.findall(r'name="(file-[a-z_]+)"', html)
    count["pages"] += 1
    count["reading"] += words_of(html) * WORD
    count["documents"] += len(names)
    count["uploading"] += len(names) * (2 * THINK + 3 * (POINT + CLICK) + UPLOAD)
    assert employer.post(f"{draft}/documents", {name: pdf() for name in names}).status_code == 302


def test_a_whole_application_takes_twenty_minutes_at_most_and_the_page_says_about_how_long(employer: Client) -> None:
    draft, count = begin(employer), Counter()
    said = int(re.search(r"About (\d+) minutes of work are left", employer.get(draft).content.decode())[1])
    filled(employer, draft, count)
    given(employer, draft, count)
    count["reading"] += words_of(employer.get(f"{draft}/check").content.decode()) * WORD
    count["going on"] += 2 * (HAND + POINT + CLICK + ANSWER)
    parts = {name: count[name] / 60 for name in ("reading", "answering", "uploading", "going on")}
    minutes = sum(parts.values())
    print(f"\n{count['questions']} questions on {count['pages']} pages, {count['documents']} documents")
    print(*(f"{name:12}{value:6.1f} min" for name, value in {**parts, "together": minutes, "the page says": said}.items()), sep="\n")
    assert minutes <= MOST_MINUTES
    assert math.isclose(said, minutes, rel_tol=APART)
