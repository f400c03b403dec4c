"""The single permit through the form: categories of the region, what a change of employer asks in each, pay beside its amount."""

import html
import re
from datetime import date

import pytest
from django.conf import settings as configured
from django.test import Client

from guichet.law.bundles import read_law
from guichet.people import demo
from tests.journeys.counter import at_the_counter, somebody
from tests.portals.filling import file_application, fill, hidden

TODAY = date(2026, 4, 7)
COMMUNES = {"flanders": "11002", "brussels": "21004", "wallonia": "92094", "german_community": "63023"}
NAMES = dict(zip(COMMUNES, ("Flemish Region", "Brussels-Capital Region", "Walloon Region", "German-speaking Community"), strict=True))
WORK = {
    "posted": "no", "establishment_units": "one", "category": "highly_skilled", "monthly_pay": "4000.00", "same_function": "yes", "same_region": "yes",
    "running_card_until": date(2026, 12, 31), "running_work_until": date(2026, 4, 30), "employment_from": date(2026, 5, 1),
    "employment_until": date(2027, 4, 30), "passport_until": date(2031, 1, 31), "lawfully_present": "no",
}  # fmt: skip


@pytest.fixture
def employer(db: None, clock: object, settings: object, tmp_path: object) -> Client:
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    clock.set_today(TODAY)
    return at_the_counter(somebody("employer"))


def begun(employer: Client, procedure: str, region: str, said: dict[str, object] | None = None) -> str:
    command = hidden(employer.get("/applications").content.decode(), "command")
    draft = employer.post("/applications", {"command": command, "procedure": procedure}).headers["Location"]
    rules = read_law(configured.LAW_FOLDER).rules(procedure, region, TODAY)
    fill(employer, draft, rules, {**WORK, "host_municipality": COMMUNES[region], **(said or {})})
    return draft


def page(employer: Client, address: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", employer.get(f"{address}?lang=en").content.decode()))


@pytest.mark.parametrize("region", COMMUNES)
def test_a_change_of_employer_asks_what_its_region_does_not_count_as_a_renewal(region: str, employer: Client) -> None:
    draft = begun(employer, "single-permit-change-of-employer", region)
    asked = page(employer, f"{draft}/documents") + page(employer, f"{draft}/check")
    first = region in ("wallonia", "german_community")  # the others count the same function, begun the day after, as a renewal
    assert ("federal contribution was paid" in asked) is first and ("Medical certificate" in asked) is first
    number = file_application(employer, draft)
    assert NAMES[region] in page(employer, f"/files/{number}")


def test_the_pay_stands_beside_the_amount_of_its_region_category_and_year(employer: Client) -> None:
    draft = begun(employer, "single-permit", "wallonia")
    check = page(employer, f"{draft}/check")
    assert "€53,220.00 a year" in check and "€48,000.00 a year" in check and "Highly skilled worker" in check.replace("highly", "Highly")


def test_a_category_that_the_region_does_not_have_is_not_offered(employer: Client) -> None:
    draft = begun(employer, "single-permit", "brussels")
    asked = page(employer, f"{draft}/part/work/category")
    assert "shortage occupation" in asked and "reduced amount" not in asked
