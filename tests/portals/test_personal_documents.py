"""Why a question is asked, and the personal list of documents, on the pages of an application."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.portals.filling import TODAY, begin, fill
from tests.portals.sample_case import rules


@pytest.fixture
def employer(visitor_as: Callable[..., Client], clock: object, settings: object, tmp_path: Path) -> Client:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    return visitor_as("employer")


def test_a_question_asked_because_of_an_answer_says_which_and_one_asked_of_everybody_says_nothing(employer: Client) -> None:
    asked = next(one for one in rules().fields.values() if one.when and one.when.name in {f.fact for f in rules().fields.values() if f.type == "yes_no"})
    trigger = next(one for one in rules().fields.values() if one.fact == asked.when.name)
    draft = begin(employer)
    fill(employer, draft, rules(), {trigger.name: "yes" if asked.when.value else "no"})
    html = employer.get(f"{draft}/part/{asked.section}/{asked.name}").content.decode()
    assert f"Asked because of this answer: {trigger.title['en']} {'Yes' if asked.when.value else 'No'}." in html
    everybody = next(one for one in rules().fields.values() if not one.when)
    assert "Asked because" not in employer.get(f"{draft}/part/{everybody.section}/{everybody.name}").content.decode()


def test_the_personal_list_of_documents_says_why_how_old_from_whom_and_who_sees_it(employer: Client) -> None:
    draft = begin(employer)
    assert "The region is not known yet" in employer.get(f"{draft}/list").content.decode()
    fill(employer, draft, rules())
    html = re.sub(r"<[^>]+>", " ", employer.get(f"{draft}/list").content.decode())
    assert "issued on 7 October 2025 or later if it is filed today" in html
    assert "at least 18 years old" in html
    secret = next(one for one in rules().evidence.values() if "employer" in one.secret_from)
    assert secret.title["en"] in html and "Nobody else." in html
    assert "the decision is due on" in html
