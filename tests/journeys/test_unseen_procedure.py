"""A procedure that nobody here has seen, written as data in a folder of its own: somebody applies for it without any employer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guichet.engine.vocabulary import VOCABULARY
from guichet.law.bundles import read_law
from guichet.law.check import mistakes
from guichet.people import demo
from tests.journeys.conftest import Cast
from tests.journeys.counter import asked_by, at_the_counter, somebody
from tests.portals.filling import TODAY, file_application, fill, pdf

UNSEEN = Path(__file__).parent / "unseen"
NAME = "craft-fair"
SHARED = {
    "acts.yaml": '  - {act: fair-act, title: A law that nobody made, address: "", last_checked_on: 2026-11-22}\n',
    "documents.yaml": '  - {document: stall_leave, number: "", title: {fr: permission de stand, nl: kraamtoelating, de: Standerlaubnis, en: leave for a stall}, validity: 30 days, source: fair-act art. 4}\n',
}
PLACE = {"fair_municipality": "21004"}


def grown(settings: object, tmp_path: Path, applicant: str) -> Path:
    """The law of Guichet with that procedure in it, applied for by a role; nothing but files."""
    folder = tmp_path / "law"
    shutil.copytree(settings.LAW_FOLDER, folder)
    shutil.copytree(UNSEEN, folder, dirs_exist_ok=True)
    for file, line in SHARED.items():
        path = folder / file
        path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + line, "utf-8")
    trunk = folder / "procedures" / NAME / "procedure.yaml"
    trunk.write_text(trunk.read_text("utf-8").replace("applicant: worker", f"applicant: {applicant}"), "utf-8")
    if applicant != "worker":  # then the register knows somebody else's name
        part = folder / "parts" / "stall.yaml"
        part.write_text(part.read_text("utf-8").replace("from_register", "note"), "utf-8")
    assert mistakes(trunk.parent, VOCABULARY) == []
    settings.LAW_FOLDER = folder
    return folder


def test_a_worker_applies_alone_under_a_law_that_is_data_alone(cast: Callable[..., Cast], settings: object, tmp_path: Path) -> None:
    play = cast("de", script=True)
    play.rules = read_law(grown(settings, tmp_path, "worker")).rules(NAME, "brussels", TODAY)
    me = play.enter("worker", person=somebody("worker").person)
    draft = me.applies(PLACE)
    me.go(draft)
    assert me.page.locator("main a[href*='/invite']").count() == 0, "who applies for themselves invites nobody"
    me.gives(f"{draft}/documents")
    number = me.files(draft)
    assert play.rules.phases["decision"].status[play.language] in me.opens(number)
    assert play.rules.roles["employer"][play.language].rpartition("’")[2].split()[-1] not in me.page.locator("main").inner_text()
    play.letters_go_out()
    assert "21004" not in me.takes_from_the_box(play.title_of("stall_receipt"))
    region = play.enter("work_authority", "authority:brussels")
    region.does(number, play.rules.acts["grant_work"])
    assert play.rules.phases["granted"].status[play.language] in me.opens(number)
    assert at_the_counter(somebody("employer")).get(f"/files/{number}").status_code == 404


@pytest.mark.parametrize("applicant", ["worker", "host_family"])
def test_whoever_applies_for_themselves_follows_their_own_file(db: None, clock: object, settings: object, tmp_path: Path, applicant: str) -> None:
    demo.load()
    clock.set_today(TODAY)
    rules = read_law(grown(settings, tmp_path, applicant)).rules(NAME, "brussels", TODAY)
    me, region = somebody(applicant), somebody("work_authority", "authority:brussels")
    window, desk = at_the_counter(me), at_the_counter(region)
    draft = window.post("/applications", {"procedure": NAME, "command": "01996d00-0000-7000-8000-000000000001"}).headers["Location"]
    fill(window, draft, rules, PLACE)
    assert window.post(f"{draft}/documents", {"file-drawing": pdf()}).status_code == 302
    number = file_application(window, draft)
    mine, theirs = (one.get(f"/files/{number}").content.decode() for one in (window, desk))
    assert "The region decides on the stall" in mine
    assert ("Okello" in theirs) == (applicant == "worker"), "the names that the register knows are not asked"
    assert ("Janssens-Leroy" in theirs) == (applicant == "host_family")
    assert "employer" not in mine.partition("<main")[2].partition("</main>")[0].lower()
    assert window.post(f"/files/{number}/do/withdraw", asked_by(window, f"/files/{number}/do/withdraw")).status_code == 302
    assert "The application is withdrawn" in desk.get(f"/files/{number}").content.decode()
    other = next(v for v in (somebody("worker", person="3b9e2c14-51a7-5d6e-8f02-7d1b6a90c2d4"), somebody("employer")) if v.person != me.person)
    assert at_the_counter(other).get(f"/files/{number}").status_code == 404
    assert at_the_counter(other).get(draft).status_code == 404
