"""The lines of a passport fill in questions; before filing the checks of the law are made as an agent will make them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.portals.filling import TODAY, begin, errors, fill
from tests.portals.sample_case import rules

MRZ = "P<MARBEN<TAZROUTI<<SALWA<<<<<<<<<<<<<<<<<<<<\nQX44109836MAR8806297F2901123BK90817<<<<<<<06"

@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer")


def test_the_lines_of_a_passport_fill_in_what_they_tell_and_are_read_over(employer: Client) -> None:
    draft = begin(employer)
    lines = next(one for one in rules().fields.values() if one.type == "mrz")
    target = dict(lines.fills)
    assert employer.post(f"{draft}/part/{lines.section}/{lines.name}", {lines.name: MRZ}).status_code == 302
    pages = {part: employer.get(f"{draft}/part/{rules().fields[name].section}/{name}").content.decode() for part, name in target.items()}
    assert 'value="QX4410983"' in pages["number"] and 'value="Ben Tazrouti"' in pages["family_name"]
    assert 'value="MAR" selected' in pages["nationality"] and 'value="1988"' in pages["birth_on"] and 'value="2029"' in pages["valid_until"]
    assert all("Taken over from the lines of the passport" in page for page in pages.values())


def test_what_was_typed_by_hand_is_not_overwritten_by_the_lines(employer: Client) -> None:
    draft = begin(employer)
    lines = next(one for one in rules().fields.values() if one.type == "mrz")
    name = dict(lines.fills)["number"]
    employer.post(f"{draft}/part/{lines.section}/{name}", {name: "OTHER1"})
    employer.post(f"{draft}/part/{lines.section}/{lines.name}", {lines.name: MRZ})
    assert 'value="OTHER1"' in employer.get(f"{draft}/part/{lines.section}/{name}").content.decode()


def test_a_wrong_check_digit_names_its_part_and_keeps_the_lines(employer: Client) -> None:
    draft = begin(employer)
    lines = next(one for one in rules().fields.values() if one.type == "mrz")
    answer = employer.post(f"{draft}/part/{lines.section}/{lines.name}", {lines.name: MRZ.replace("8806297", "8806298")})
    assert answer.status_code == 422 and errors(answer.content.decode()) == ["The date of birth does not fit its check digit. Compare the signs 14 to 20 of the second line"]
    assert "8806298" in answer.content.decode()


def test_a_passport_that_ends_before_the_work_is_said_before_filing(employer: Client) -> None:
    draft = begin(employer)
    ends = next(one for one in rules().fields.values() if one.name == "passport_until")
    fill(employer, draft, rules(), {ends.name: TODAY + timedelta(days=60)})
    html = employer.get(f"{draft}/check").content.decode()
    assert "What the authority will ask about" in html and "The passport covers the whole employment" in html
