"""Why something is asked, and the personal list of documents: on one day, for the answers of one application."""

from datetime import date

import pytest

from guichet.engine.because import Because, reasons_for
from guichet.engine.expected import expected_decision
from guichet.engine.personal_list import issued_since, personal_list
from guichet.law.bundles import Law, read_law
from guichet.law.conditions import read_condition
from guichet.law.form import Field
from guichet.law.measures import Length
from tests.words.source import ROOT

TODAY = date(2026, 11, 22)
FOUR = dict.fromkeys(("fr", "nl", "de", "en"), "Question")
MOBILITY, RENEWAL = "ict-long-term-mobility", "ict-long-term-mobility-renewal"
FACTS = {"worker_age": 34, "lawfully_present": False, "posted": False, "establishment_units": "one"}


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law(ROOT / "law")


def why(when: dict, facts: dict[str, object], law: Law) -> list[tuple[str, object, str]]:
    asked = Field("question", "text", FOUR, when=read_condition(when))
    return [(one.name, one.value, one.word) for one in reasons_for(asked, law.rules(MOBILITY, "flanders", TODAY), facts)]


@pytest.mark.parametrize(
    ("when", "facts", "told"),
    [
        ({"posted": {"is": False}}, FACTS, [("posted", False, "is")]),
        ({"any": [{"posted": {"is": True}}, {"establishment_units": {"in": ["one", "several"]}}]}, FACTS, [("establishment_units", "one", "in")]),
        ({"all": [{"posted": {"is": False}}, {"worker_age": {"at_least": 18}}]}, FACTS, [("posted", False, "is"), ("worker_age", 34, "at_least")]),
        ({"not": {"any": [{"posted": {"is": True}}, {"lawfully_present": {"is": True}}]}}, FACTS, [("posted", False, ""), ("lawfully_present", False, "")]),
        ({"phase": {"is": "decision"}}, FACTS, []),
    ],
)
def test_a_condition_tells_the_answers_that_made_it_hold_and_no_others(when: dict, facts: dict, told: list, law: Law) -> None:
    assert why(when, facts, law) == told


def test_what_one_region_or_one_kind_of_application_adds_says_so_and_what_everybody_is_asked_gives_no_reason(law: Law) -> None:
    rules = law.rules(RENEWAL, "flanders", TODAY)
    pieces = {one.evidence.name: one for one in personal_list(rules, FACTS | {"permit_known": False}, TODAY, law.own_lines(RENEWAL, "flanders"))}
    assert pieces["group_link"].because == (Because("region", "flanders"),)
    assert [one.kind for one in pieces["running_card"].because] == ["procedure", "answer"]
    assert pieces["passport"].because == ()
    assert not law.own_lines(MOBILITY, "")


def test_the_list_says_how_old_each_piece_may_be_today_and_on_the_day_of_the_decision(law: Law) -> None:
    rules = law.rules(MOBILITY, "flanders", TODAY)
    pieces = {one.evidence.name: one for one in personal_list(rules, FACTS, TODAY)}
    # 22 November 2026 and 90 days: 20 February 2027 is a Saturday, so Monday 22 February
    assert expected_decision(rules, FACTS, TODAY).on == date(2027, 2, 22)
    assert (pieces["criminal_record"].issued_since, pieces["criminal_record"].safe_since) == (date(2026, 5, 22), date(2026, 8, 22))
    assert pieces["criminal_record"].seen_by == ("worker", "stay_authority")
    assert pieces["passport"].issued_since is None
    assert "criminal_record" not in {one.evidence.name for one in personal_list(rules, FACTS | {"worker_age": 17}, TODAY)}


@pytest.mark.parametrize(
    ("day", "first"), [("2027-02-28", "2026-08-28"), ("2027-03-01", "2026-09-01"), ("2026-08-28", "2026-02-28"), ("2026-08-31", "2026-03-01")]
)
def test_six_months_counted_back_agree_with_six_months_counted_on(day: str, first: str, law: Law) -> None:
    # what was issued on 28 February is six months old on 28 August; on the 31st only what was issued in March will do
    calendar = law.rules(MOBILITY, "flanders", TODAY).calendar
    assert issued_since(date.fromisoformat(day), Length(6, "months"), calendar) == date.fromisoformat(first)
