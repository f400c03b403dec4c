"""A file sent on: what only the first region asks for has come, and stays on the page under the name it had there."""

from django.db import transaction

from guichet.casefile import reading
from guichet.desk import rebuild
from guichet.desk.law_of import rules_of_digest
from guichet.engine.case_number import number_of
from guichet.people.store import Viewer
from tests.desk.life import EMPLOYER, EUPEN_REGION, POST, REGION, Life, day
from tests.desk.test_rebuild import dump
from tests.journeys.counter import at_the_counter

PIECE = "group_link"  # asked for here, and not by the region that gets the file


def sent_on(life) -> Life:
    one = life().submit().does("send_on", REGION, day(3, 6), to_region="german_community", reason="Der Sitz liegt in Eupen.")
    assert PIECE not in rules_of_digest(one.entries[-1].law).evidence
    return one


def pieces(one: Life, actor) -> dict:
    viewer = Viewer(actor.person, "", actor.role, actor.body, "", "de")
    case = reading.open_case(number_of(one.case), viewer, day(3, 9))
    return {piece.name: piece for piece in case.evidence}


def test_the_new_region_and_the_employer_still_read_it(life):
    one = sent_on(life)
    for actor in (EUPEN_REGION, EMPLOYER):
        piece = pieces(one, actor)[PIECE]
        assert (piece.title["de"], piece.state, piece.needed, piece.received_on) == (
            "Nachweis, dass beide Unternehmen zur selben Gruppe gehören", "received", False, day(3, 2),
        )  # fmt: skip
        [file] = piece.files
        html = at_the_counter(actor, "de").get(f"/files/{number_of(one.case)}").content.decode()
        assert piece.title["de"] in html and f"/documents/{file.id}" in html and PIECE not in html.replace(file.name, "")
        assert at_the_counter(actor).get(f"/documents/{file.id}").status_code == 200


def test_nobody_else_gets_it_by_its_address(life):
    one = sent_on(life)
    [file] = pieces(one, EUPEN_REGION)[PIECE].files
    assert [at_the_counter(actor).get(f"/documents/{file.id}").status_code for actor in (POST, REGION)] == [404, 404]


def test_told_again_it_is_the_same(life):
    one = sent_on(life)
    before = dump()
    with transaction.atomic():
        rebuild.tell_again(one.case)
    assert dump() == before
