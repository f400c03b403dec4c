"""Which region is competent: the first rule that applies names the place, the place names the region."""

from datetime import date
from pathlib import Path

import pytest

from guichet.engine.competence import competent
from guichet.engine.refusals import BadAnswer
from guichet.law.folder import read_folder

TABLE = read_folder(Path(__file__).parents[2] / "law").shared["competence"]
TERRITORIES = {"21004": "BRU", "11002": "VLG", "52011": "WAL", "63023": "WAL", "63079": "WAL"}  # Brussels, Antwerp, Charleroi, Eupen, Verviers
DAY = date(2026, 11, 2)
GERMAN_SPEAKING = ["63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"]


def found(**facts: object) -> tuple[str, str]:
    answer = competent(TABLE, facts, lambda code: TERRITORIES.get(code, "WAL" if code in GERMAN_SPEAKING else ""), DAY)
    return answer.authority, answer.rule


@pytest.mark.parametrize(
    ("municipality", "region"),
    [("21004", "brussels"), ("11002", "flanders"), ("52011", "wallonia"), ("63079", "wallonia"), *((code, "german_community") for code in GERMAN_SPEAKING)],
)
def test_one_establishment_unit_decides_and_the_nine_german_speaking_municipalities_are_apart(municipality, region):
    assert found(posted=False, establishment_units="one", host_municipality=municipality) == (region, "C7")


def test_for_a_posting_the_host_decides_whatever_else_is_said():
    assert found(posted=True, host_municipality="11002", office_municipality="21004", establishment_units="none") == ("flanders", "C6")


def test_of_several_units_the_one_where_the_worker_mainly_works():
    assert found(posted=False, establishment_units="several", host_municipality="52011", office_municipality="21004") == ("wallonia", "C8")


def test_if_no_main_place_can_be_told_the_registered_office():
    assert found(posted=False, establishment_units="undecided", host_municipality="52011", office_municipality="21004") == ("brussels", "C9")


def test_without_office_or_unit_the_place_where_the_work_is_done():
    assert found(posted=False, establishment_units="none", work_municipality="63023", office_municipality="21004") == ("german_community", "C10")


@pytest.mark.parametrize(
    ("facts", "region", "rule"),
    [
        ({"competence": "worker_residence", "residence_municipality": "63023", "host_municipality": "21004"}, "german_community", "C1"),
        ({"competence": "worker_residence", "residence_municipality": "63079"}, "wallonia", "C1"),
        ({"competence": "host_family", "host_family_municipality": "21004"}, "brussels", "C2"),
        ({"competence": "self_employment", "establishments": "one", "establishment_municipality": "11002", "office_municipality": "52011"}, "flanders", "C3"),
        ({"competence": "self_employment", "establishments": "several", "office_municipality": "52011"}, "wallonia", "C4"),
        ({"competence": "self_employment", "establishments": "none", "work_municipality": "63023"}, "german_community", "C5"),
    ],
)
def test_what_a_procedure_is_about_decides_which_place_counts(facts, region, rule):
    assert found(**facts) == (region, rule)


def test_a_work_authorisation_follows_the_rules_of_employment_and_says_so():
    answer = competent(TABLE, {"competence": "work_only", "posted": False, "establishment_units": "undecided", "office_municipality": "11002"}, TERRITORIES.get, DAY)
    assert (answer.authority, answer.rule, answer.led_by) == ("flanders", "C9", "C11")
    assert answer.inputs == {"competence": "work_only", "establishment_units": "undecided", "office_municipality": "11002"}
    assert len(answer.source) > 1


def test_a_place_is_asked_for_by_the_rule_that_needs_it_and_by_no_other():
    with pytest.raises(BadAnswer) as refusal:
        found(competence="host_family", host_municipality="21004", posted=True)
    assert refusal.value.values["field"] == "host_family_municipality"


def test_a_line_of_the_table_holds_on_its_own_days_only():
    table = {
        "rules": [
            {"rule": "old", "when": {"filed": {"is": True}}, "place": "office_municipality", "last_day": date(2026, 5, 20)},
            {"rule": "new", "when": {"filed": {"is": True}}, "place": "work_municipality", "from": date(2026, 5, 21)},
        ],
        "places": [{"authority": "south", "municipalities": ["1"], "last_day": date(2026, 6, 30)}, {"authority": "north", "territory": "T"}],
    }
    facts = {"office_municipality": "1", "work_municipality": "1"}
    days = [date(2026, 5, 20), date(2026, 5, 21), date(2026, 7, 1)]
    assert [(one.rule, one.authority) for one in (competent(table, facts, lambda code: "T", day) for day in days)] == [("old", "south"), ("new", "south"), ("new", "north")]


def test_it_explains_itself_with_what_it_looked_at_and_where_it_is_written():
    answer = competent(TABLE, {"posted": True, "host_municipality": "11002"}, TERRITORIES.get, DAY)
    assert answer.inputs == {"posted": True, "host_municipality": "11002"}
    assert answer.source


@pytest.mark.parametrize("place", ["", "99999", None])
def test_a_place_that_is_missing_or_nowhere_names_its_field(place):
    with pytest.raises(BadAnswer) as refusal:
        found(posted=True, host_municipality=place)
    assert refusal.value.values["field"] == "host_municipality"


def test_no_rule_that_applies_is_said():
    with pytest.raises(BadAnswer) as refusal:
        found(posted=False)
    assert refusal.value.name == "not_found_competent"
