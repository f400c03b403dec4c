"""What bad input gets, typed through the pages: a sentence beside the field, what was typed kept, nothing lost, never a 5xx."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from PIL import Image

from tests.desk.life import Life
from tests.journeys.counter import NASTY, at_the_counter, file_of, somebody
from tests.portals.filling import begin, errors, file_application, fill, pdf
from tests.portals.sample_case import rules


def day(name: str, number: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


WRONG = [
    ("company", {"enterprise_number": "0403.019.262"}, "enterprise_number", "its last two digits do not fit"),
    ("company", {"enterprise_number": "0403"}, "enterprise_number", "has 10 digits"),
    ("company", {"contact_email": "nobody"}, "contact_email", "not an e-mail address"),
    ("worker", day("passport_until", "31", "9", "2030"), "passport_until", "31 September 2030 does not exist"),
    ("worker", day("passport_until", "1", "13", "2030"), "passport_until", "“13” is not a month"),
    ("worker", day("worker_birth_on", "14", "8", "2031"), "worker_birth_on", "lies in the future"),
    ("worker", {"worker_nationality": "FRA"}, "worker_nationality", "need no permit"),
    ("worker", {"worker_nationality": "CHE"}, "worker_nationality", "need no permit"),
    ("worker", {"worker_family_name": "王"}, "worker_family_name", "not in Latin letters"),
    ("worker", {"first_state": "IND"}, "first_state", "not a Member State"),
    ("work", day("employment_from", "1", "9", "2026") | day("employment_until", "31", "8", "2026"), "employment_until", "lies before this one"),
    ("work", {"monthly_pay": "much"}, "monthly_pay", "not an amount"),
    ("work", {"work_as": "emperor"}, "work_as", "Choose one of the answers"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "typed", "field", "said"), WRONG)
def test_a_wrong_answer_gets_a_sentence_beside_it_and_keeps_what_was_typed(section: str, typed: dict[str, str], field: str, said: str, employer: Client) -> None:
    draft = begin(employer)
    answer = employer.post(f"{draft}/part/{section}", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert any(said in line for line in errors(page)), errors(page)
    assert re.search(rf'id="{field}[a-z-]*error"[^>]*>.*?{re.escape(html.escape(said, quote=False))}', html.unescape(page), re.S), "not beside the field"
    for name, value in typed.items():
        assert shows(page, name, value), (name, value)


def shows(page: str, name: str, value: str) -> bool:
    """Does the page still hold what was typed? A choice that nobody offered cannot be shown."""
    inputs = [tag for tag in re.findall(r"<(?:input|option|textarea)[^>]*>", page) if f'value="{html.escape(value)}"' in tag]
    chosen = re.search(rf'<(?:select[^>]*name="{name}"|input[^>]*name="{name}" type="radio")', page)
    return bool(inputs) or bool(chosen and f'value="{value}"' not in page)


def test_one_wrong_answer_loses_none_of_the_others(employer: Client) -> None:
    draft = begin(employer)
    typed = {"company_name": "Delvaux Robotics SA", "enterprise_number": "0403.019.262", "contact_email": "rh@guichet.example", "posted": "yes"}
    assert employer.post(f"{draft}/part/company", typed).status_code == 422
    page = "".join(employer.get(f"{draft}/part/company/{name}").content.decode() for name in typed)
    assert 'value="Delvaux Robotics SA"' in page and 'value="rh@guichet.example"' in page
    assert "0403.019.262" not in page, "what cannot be kept is shown on the page that says so, not kept as an answer"


@pytest.mark.parametrize("text", NASTY, ids=["script", "braces", "percent", "rtl", "long", "nul", "sql", "marks"])
@pytest.mark.parametrize("field", ["company_name", "contact_email", "enterprise_number"])
def test_nasty_texts_are_shown_as_text_or_refused_in_a_sentence(text: str, field: str, employer: Client) -> None:
    draft = begin(employer)
    answer = employer.post(f"{draft}/part/company", {field: text, "posted": "yes"})
    assert answer.status_code in (302, 422)
    pages = [answer.content.decode(), employer.get(f"{draft}/part/company").content.decode(), employer.get(f"{draft}/check").content.decode()]
    assert not [page for page in pages if "<script>alert" in page or "Traceback" in page or ">49<" in page or 'value="49"' in page]
    assert answer.status_code == 302 or errors(pages[0])


def test_a_worker_under_eighteen_gives_no_criminal_record(employer: Client) -> None:
    for born, asked in ((date(2009, 1, 5), False), (date(1991, 8, 14), True)):
        draft = begin(employer)
        fill(employer, draft, rules(), {"worker_birth_on": born, "worker_family_name": f"Born{'Late' if not asked else 'Early'}"})
        from guichet.intake import store as intake

        worker = at_the_counter(somebody("worker", person=intake.find(UUID(draft.rsplit("/", 1)[1])).worker))
        inputs = re.findall(r'name="file-([a-z_]+)"', worker.get(f"{draft}/documents").content.decode())
        assert ("criminal_record" in inputs) is asked
        assert ("Extract from the criminal record" in employer.get(f"{draft}/check").content.decode()) is asked


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "PNG")
    return made.getvalue()


FILES = [
    (b"", "empty.pdf", "The file is empty"),
    (b"PK\x03\x04" + b"\x00" * 200, "photo.pdf", "The file is called pdf but is a zip"),
    (b"MZ\x90\x00" + b"\x00" * 200, "paper.pdf", "The file is called pdf but is a"),
    (b"%PDF-1.7 and nothing more", "paper.pdf", "cannot be opened"),
    (b"only words", "paper.txt", "A txt document may change after it was sent"),
    (b"%PDF-1.7" + b"0" * 3_000_000, "large.pdf", "larger than 2 MB"),
]


@pytest.mark.parametrize(("content", "name", "said"), FILES, ids=[said[:20] for _, _, said in FILES])
def test_a_file_that_cannot_be_kept_says_why_beside_its_field(content: bytes, name: str, said: str, employer: Client, settings: object) -> None:
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    draft = begin(employer)
    answer = employer.post(f"{draft}/documents", {"file-passport": file_of(content, name), "file-fee": pdf("good.pdf")})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert len(errors(page)) == 1 and said in errors(page)[0]
    assert 'id="file-passport-error"' in page and "good.pdf" in page, "the good file beside it is kept"


def test_a_photo_that_is_called_a_pdf_is_kept_under_its_true_ending_and_the_page_says_so(employer: Client) -> None:
    draft = begin(employer)
    assert employer.post(f"{draft}/documents", {"file-passport": file_of(png(), "photo.pdf")}).status_code == 302
    page = employer.get(f"{draft}/documents").content.decode()
    assert "photo.png" in page and "photo.pdf" not in page and "Its name was corrected to fit its content" in page


def test_inputs_for_files_that_were_left_empty_are_no_mistake(employer: Client) -> None:
    """A browser sends each of them as a part without a name and without content."""
    draft = begin(employer)
    assert employer.post(f"{draft}/documents", {"file-passport": pdf(), "file-fee": "", "file-means": ""}).status_code == 302
    assert employer.post(f"{draft}/documents", {"file-fee": "", "file-means": ""}).status_code == 422
    assert employer.post(f"{draft}/documents", {"file-fee": "a text"}).status_code == 400


def test_a_file_with_a_nasty_name_is_kept_under_a_harmless_one(employer: Client) -> None:
    draft = begin(employer)
    assert employer.post(f"{draft}/documents", {"file-passport": file_of(pdf().getvalue(), "<b>\u202efdp.exe.pdf")}).status_code == 302
    page = employer.get(f"{draft}/documents").content.decode()
    assert "&lt;b&gt;fdp.exe.pdf" in page and "\u202e" not in page


def test_an_application_filed_in_one_tab_leads_the_other_to_its_receipt(employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules())
    html_of = employer.get(f"{draft}/check").content.decode()
    receipt = f"/files/{file_application(employer, draft)}/receipt"
    late = employer.post(f"{draft}/check", {"command": re.search(r'name="command" value="([^"]+)"', html_of)[1], "confirm": "yes"})
    part = employer.post(f"{draft}/part/company", {"company_name": "Other"})
    assert [answer.headers["Location"] for answer in (late, part)] == [receipt, receipt]
    assert "Other" not in employer.get(receipt.removesuffix("/receipt")).content.decode()


@pytest.mark.parametrize("path", ["/files/%00", "/files/../../etc/passwd", "/documents/%F0%9F%98%80", "/applications/0", "/law/..%2f..", "/files/7KM4%2F2QX9", "/files?page=9e9&tab=%00&q=%00%27"])
def test_an_address_that_means_nothing_is_a_page(path: str, employer: Client) -> None:
    assert employer.get(path).status_code in (200, 404)


@pytest.mark.parametrize(("original", "family"), [("李 伟", "Li"), ("ሐና ታደሰ", "Tadesse"), ("ಮೀರಾ 👩🏽‍🔬", "Meera"), ("محمد", "Muhammad")])
def test_a_name_in_its_own_script_never_stops_a_letter(original: str, family: str, employer: Client) -> None:
    draft = begin(employer)
    fill(employer, draft, rules(), {"worker_name_original": original, "worker_family_name": family})
    filed = file_application(employer, draft)
    life = Life(case=UUID(draft.rsplit("/", 1)[1]))
    life.works(date(2026, 4, 8))
    assert [e.data["letter"] for e in life.entries if e.kind == "letter_made"] == ["receipt"]
    assert original in html.unescape(employer.get(f"/files/{filed}").content.decode())
