"""What somebody tries at the public pages and at a link that begins an application: odd names, odd days, ids of others."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from guichet.intake import store as intake
from guichet.law.bundles import read_law
from guichet.people import store as people
from tests.portals.filling import begin, hidden
from tests.portals.test_which import DAY, GROUP, answer, client  # noqa: F401 - the stranger of that day

ODD = ["..", "../../../etc/passwd", "parts", "\x00", "x" * 3000, "single-permit/../../acts", "__class__", "٣"]
OFFERED = "ict-long-term-mobility"


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_name_in_an_address_finds_nothing_and_breaks_nothing(odd: str, client: Client) -> None:  # noqa: F811
    answer(client, **GROUP, host_place="1000", pay="5000")
    for page in (f"/law/{quote(odd, safe='')}", f"/law/schema/{quote(odd, safe='')}.json"):
        assert client.get(page).status_code == 404, page
    for page in (f"/which/{quote(odd, safe='')}", f"/which/answer/{quote(odd, safe='')}"):
        assert client.get(page).status_code in (302, 404), page


@pytest.mark.parametrize("odd", ["\x00", "x" * 3000, "{{7*7}}", "٣"])
def test_an_odd_region_day_or_year_is_a_sentence_or_nothing(odd: str, client: Client) -> None:  # noqa: F811
    parameters = {"region": odd, "on-day": odd, "on-month": odd, "on-year": odd, "year": odd, "days": odd}
    for page in (f"/law/{OFFERED}", "/law/categories", "/law/pay", "/law/pay.csv", "/figures", "/which/nationality"):
        assert client.get(page, parameters).status_code in (200, 422), page


@pytest.mark.parametrize("name", ["nationality", "status", "host_place", "pay"])
def test_a_question_takes_its_own_answer_once_and_no_more_than_a_line(name: str, client: Client) -> None:  # noqa: F811
    answer(client, **GROUP, host_place="1000", pay="5000")
    assert client.post(f"/which/{name}", {name: ["IND", "FRA"]}).status_code == 400
    assert client.post(f"/which/{name}", {name: "IND", "next": "https://elsewhere.example"}).status_code == 400
    assert client.post(f"/which/{name}", {name: "9" * 100_000}).status_code in (413, 422)


def test_the_link_that_begins_leads_only_to_a_draft_of_ones_own(client: Client, visitor_as: Callable[..., Client]) -> None:  # noqa: F811
    theirs = begin(visitor_as("employer")).rpartition("/")[2]
    other = visitor_as("employer", body=next(v.body for v in people.sign_in_choices() if v.role == "employer" and v.body != first_body()))
    page = answer(other, **GROUP, host_place="1000", pay="5000")
    assert other.post("/which/begin", {"command": theirs}).status_code == 403
    assert other.post("/which/begin", {"command": "not-an-id"}).status_code == 400
    assert other.post("/which/begin", {"command": hidden(page, "command"), "next": "//elsewhere.example"}).status_code == 400
    assert other.get("/which/begin").status_code == 405
    assert other.get(f"/applications/{theirs}").status_code == 404 and other.get(f"/applications/{theirs}/list").status_code == 404
    asked = other.post("/which/begin", {"command": hidden(page, "command"), "procedure": "single-permit"})
    begun = [one.procedure for one in intake.drafts(viewer_of(other))]
    assert "single-permit" not in begun, "a procedure to which these answers do not lead is not begun"
    assert asked.status_code in (302, 400, 404) and "elsewhere" not in asked.headers.get("Location", "")


def first_body() -> str:
    return next(v.body for v in people.sign_in_choices() if v.role == "employer")


def viewer_of(browser: Client) -> object:
    person, role, body = browser.session["visitor"]
    return people.viewer(person, role, body)


def test_no_applicant_reads_the_medical_or_the_criminal_paper_of_somebody_else() -> None:
    law, looked = read_law(Path(__file__).parents[2] / "law"), 0
    for procedure, overlays in law.folder.overlays.items():
        rules = law.rules(procedure, law.folder.regions(procedure)[0], law.shown_on(procedure, DAY))
        for piece in rules.evidence.values():
            if piece.name in ("medical_certificate", "criminal_record"):
                looked += 1
                assert piece.given_by == rules.applicant or rules.applicant in piece.secret_from, (procedure, piece.name)
                assert "municipality" in piece.secret_from, (procedure, piece.name)
        changed = [str(one.get("line")) for overlay in overlays.values() for one in overlay.get("replace") or ()]
        assert not [line for line in changed if line.endswith((".secret_from", ".given_by"))], f"{procedure}: look at each region"
    assert looked > 10
