"""What pay must reach: every amount found is held with its source; a year of which nobody knows anything gives none."""

import csv
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guichet.engine.checks import verdicts
from guichet.law.bundles import read_law
from guichet.law.check import mistakes
from guichet.law.loader import read_file
from guichet.law.reading import Reading
from guichet.law.thresholds import every_amount, of_region
from tests.law.compared_pay import beside, tables_alone

LAW = Path(__file__).parents[2] / "law"
FOUND = Path(__file__).parent / "amounts_found.csv"
TREE = read_file(LAW / "thresholds.yaml")
AMOUNTS = every_amount(Reading(), TREE)


def of(region):
    return of_region(Reading(), TREE, region)


def test_every_amount_that_was_found_is_held_with_a_source_that_was_checked():
    cited = {str(act["act"]): act for act in read_law(LAW).folder.shared["acts"]["acts"]}
    with FOUND.open(encoding="utf-8") as file:
        found = [tuple(row.values()) for row in csv.DictReader(file)]
    assert len(found) == len(AMOUNTS) == 118
    held = [(one.region, one.category, one.unit, str(one.amount), str(one.first_day or ""), str(one.last_day or ""), one.source[0]) for one in AMOUNTS]
    assert sorted(held) == sorted(found)
    assert all(cited[one.source[0]]["last_checked_on"] for one in AMOUNTS)


def test_what_is_not_published_not_sure_or_without_an_end_bears_a_doubt():
    assert all(one.doubt for one in AMOUNTS if not one.published or one.sure == "low" or one.last_day is None)


@pytest.mark.parametrize(
    ("region", "category", "day", "amount"),
    [
        ("flanders", "highly_skilled", "2024-12-31", "46632"),
        ("flanders", "highly_skilled", "2025-01-01", "48912"),
        ("flanders", "blue_card", "2024-04-30", "55958"),
        ("flanders", "blue_card", "2024-05-01", "60621.60"),
        ("brussels", "highly_skilled", "2024-09-30", "50310"),
        ("brussels", "highly_skilled", "2024-10-01", "3591.12"),
        ("brussels", "athlete", "2025-06-30", "6873.15"),  # the amount a month before the one a year
        ("wallonia", "highly_skilled", "2025-12-31", "51613"),
        ("wallonia", "highly_skilled", "2026-01-01", "53220"),
    ],
)
def test_an_amount_changes_on_its_day(region, category, day, amount):
    assert of(region).on(category, date.fromisoformat(day)).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("region", "category", "day"),
    [
        ("flanders", "highly_skilled", "2027-01-01"),  # without an end, and nobody looked beyond 2026
        ("flanders", "athlete", "2026-01-01"),  # ended
        ("wallonia", "highly_skilled", "2022-06-01"),  # a gap between two years
        ("german_community", "highly_skilled", "2024-06-01"),  # the page bears no date
        ("brussels", "shortage", "2026-01-01"),  # no amount of its own
    ],
)
def test_where_nobody_knows_there_is_no_amount_and_never_that_of_another_year(region, category, day):
    assert of(region).on(category, date.fromisoformat(day)) is None


def told(pay, region="flanders", **known):
    found = verdicts(beside(region), {"monthly_pay": pay, **known}, date(2026, 3, 2), date(2026, 3, 2))
    return [(one.answer, one.reason, one.needed and str(one.needed), one.year) for one in found]


@pytest.mark.parametrize(("pay", "answer"), [("4075.99", "no"), ("4076.00", "yes"), ("4076.01", "yes")])
def test_pay_one_cent_under_at_and_over_the_amount_of_a_posted_worker(pay, answer):
    assert told(pay, category="highly_skilled", posted=True, employment_from="2026-05-01") == [(answer, "", "48912", 2026)]  # 48912 / 12 = 4076


@pytest.mark.parametrize(("pay", "answer"), [("3703.43", "no"), ("3703.44", "yes"), ("3703.45", "yes")])
def test_pay_one_cent_under_at_and_over_the_amount_of_a_month(pay, answer):
    assert told(pay, category="highly_skilled", region="brussels") == [(answer, "", "3703.44", 2026)]


def test_a_local_contract_counts_the_months_that_its_region_counts():
    assert told("3513.80", category="highly_skilled", posted=False, employment_from="2026-05-01")[0][0] == "yes"  # 3513.80 x 13.92 = 48912.096
    assert told("3513.79", category="highly_skilled", posted=False, employment_from="2026-05-01")[0][0] == "no"  # 3513.79 x 13.92 = 48911.96


def test_each_region_chooses_the_year_by_its_own_day():
    starts = {"category": "highly_skilled", "employment_from": "2027-01-01"}
    assert told("9000", **starts) == [("unknown", "threshold_unknown", None, 2027)]  # the first day of work
    assert told("9000", **starts, region="brussels") == [("yes", "", "3703.44", 2026)]  # the day of filing
    assert told("9000", category="highly_skilled") == [("unknown", "threshold_day_unknown", None, None)]


def test_an_amount_without_a_date_is_shown_and_judges_nothing():
    assert told("1", category="highly_skilled", region="german_community") == [("unknown", "threshold_undated", "49830", 2026)]


def test_a_category_for_which_a_region_sets_no_amount_is_not_compared():
    assert told("1", category="shortage", employment_from="2026-05-01") == []


def test_a_form_offers_only_the_categories_of_its_region_and_day():
    def offered(region, day):
        return [option.value for option in beside(region, day).fields["kind"].options]

    assert offered("flanders", date(2026, 3, 2)) == ["highly_skilled", "highly_skilled_reduced", "executive", "shortage"]
    assert offered("brussels", date(2026, 3, 2)) == ["highly_skilled", "executive", "shortage"]  # an executive is exempt, and still asks for the stay
    assert "highly_skilled_reduced" not in offered("wallonia", date(2024, 8, 31))


PLANTED = [
    ("thresholds.yaml", "amount: 41868", "amount: a lot", "is not an amount"),
    ("thresholds.yaml", "category: athlete, amount: 83808", "category: athletes, amount: 83808", '"athletes" is not known'),
    ("thresholds.yaml", "from: 2020-01-01, last_day: 2020-12-31", "from: 2019-06-01, last_day: 2020-12-31", "another amount holds on the same days"),
    ("thresholds.yaml", "from: 2021-01-01, last_day: 2021-12-31", "from: 2021-01-01", "it says no end, or two"),
    ("thresholds.yaml", "governed_by: employment", "governed_by: birth", '"birth" is not known'),
    ("thresholds.yaml", "months: {local: 13.92, posted: 12}", "months: {local: 13.92}", "how many monthly pays"),
    ("thresholds.yaml", "source: pay-2020", "source: pay-1920", "is no act of acts.yaml"),
    ("categories.yaml", "last_day: 2025-12-31\n        here", "last_day: 2026-12-31\n        here", "two lines of flanders hold on 2026-01-01"),
    ("categories.yaml", 'here: "yes"', "here: perhaps", '"perhaps" is not known'),
    ("categories.yaml", "list: flanders_medium_skilled\n        share", "list: flanders_list\n        share", '"flanders_list" is no list'),
    ("categories.yaml", "longest: 36 months", "longest: 3 years", "is not a length"),
    ("categories.yaml", "functions: 21", "functions: many", "is not a number"),
]


def test_each_slip_in_the_tables_is_a_sentence_with_its_line(tmp_path):
    tree = tables_alone(tmp_path)
    for file, old, new, _ in PLANTED:
        text = (tree / file).read_text(encoding="utf-8")
        assert old in text
        (tree / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = mistakes(tree)
    assert [sentence for file, _, _, sentence in PLANTED if not any(one.file == file and one.line and sentence in str(one) for one in found)] == []


def test_a_new_length_holds_for_files_filed_from_its_day_and_the_others_keep_theirs(tmp_path):
    folder = Path(shutil.copytree(LAW, tmp_path / "law"))
    trunk = folder / "procedures" / "single-permit" / "procedure.yaml"
    old = "doubt: single_permit_length}\n"
    text = trunk.read_text(encoding="utf-8")
    assert text.count(old) == 1
    trunk.write_text(text.replace(old, f"{old}      - {{from: 2027-03-01, is: 90 days, source: directive-2024-1233}}\n"), encoding="utf-8")
    law = read_law(folder)
    lengths = [str(law.rules("single-permit", "wallonia", date(2027, month, 1)).time_limits["decision"].length) for month in (2, 3)]
    assert lengths == ["4 months", "90 days"]
    beside_it = law.rules("single-permit", "wallonia", date(2026, 5, 21)).time_limits["decision_of_directive"]
    assert beside_it.reminder and not beside_it.passing and beside_it.doubt == "directive_not_transposed"
