"""The public questions lead somewhere, whatever one answers."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from guichet.law.folder import read_folder
from guichet.law.reading import Reading
from guichet.law.which import Which, read_which
from guichet.law.which_check import is_foreign, ways

LAW = Path(__file__).parents[2] / "law"
DAY, MOST_PAGES = date(2026, 11, 2), 8


def which() -> Which:
    r = Reading()
    found = read_which(r, read_folder(LAW).shared["which"], DAY)
    assert not r.mistakes
    return found


def test_nobody_is_asked_more_than_eight_pages_and_every_line_is_the_end_of_some_way() -> None:
    found, ends = which(), Counter()
    for answers in ways(found, {}):
        known = found.known(answers, is_foreign)
        assert sum(not one.field.same_page for one in found.asked(answers, is_foreign)) <= MOST_PAGES, answers
        ends["contradiction" if found.contradiction(known) else found.lead(known).name] += 1
    assert set(ends) == {one.name for one in found.leads} | {"contradiction"} and sum(ends.values()) > 200


HERE, HIRED = {"nationality": "XXA", "status": "none"}, {"for_whom": "employer_here", "length": "long"}
TABLE = [
    ({"nationality": "XXB"}, "eu_citizens"),
    ({"status": "eu_family"}, "eu_family"),
    ({"status": "student"}, "students"),
    ({"work": "stay_for_good"}, "permanent_stay"),
    ({"work": "visit", "length": "short"}, "business_visits"),
    ({"work": "any_employer"}, "single-permit-unlimited"),
    ({"work": "au_pair"}, "au-pair"),
    ({"work": "self_employed", "for_whom": "own_account"}, "professional-card"),
    ({"work": "employee", **HIRED, "now": "outside"}, "single-permit"),
    ({"work": "employee", **HIRED, "now": "here_same"}, "single-permit-renewal"),
    ({"work": "employee", **HIRED, "now": "here_other"}, "single-permit-change-of-employer"),
    ({"work": "employee", **HIRED, "now": "long_term_resident"}, "long-term-resident"),
    ({"work": "employee", **HIRED, "length": "short", "now": "outside"}, "work-authorisation"),
    ({"work": "employee", **HIRED, "length": "frontier"}, "work-authorisation"),
    ({"work": "highly_qualified", **HIRED, "now": "outside"}, "single-permit"),
    ({"work": "executive", **HIRED, "now": "outside"}, "single-permit"),
    ({"work": "highly_qualified", **HIRED, "now": "blue_card"}, "blue-card-mobility"),
    ({"work": "highly_qualified", **HIRED, "now": "here_blue_card"}, "blue-card-renewal"),
    ({"work": "group_transfer", "length": "long", "now": "outside"}, "ict-permit"),
    ({"work": "group_transfer", "length": "long", "now": "here_card_i"}, "ict-permit-renewal"),
    ({"work": "group_transfer", "length": "long", "now": "here_card_j"}, "ict-long-term-mobility-renewal"),
    ({"work": "group_transfer", "length": "long", "now": "group_permit"}, "ict-long-term-mobility"),
    ({"work": "group_transfer", "length": "short", "now": "group_permit"}, "ict_short_mobility"),
    ({"work": "research", **HIRED, "now": "outside"}, "researcher"),
    ({"work": "research", **HIRED, "now": "here_same"}, "researcher-renewal"),
    ({"work": "research", **HIRED, "now": "here_mobile_researcher"}, "researcher-mobility-renewal"),
    ({"work": "research", **HIRED, "length": "half_year", "now": "research_permit"}, "researcher-mobility-notification"),
    ({"work": "research", **HIRED, "now": "research_permit"}, "researcher-mobility"),
    ({"work": "season", **HIRED, "now": "outside"}, "seasonal-worker"),
    ({"work": "season", **HIRED, "now": "here_same"}, "seasonal-worker-renewal"),
]


@pytest.mark.parametrize(("answers", "leads_to"), TABLE, ids=lambda one: one if isinstance(one, str) else "-".join(one.values()))
def test_what_the_answers_lead_to(answers: dict[str, str], leads_to: str) -> None:
    found = which()
    known = found.known({**HERE, **answers}, is_foreign)
    assert found.contradiction(known) is None
    lead = found.lead(known)
    assert (lead.procedure or lead.information) == leads_to and lead.source


def test_every_contradiction_is_met_by_some_way_and_says_something_else() -> None:
    found = which()
    met = {one.name for answers in ways(found, {}) if (one := found.contradiction(found.known(answers, is_foreign)))}
    assert met == {one.name for one in found.contradictions}
    assert len({one.says["fr"] for one in found.contradictions}) == len(found.contradictions)


def test_the_answers_become_facts_of_the_form() -> None:
    answers = {"nationality": "XXA", "status": "none", "work": "employee", "for_whom": "employer_here", "length": "long", "now": "here", "pay": "3100.00",
               "establishment_units": "undecided", "place_of_work": "63023"}  # fmt: skip
    assert which().facts(answers, is_foreign) == {
        "worker_nationality": "XXA", "posted": False, "lawfully_present": True, "establishment_units": "undecided", "monthly_pay": "3100.00",
    }  # fmt: skip
    assert which().place(answers, is_foreign) == "63023"
