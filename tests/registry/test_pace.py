"""Nobody copies the registry by asking: so many questions within an hour, a sentence and an alarm after that; no list, no sign that stands for all."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from guichet.engine.refusals import BadAnswer, TooOften
from guichet.registry import pace
from guichet.registry.consultations import Consultation, last, write
from guichet.registry.purposes import PURPOSES
from guichet.registry.reading import consult
from tests.desk.life import day
from tests.journeys.counter import at_the_counter
from tests.registry.conftest import ENTERPRISE, arrived

NOON = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
QUESTION = f"Narayanan {ENTERPRISE}"


def asked(viewer, count, since=NOON, apart=timedelta(seconds=1)):
    """So many questions already written down, one after the other."""
    for nth in range(count):
        write(Consultation(viewer.actor, since + nth * apart, PURPOSES[0], "INS-1", "blinded", since.date(), None, "unknown"))


def ask(viewer, at):
    return consult(viewer, PURPOSES[0], "INS-1", QUESTION, at.date(), at)


def test_two_thousand_questions_in_an_hour_end_at_the_limit_with_an_alarm_that_names_nobody(inspector, caplog):
    asked(inspector, pace.MOST)
    with caplog.at_level(logging.WARNING), pytest.raises(TooOften) as refused:
        ask(inspector, NOON + timedelta(minutes=30))
    assert refused.value.values == {"most": pace.MOST, "again_at": NOON + pace.SPAN}
    assert last() == pace.MOST, "nothing was looked up, nothing is written"
    (alarm,) = caplog.messages
    assert inspector.body in alarm and str(pace.MOST) in alarm and inspector.person not in alarm and "arayanan" not in alarm


def test_the_hour_goes_on_with_the_clock_and_each_inspector_has_their_own(inspector):
    asked(inspector, pace.MOST)
    assert ask(inspector, NOON + pace.SPAN).consultation == pace.MOST + 1, "the first question is an hour old"
    with pytest.raises(TooOften):
        ask(inspector, NOON + pace.SPAN)
    slowly = pace.SPAN / pace.MOST
    asked(inspector, pace.MOST, NOON + timedelta(days=1), slowly)
    assert ask(inspector, NOON + timedelta(days=1) + pace.MOST * slowly).consultation


@pytest.mark.parametrize("question", ["*", "%", f"* {ENTERPRISE}", f"% {ENTERPRISE}", f"_ {ENTERPRISE}", f"? {ENTERPRISE}", ENTERPRISE, "Nara*"])
def test_no_sign_stands_for_everybody(inspector, question):
    with pytest.raises(BadAnswer) as refused:
        consult(inspector, PURPOSES[0], "INS-1", question, NOON.date(), NOON)
    assert refused.value.name == "question_incomplete" and last() == 0


def test_a_part_of_a_name_is_not_the_name(inspector):
    for question in (f"Nara* {ENTERPRISE}", f"Nara% {ENTERPRISE}"):
        assert consult(inspector, PURPOSES[0], "INS-1", question, NOON.date(), NOON).answer == "unknown"


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_page_says_when_to_ask_again_and_keeps_what_was_typed(inspector, clock, language):
    asked(inspector, pace.MOST, clock.now() - timedelta(minutes=20))
    window: Client = at_the_counter(inspector, language)
    answer = window.post("/inspection", {"purpose": PURPOSES[0], "reference": "INS-2026-0418", "question": QUESTION})
    page = answer.content.decode()
    assert answer.status_code == 429 and str(pace.MOST) in page and f'value="{QUESTION}"' in page and "…" not in page
    assert last() == pace.MOST


@pytest.mark.parametrize("path", ["/files.csv", "/work", "/people", "/inspection.csv", "/inspection?all=1&q=*"])
def test_there_is_no_list_of_all_to_take_away(life, inspector, clock, path):
    arrived(life())
    clock.set_today(day(8, 20))
    window: Client = at_the_counter(inspector)
    answer = window.get(path)
    assert answer.status_code in (200, 403, 404) and last() == 0
    assert "Meera" not in answer.content.decode()
