"""What is secret from a role stays secret: files, names, days and numbers, on the page, in the history and by address."""

from datetime import date
from uuid import uuid4

import pytest

from guichet.casefile import reading
from guichet.engine.words import CLOCK
from guichet.vault import store as vault
from tests.casefile.conftest import COMMUNE, EMPLOYER, OFFICE, POST, REGION, told_admissible, told_granted
from tests.casefile.test_reading import DAY, OTHERS, WORKER, _a_file, sees, taken_over, viewer

SECRET = ("medical_certificate", "criminal_record")
EVERYBODY = {"EMPLOYER": EMPLOYER, "WORKER": WORKER, "REGION": REGION, "OFFICE": OFFICE, "POST": POST, "COMMUNE": COMMUNE, **OTHERS}


def opens(one, actor, ref):
    return reading.open_document(viewer(one.worker if actor is WORKER else actor), ref)


@pytest.mark.parametrize(
    ("evidence", "who"),
    [("passport", {"EMPLOYER", "WORKER", "REGION", "OFFICE"}), *((name, {"WORKER", "OFFICE"}) for name in SECRET)],
)
def test_a_file_opens_for_those_who_may_see_it_and_for_nobody_else(story, evidence, who):
    one = taken_over(story())
    ref = _a_file(one, evidence)
    assert {name for name, actor in EVERYBODY.items() if opens(one, actor, ref)} == who
    found = opens(one, OFFICE, ref)
    assert (found.name, found.media_type, found.content) == (f"Scan of {evidence}.pdf", "application/pdf", f"what the {evidence} says".encode())


def test_the_office_opens_nothing_before_the_file_is_its_own(story):
    one = story().submit()
    assert opens(one, OFFICE, _a_file(one, "passport")) is None and opens(one, REGION, _a_file(one, "passport"))


def test_an_address_that_means_nothing_is_not_found(story):
    told_granted(story())
    assert [reading.open_document(viewer(EMPLOYER), ref) for ref in ("", "x", "../etc/passwd", str(uuid4()))] == [None] * 4


@pytest.mark.parametrize("actor", [EMPLOYER, REGION], ids=["employer", "region"])
def test_of_secret_evidence_only_whether_it_came_is_shown(story, actor):
    one = story().submit(without=("criminal_record",))
    view = sees(one, actor)
    pieces = {piece.name: piece for piece in view.evidence if piece.name in SECRET}
    assert {name: (piece.secret, piece.state, piece.received_on, piece.files) for name, piece in pieces.items()} == {
        "medical_certificate": (True, "received", None, ()),
        "criminal_record": (True, "missing", None, ()),
    }
    assert "Scan of medical" not in repr(view.evidence) + repr(view.history) and _a_file(one, "medical_certificate") not in repr(view.history)
    assert "medical_certificate" not in view.history[0].values["evidence"] and "passport" in view.history[0].values["evidence"]


def test_the_history_is_the_same_whether_one_secret_file_came_or_three(story):
    one, two = told_admissible(story(1)), told_admissible(story(2))
    for case, number in ((one, 1), (two, 3)):
        case.does("request_evidence", OFFICE, date(2026, 4, 1), asked=["medical_certificate"], texts={"reason": case.text("Canary diagnosis")})
        case.does("answer_request", case.worker, date(2026, 4, 7), evidence={"medical_certificate": [case.file("x") for _ in range(number)]})
    for actor in (EMPLOYER, REGION):
        lines = [[(line.kind, line.on, line.values, line.text) for line in sees(case, actor).history] for case in (one, two)]
        assert lines[0] == lines[1]
        assert "Canary" not in repr(lines) and lines[0][-1][2]["evidence"] == []
        pieces = [[(piece.state, piece.files) for piece in sees(case, actor).evidence if piece.name in SECRET] for case in (one, two)]
        assert pieces[0] == pieces[1]
    assert "Canary diagnosis" in [line.text for line in sees(one, WORKER).history]


def test_late_or_in_time_is_not_told_of_a_secret_piece(story):
    one = told_admissible(story()).does("request_evidence", OFFICE, date(2026, 4, 1), asked=["medical_certificate", "passport"])
    one.does("answer_request", one.worker, date(2026, 5, 4), evidence={"medical_certificate": [one.file("medical_certificate")]})
    one.does("answer_request", EMPLOYER, date(2026, 5, 4), evidence={"passport": [one.file("passport")]})
    states = {actor.role: {p.name: p.state for p in sees(one, actor, date(2026, 5, 5)).evidence} for actor in (EMPLOYER, OFFICE)}
    assert states["employer"]["medical_certificate"] == "received" and states["employer"]["passport"] == "late"
    assert states["stay_authority"]["medical_certificate"] == "late"


def test_a_letter_is_read_by_its_recipients_and_by_those_who_see_the_evidence(story):
    one = taken_over(story())
    refs = {}
    for letter, to in (("declared_incomplete", "employer"), ("annex_46", "worker"), ("receipt", "worker")):
        kept = vault.keep_file(one.case, "letter", letter.encode(), f"{letter}.fr.pdf", "application/pdf")
        told = {"ref": kept.ref, "digest": kept.digest, "entry": 1, "recipients": [{"role": to, "channel": "ebox", "key": f"{to}||"}]}
        one.says("letter_made", CLOCK, DAY, letter=letter, language="fr", **told)
        refs[letter] = kept.ref
    readers = {letter: {name for name, actor in EVERYBODY.items() if opens(one, actor, ref)} for letter, ref in refs.items()}
    everyone_on_the_file = {"EMPLOYER", "WORKER", "REGION", "OFFICE", "POST", "COMMUNE"}
    assert readers["annex_46"] == everyone_on_the_file
    assert readers["receipt"] == readers["declared_incomplete"] == everyone_on_the_file - {"POST", "COMMUNE"}
    assert [letter.letter for letter in sees(one, POST).letters] == ["annex_46"]
    assert [letter.id for letter in sees(one, EMPLOYER).letters] == list(refs.values())
    assert opens(one, EMPLOYER, refs["annex_46"]).name == "annex_46.fr.pdf"
