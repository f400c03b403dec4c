"""A file passes from one commune to another; a document is printed, and printed again: what each may see, and what stands in the file."""

import io
import re
from datetime import date

import pikepdf
import pytest

from guichet.desk.verification import code_of
from guichet.engine.case_number import number_of
from tests.casefile.conftest import COMMUNE, POST
from tests.desk.life import Life
from tests.journeys.counter import asked_by, at_the_counter, somebody
from tests.portals.filling import errors

GENT, DAY = "municipality:44021", date(2026, 5, 6)


@pytest.fixture
def arrived(counter, clock) -> Life:
    """Registered in Anderlecht; the letters are written."""
    clock.set_today(DAY)
    one = Life().granted().does("issue_visa", POST, date(2026, 4, 20), visa_until="2026-10-01")
    one.does("take_over", COMMUNE, date(2026, 5, 4), code=one.code())
    one.does("register_arrival", COMMUNE, date(2026, 5, 4), entered_on="2026-05-02")
    one.works(DAY)
    return one


def pages(one: Life):
    number = number_of(one.case)
    windows = {body: at_the_counter(somebody("municipality", body=body)) for body in (COMMUNE.body, GENT)}
    return number, windows[COMMUNE.body], windows[GENT]


def test_a_file_is_404_before_and_limited_history_after(arrived):
    number, old, new = pages(arrived)
    assert new.get(f"/files/{number}").status_code == 404
    form = asked_by(old, f"/files/{number}/do/pass_on_after_move", moved_to="44021")
    assert old.post(f"/files/{number}/do/pass_on_after_move", form).status_code == 302
    kept = old.get(f"/files/{number}")
    html = kept.content.decode()
    assert "The file was taken over: Ghent (municipality)" in html and "The file was taken over: Anderlecht" in html
    assert kept.status_code == 200 and "You had this file from 4 May 2026 to 6 May 2026" in html and "What you did" in html
    assert "The commune registered the arrival" in html and "What you can do" not in html and "passport" not in html.lower()
    assert old.get(f"/files/{number}/do/confirm_residence").status_code == 404
    assert new.get(f"/files/{number}").status_code == 200 and arrived.phase(DAY) == "residence_check"
    form = asked_by(new, f"/files/{number}/do/confirm_residence")
    assert new.post(f"/files/{number}/do/confirm_residence", form).status_code == 302
    assert "lives at the address" not in old.get(f"/files/{number}").content.decode()


def test_the_new_commune_takes_over_with_the_code_and_the_old_one_cannot_pass_on_to_itself(arrived):
    number, old, new = pages(arrived)
    form = asked_by(old, f"/files/{number}/do/pass_on_after_move", moved_to="21001")
    answer = old.post(f"/files/{number}/do/pass_on_after_move", form)
    assert answer.status_code == 422 and errors(answer.content.decode()) == ["Choose another commune than your own"]
    assert new.post("/take-over", {**asked_by_code(new), "code": arrived.code()}).status_code == 302
    assert new.get(f"/files/{number}").status_code == 200 and "You had this file" in old.get(f"/files/{number}").content.decode()
    assert old.post("/take-over", {**asked_by_code(old), "code": arrived.code()}).status_code == 302
    assert "You had this file" in new.get(f"/files/{number}").content.decode() and "What you can do" in old.get(f"/files/{number}").content.decode()


def test_the_qr_of_the_decision_takes_the_file_over_too_and_that_of_another_letter_does_not(arrived):
    number, _, new = pages(arrived)
    codes = {e.data["letter"]: code_of(arrived.case, key) for e in arrived.entries if e.kind == "letter_made" for key in [letter_key(e)]}
    answer = new.post("/take-over", {**asked_by_code(new), "code": codes["annex_49"]})
    assert answer.status_code == 422 and errors(answer.content.decode())[0].startswith("No file has this code")
    assert new.post("/take-over", {**asked_by_code(new), "code": codes["annex_46"]}).status_code == 302
    assert new.get(f"/files/{number}").status_code == 200


def letter_key(made) -> str:
    """The key of the outbox row that made a letter."""
    return f"letter:{made.data['entry']}:{made.data['letter']}"


def asked_by_code(window):
    return {"command": re.search(r'name="command" value="([^"]+)"', window.get("/take-over").content.decode())[1]}


def test_each_print_is_an_entry_and_the_second_is_marked(arrived):
    number, commune, other = pages(arrived)
    path = f"/files/{number}/print/print_annex_49"
    assert commune.get(f"/files/{number}/do/print_annex_49").headers["Location"] == path
    assert other.get(path).status_code == 404 and commune.get(f"/files/{number}/print/confirm_residence").status_code == 404
    before = len(arrived.entries)
    commune.get(path)
    assert len(arrived.entries) == before
    for _ in range(2):
        assert commune.post(path, asked_by(commune, path)).status_code == 302
    links = re.findall(rf'href="({path}/\d+)"', commune.get(path).content.decode())
    texts = [written(commune.get(link).content) for link in reversed(links)]
    assert "Duplicata" not in texts[0] and "(Duplicata 1, imprimé le 6 mai 2026)" in texts[1]
    html = commune.get(f"/files/{number}").content.decode()
    assert "duplicate 1" in html and [e.data["copy"] for e in arrived.entries if e.kind == "document_delivered"] == [1, 2]
    assert commune.get(f"{path}/999").status_code == 404


def written(content: bytes) -> str:
    """What is printed on the first page, as the page itself says it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) >= 1
        return b"".join(pikepdf.unparse_content_stream([one]) + b"\n" for one in pikepdf.parse_content_stream(pdf.pages[0])).decode(
            "cp1252", "replace"
        )


def test_a_post_prints_the_decision_for_the_worker(counter, clock):
    clock.set_today(DAY)
    one = Life().granted()
    one.works(DAY)
    post, path = at_the_counter(somebody("post", body=POST.body)), f"/files/{number_of(one.case)}/print/print_annex_46"
    assert post.post(path, asked_by(post, path)).status_code == 302
    link = re.search(rf'href="({path}/\d+)"', post.get(path).content.decode())[1]
    assert post.get(link).content.startswith(b"%PDF") and one.phase(DAY) == "visa"
    assert post.get(f"/files/{number_of(one.case)}/print/print_annex_47").content.decode().count("cannot be printed") == 1


def test_the_same_print_sent_twice_is_one_and_a_renewed_annex_begins_anew(arrived):
    number, commune, _ = pages(arrived)
    path = f"/files/{number}/print/print_annex_49"
    form = asked_by(commune, path)
    assert [commune.post(path, form).status_code for _ in range(2)] == [302, 302]
    assert sum(e.kind == "document_delivered" for e in arrived.entries) == 1
    arrived.does("renew_annex_49", COMMUNE, DAY)
    arrived.works(DAY)
    assert "The first print is the original" in commune.get(path).content.decode()
    assert commune.post(path, {**form, "extra": "x"}).status_code == 400
