"""Which permit do I need? Questions before any sign-in, an answer with its reasons, and an application that begins with it."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from guichet.intake import store as intake
from guichet.law.bundles import read_law
from guichet.law.folder import Folder
from guichet.portals.speech import LANGUAGES
from tests.journeys.counter import NASTY, somebody
from tests.law.test_which import TABLE
from tests.portals.filling import hidden
from tests.portals.markup import Markup

DAY = date(2026, 11, 2)
GROUP = {"work": "group_transfer", "length": "long", "now": "group_permit"}


@pytest.fixture
def client(db: None, clock: object) -> Client:
    """A stranger who reads English, on a day of which the law is known."""
    clock.set_today(DAY)
    stranger = Client(HTTP_HOST="localhost")
    stranger.get("/?lang=en")
    return stranger


def answer(client: Client, **answers: str) -> str:
    """Answers question after question, as they come; the text of the page that is reached."""
    given = {"nationality": "IND", "status": "none", **answers}
    page = client.get("/which")
    for _ in range(9):
        html = page.content.decode()
        asked = re.findall(r'name="(\w+)"', html.partition('<form action="/which')[2].partition("</form>")[0])
        asked = [name for name in dict.fromkeys(asked) if name != "csrfmiddlewaretoken"]
        if page.status_code == 422 or "/which/again" in html or not all(name in given for name in asked):
            return html
        page = client.post(page.request["PATH_INFO"] if page.request["PATH_INFO"] != "/which" else "/which/nationality", {name: given[name] for name in asked}, follow=True)
    return page.content.decode()


def error_of(html: str) -> str:
    return html.partition("govuk-error-summary__list")[2].partition("</ul>")[0]


def test_the_answer_names_the_permit_the_region_and_the_rule_that_found_it_the_limits_and_the_documents(client: Client) -> None:
    page = answer(client, **GROUP, host_place="Borsbeek", pay="5000")
    assert "Permit for long-term mobility ICT</h1>" in page
    assert "holds an ICT permit of another Member State" in page
    assert "<strong>Flemish Region</strong>" in page
    assert "The worker is posted: the establishment of the host in Belgium decides." in page
    assert "Borsbeek exists no more since 1 January 2025: it is part of Antwerp now." in page
    assert "90 days" in page and "Proof of health insurance" in page and "€152.00" in page
    assert "What needs no permit" in page and "Training at the Belgian seat" in page and "Researchers with a hosting" not in page


@pytest.mark.parametrize(("pay", "said"), [("1", "Not enough"), ("50000", "Enough")])
def test_the_pay_of_the_year_stands_beside_the_pay_that_was_answered(pay: str, said: str, client: Client) -> None:
    page = answer(client, **GROUP, host_place="1000", pay=pay)
    assert said in page and "a month" in page


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"nationality": "FRA"}, "Citizens of the European Economic Area and of Switzerland"),
        ({"status": "eu_family"}, "Family of a Belgian or of a citizen of the Union"),
        ({"work": "stay_for_good"}, "Permanent stay: card B or card L"),
        ({"work": "group_transfer", "length": "short", "now": "group_permit", "host_place": "Eupen"}, "Short-term mobility ICT"),
    ],
)
def test_what_needs_no_permit_here_is_said_with_its_source(answers: dict[str, str], said: str, client: Client) -> None:
    page = answer(client, **answers)
    assert f"{said}" in page.partition("<h1")[2].partition("</h1>")[0]
    assert "g-source" in page and "/which/begin" not in page


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"work": "self_employed", "for_whom": "employer_here"}, "A self-employed person works on their own account"),
        ({"work": "group_transfer", "length": "short", "now": "outside"}, "Short-term mobility of a group is for who already holds"),
        ({"work": "visit", "length": "long"}, "A business visit lasts at most 90 days"),
        ({**GROUP, "host_place": "Atlantis"}, "No commune and no postal code in Belgium is called “Atlantis”"),
        ({**GROUP, "host_place": "1040"}, "“1040” lies in several communes"),
        ({"nationality": "XYZ"}, "Choose one of the answers in the list"),
        ({**GROUP, "host_place": "1000", "pay": "much"}, "This is not an amount"),
    ],
)
def test_answers_that_cannot_be_or_cannot_go_together_get_a_sentence(answers: dict[str, str], said: str, client: Client) -> None:
    assert said in error_of(answer(client, **answers))


def test_what_a_later_answer_no_longer_fits_is_asked_anew_and_the_rest_is_kept(client: Client) -> None:
    answer(client, **GROUP, host_place="1000", pay="5000")
    assert client.post("/which/now", {"now": "outside"}).headers["Location"] == "/which/answer"
    assert client.post("/which/length", {"length": "short"}).headers["Location"] == "/which/now"
    assert client.get("/which/answer").headers["Location"] == "/which/now"


def test_a_question_that_the_answers_leave_out_leads_to_the_one_that_is_open(client: Client) -> None:
    client.post("/which/nationality", {"nationality": "IND"})
    assert client.get("/which/pay").headers["Location"] == "/which/status"
    assert client.get("/which/nothing").headers["Location"] == "/which/status"


@pytest.mark.parametrize("bad", NASTY)
def test_nothing_that_is_typed_breaks_a_question(bad: str, client: Client) -> None:
    client.cookies["guichet_which"] = bad[:200].encode("ascii", "replace").decode().replace(";", "")
    assert client.get("/which/answer").status_code == 302
    for name in ("nationality", "status"):
        assert client.post(f"/which/{name}", {name: bad}).status_code in (302, 400, 422)
    assert bad not in answer(client, **GROUP, host_place=bad) or "<" not in bad


def test_the_application_begins_with_the_answers_and_does_not_ask_them_again(client: Client, visitor_as: Callable[..., Client]) -> None:
    employer = visitor_as("employer")
    page = answer(employer, **GROUP, host_place="Borsbeek", pay="5000")
    begun = employer.post("/which/begin", {"command": hidden(page, "command")})
    begun_again = employer.post("/which/begin", {"command": hidden(page, "command")})
    assert begun.headers["Location"].startswith("/applications/") and begun_again.status_code == 302
    draft = employer.get(begun.headers["Location"]).content.decode()
    assert "Permit for long-term mobility ICT" in draft
    following = employer.get(f"{begun.headers['Location']}/part/company/posted").content.decode()
    assert re.search(r'value="yes"[^>]*checked', following)
    typed = {"company_name": "Sablier Robotics", "enterprise_number": "0403.019.261", "contact_email": "desk@sablier.example"}
    for name in ("company_name", "contact_email"):
        left = employer.post(f"{begun.headers['Location']}/part/company/{name}", typed if name == "company_name" else {name: typed[name]})
    assert "when you asked which permit is needed" in employer.get(f"{begun.headers['Location']}/check").content.decode()
    assert left.headers["Location"] == begun.headers["Location"], "posted and the commune were answered before: back to the list of parts"


HIRED = {"work": "highly_qualified", "for_whom": "employer_here", "length": "long", "now": "outside", "establishment_units": "one", "place_of_work": "2000"}


def test_another_permit_that_the_answers_may_lead_to_has_its_own_answer_and_begins_with_them(client: Client, visitor_as: Callable[..., Client]) -> None:
    employer = visitor_as("employer")
    first = unescape(answer(employer, **HIRED, pay="4000"))
    other = re.search(r'href="(/which/answer/[^"]+)"', first)[1]
    page = unescape(employer.get(other).content.decode())
    assert "EU Blue Card</h1>" in page and "90 days to decide" in page and "Not enough" in page and 'href="/which/answer"' in page
    assert employer.get("/which/answer/au-pair").status_code == 404, "these answers do not lead there"
    made_up = employer.post("/which/begin", {"command": hidden(page, "command"), "procedure": "au-pair"})
    assert made_up.headers["Location"] == "/which/answer" and not intake.drafts(somebody("employer"))
    begun = employer.post("/which/begin", {"command": hidden(page, "command"), "procedure": hidden(page, "procedure")}).headers["Location"]
    draft = intake.drafts(somebody("employer"))[0]
    assert begun == f"/applications/{draft.id}" and draft.procedure == other.rpartition("/")[2]
    kept = intake.contents(draft).answers
    assert {name: kept[name] for name in ("work_as", "monthly_pay", "host_municipality", "worker_nationality", "lawfully_present")} == {
        "work_as": "higher_diploma", "monthly_pay": "4000.00", "host_municipality": "11002", "worker_nationality": "IND", "lawfully_present": False,
    }  # fmt: skip


def test_the_category_of_work_that_was_answered_is_not_asked_again(client: Client, visitor_as: Callable[..., Client]) -> None:
    employer = visitor_as("employer")
    page = answer(employer, **HIRED, pay="5000")
    employer.post("/which/begin", {"command": hidden(page, "command")})
    assert intake.contents(intake.drafts(somebody("employer"))[0]).answers["category"] == "highly_skilled"


def test_a_stranger_signs_in_and_finds_the_answer_again(client: Client, visitor_as: Callable[..., Client]) -> None:
    page = answer(client, **GROUP, host_place="1000", pay="")
    assert '/sign-in?next=/which/answer"' in page and "/which/begin" not in page
    somebody = visitor_as("post")
    somebody.cookies["guichet_which"] = client.cookies["guichet_which"].value
    assert "a role that does not file this application" in somebody.get("/which/answer").content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2021, 12, 1), "The text of this procedure is in force from Thursday 16 December 2021. Until then nothing can be filed."),
        (date(2027, 2, 1), "No amount is known for 2027 yet"),
    ],
)
def test_a_day_without_its_law_or_its_amount_is_told(day: date, said: str, client: Client, clock: object) -> None:
    clock.set_today(day)
    assert said in answer(client, **GROUP, host_place="1000", pay="5000")


def test_a_procedure_that_is_not_written_yet_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Folder, "regions", lambda folder, procedure: ())
    assert "The law folder of this Guichet does not hold this procedure yet." in answer(client, **GROUP, host_place="1000", pay="5000")


PLACES = {"place_of_work": "1000", "host_place": "2000", "family_place": "Namur", "home_place": "Eupen", "own_place": "4700", "establishments": "one",
          "establishment_units": "one", "pay": "5000"}  # fmt: skip


@pytest.mark.parametrize(("answers", "leads_to"), TABLE, ids=[f"{place}-{leads_to}" for place, (_, leads_to) in enumerate(TABLE)])
def test_every_answer_of_the_law_is_a_whole_page_that_names_what_it_leads_to(answers: dict[str, str], leads_to: str, client: Client) -> None:
    html = answer(client, **{**PLACES, **answers, "nationality": "FRA" if answers.get("nationality") == "XXB" else "IND"})
    folder = read_law(settings.LAW_FOLDER).folder
    told = {one["information"]: one["title"]["en"] for one in folder.shared["information"]["information"]}
    title = told.get(leads_to) or (folder.trunks[leads_to]["title"]["en"] if leads_to in folder.trunks else "This cannot be applied for here yet")
    assert f"{title}</h1>" in unescape(html) and not Markup(html).wrong
    assert leads_to not in folder.trunks or "The answers do not tell which region is competent." not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_questions_is_whole_and_asks_little_of_the_database(language: str, client: Client, django_assert_max_num_queries: object) -> None:
    answer(client, **GROUP, host_place="Borsbeek", pay="5000")
    client.get(f"/?lang={language}")
    for name in ("nationality", "work", "now", "host_place", "pay", "answer"):
        with django_assert_max_num_queries(12):
            html = client.get(f"/which/{name}").content.decode()
        assert not Markup(html).wrong and "style=" not in html and f'<html lang="{language}"' in html


def test_nothing_of_the_answers_stands_in_an_address_and_they_can_be_forgotten(client: Client) -> None:
    answer(client, **GROUP, host_place="1000", pay="5000")
    assert client.post("/which/again", {}).headers["Location"] == "/which"
    assert client.get("/which/answer").headers["Location"] == "/which/nationality"
