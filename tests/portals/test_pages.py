"""Every page answers in every language, holds nothing inline, and shields every form."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import get_resolver

from guichet.law.used import used_of
from guichet.portals.speech import LANGUAGES
from tests.portals import sample_case

# Who looks at which page: (role, address). {number}: the sample file. Pages of a draft have tests of their own.
PAGES = [
    ("", "/"),
    ("", "/sign-in"),
    ("", "/law"),
    ("", "/law/information"),
    ("", "/which"),
    ("", "/figures"),
    ("", "/accessibility"),
    ("", "/law/{procedure}"),
    ("", "/verify"),
    ("", "/verify/K7QM42XW9RTH"),
    ("", "/nothing-here"),
    ("employer", "/files"),
    ("employer", "/files/{number}"),
    ("employer", "/files/{number}/receipt"),
    ("employer", "/files/{number}/do/{act}"),
    ("employer", "/applications"),
    ("employer", "/e-box"),
    ("employer", "/take-over"),
    ("worker", "/files"),
    ("worker", "/files/{number}"),
    ("work_authority", "/files?tab=urgent&page=2"),
    ("work_authority", "/files/{number}"),
    ("work_authority", "/on-paper"),
    ("stay_authority", "/files/{number}/do/{act}"),
    ("stay_authority", "/work?tab=team"),
    ("stay_authority", "/go?file={number}"),
    ("municipality", "/take-over"),
    ("", "/invitation"),
    ("municipality", "/people"),
    ("municipality", "/people/arrivals"),
    ("post", "/people"),
    ("post", "/files/{number}"),
    ("stay_authority", "/post-room"),
    ("employer", "/how-you-hear"),
    ("inspector", "/inspection"),
    ("inspector", "/inspection/following"),
    ("work_authority", "/work/heads"),
    ("", "/law/pay"),
    ("", "/law/categories"),
    ("", "/law/information"),
]
OF_A_DESK = {"wrong-recipient", "mistaken", "work-next", "work-assign", "work-absence", "work-views", "work-columns", "here", "save-text", "messages", "asking", "document-view", "document-page", "preview", "undo", "news", "differences"}  # tests/portals/test_work.py, test_case_page.py, test_changes.py
OF_A_BUTTON = {"following-stop", "head-end", "law-pay-csv"}  # tests/registry/test_following.py, tests/portals/test_heads.py, tests/portals/test_law_book.py
OF_THE_QUESTIONS = {"which-question", "which-other-answer", "which-answer", "which-again", "which-begin"}  # tests/portals/test_which.py
OF_A_DRAFT_OR_AN_ACT = {"sign-out", "clock", "document", "print", "printed", "invite", "arrivals-template", "draft", "section", "draft-evidence", "draft-list", "draft-issued", "draft-remove", "draft-check", "question", "parcels", "parcel-part", "parcel-keep", "session", "receipt-entry", "verifier", "files-csv", "bundle", "renew"}


class Page(HTMLParser):
    """What a test asks of the markup."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline, self.ids, self.labels, self.inputs, self.headings, self.forms = [], [], set(), [], [], []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(tag)
        if given.get("id"):
            self.ids.append(given["id"])
        if tag == "label":
            self.labels.add(given.get("for"))
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self.inputs.append(given.get("id"))
        if tag == "h1":
            self.headings.append(tag)
        if tag == "form" and given.get("method") == "post":
            self.forms.append([])
        if self.forms and tag == "input" and given.get("type") == "hidden":
            self.forms[-1].append(given.get("name"))


def address(pattern: str, role: str) -> str:
    acts = [act for act in sample_case.acts(role) if act.fields] if role else []
    act = acts[0].name if acts else ""
    return pattern.format(number=sample_case.NUMBER, procedure=sample_case.rules().procedure, act=act)


@pytest.fixture
def worker_known(folk: list[object]) -> None:
    """The demo's workers come with its cases; here one is made."""
    from guichet.people import store

    store.add_worker("Nair", "Anjali", "Nair", "Anjali", "en", "a@example.org")


@pytest.fixture
def look(sample: str, worker_known: None, folk: list[object]) -> Callable[[str, str, str], tuple[int, str]]:
    from guichet.people import store

    def looked(role: str, pattern: str, language: str) -> tuple[int, str]:
        browser = Client(HTTP_HOST="localhost")
        browser.get(f"/?lang={language}")
        if role:
            one = next(viewer for viewer in store.sign_in_choices() if viewer.role == role)
            browser.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""})
        answer = browser.get(address(pattern, role))
        return answer.status_code, answer.content.decode()

    return looked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("role", "pattern"), PAGES)
def test_a_page_is_whole(role: str, pattern: str, language: str, look: Callable[[str, str, str], tuple[int, str]]) -> None:
    status, html = look(role, pattern, language)
    assert status == {"/nothing-here": 404, "/take-over": 200 if role == "municipality" else 403}.get(pattern, 200)
    page = Page(html)
    assert f'<html lang="{language}"' in html
    assert page.inline == []
    assert len(page.headings) == 1
    assert sorted(page.ids) == sorted(set(page.ids)), "an id stands twice"
    assert [name for name in page.inputs if name and name not in page.labels] == []
    assert all("csrfmiddlewaretoken" in hidden for hidden in page.forms)
    assert "…" not in re.sub(r"<[^>]*>", "", html), "a sentence lacks a value"


def test_no_address_is_left_out() -> None:
    named = {pattern.name for pattern in get_resolver("guichet.portals.urls").url_patterns}
    looked_at = {"start", "sign-in", "law", "figures", "figures-csv", "accessibility", "law-book", "files", "file", "receipt", "act", "applications", "inbox", "take-over", "inspection", "queues", "arrivals", "come-in", "on-paper", "go", "which", "following", "heads", "law-pay", "law-categories", "law-information"}
    assert named == looked_at | {"work"} | OF_A_BUTTON | OF_A_DESK | OF_A_DRAFT_OR_AN_ACT | OF_THE_QUESTIONS | {"verify", "verify-code", "deliveries", "post-room", "post-print", "envelope", "open-letter", "preferences", "law-schema"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_one_language_holds_no_sentence_of_another(language: str, look: Callable[[str, str, str], tuple[int, str]]) -> None:
    words = {"fr": "Qui tient le dossier", "nl": "Bij wie het dossier ligt", "de": "Bei wem die Akte liegt", "en": "Who has the file"}
    html = look("employer", "/files/{number}", language)[1]
    assert [code for code, said in words.items() if said in html] == [language]


def test_the_navigation_of_languages_keeps_the_page_and_its_question(visitor_as: Callable[..., Client], sample: str) -> None:
    html = visitor_as("work_authority").get("/files?tab=urgent&page=2").content.decode()
    assert 'href="/files?tab=urgent&amp;page=2&amp;lang=nl"' in html


def test_staff_stand_behind_a_dark_bar_and_the_public_before_a_white_one(visitor_as: Callable[..., Client], sample: str) -> None:
    assert "g-deskbar" in visitor_as("stay_authority").get("/files").content.decode()
    assert "g-deskbar" not in visitor_as("employer").get("/files").content.decode()


def test_a_paused_limit_shows_no_date_but_the_days_kept(look: Callable[[str, str, str], tuple[int, str]]) -> None:
    html = look("employer", "/files/{number}", "en")[1]
    assert "paused since 1 April 2026" in html
    assert "60 days kept for later" in html


def test_a_secret_document_is_shown_only_as_come_or_not(look: Callable[[str, str, str], tuple[int, str]]) -> None:
    html = look("employer", "/files/{number}", "en")[1]
    secret = [one for one in sample_case.rules().evidence.values() if "employer" in one.secret_from and not one.with_acts]
    assert secret
    for one in secret:
        assert one.title["en"] in html
        assert f"{one.name}.pdf" not in html


def test_the_law_book_answers_for_a_chosen_day(db: None, settings: object, client: Client) -> None:
    name = sample_case.PROCEDURE
    html = client.get(f"/law/{name}?on-day=1&on-month=7&on-year=2025&lang=en").content.decode()
    assert "Tuesday 1 July 2025" in html
    for act in used_of(sample_case.rules()).cited.values():
        assert act.title["en"].replace("&", "&amp;").replace("'", "&#39;") in html


@pytest.mark.parametrize(("day", "said"), [("31/9/2026", "31 September 2026 does not exist: September has 30 days"), ("1/1/1950", "is in force on 1 January 1950")])
def test_the_law_book_says_which_day_it_cannot_show(day: str, said: str, db: None, client: Client) -> None:
    number, month, year = day.split("/")
    answer = client.get(f"/law/{sample_case.rules().procedure}?on-day={number}&on-month={month}&on-year={year}&lang=en")
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_procedure_that_is_not_there_is_a_page(db: None, client: Client) -> None:
    assert client.get("/law/unheard-of").status_code == 404
