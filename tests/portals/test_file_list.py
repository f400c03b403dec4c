"""The list of files: what is looked for is in no address, and stays until it is cleared."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.test import Client

from tests.desk.life import EMPLOYER, REGION, Life, day
from tests.journeys.counter import asked_by, at_the_counter
from tests.portals.filling import found


def filed(clock: object) -> tuple[Client, str]:
    from guichet.engine.case_number import number_of
    from guichet.people import demo

    demo.load()
    clock.set_today(day(4, 7))
    return at_the_counter(REGION), number_of(Life().submit().case)


def test_a_search_stays_while_one_reads_a_file_and_comes_back_and_ends_when_it_is_cleared(db: None, clock: object) -> None:
    region, number = filed(clock)
    assert number in found(region, number[:4].lower())
    assert f'value="{number[:4].lower()}"' in region.get("/files?tab=all").content.decode()
    assert "/files/" not in found(region, "nobody-of-this-name").split("<main", 1)[1].replace(f"/files/{number}/", "")
    html = found(region, "")
    assert f"/files/{number}" in html and "Clear the search" not in html


def test_a_text_in_the_address_is_not_looked_for(db: None, clock: object) -> None:
    region, number = filed(clock)
    html = region.get("/files?q=nobody-of-this-name").content.decode()
    assert f"/files/{number}" in html and "nobody-of-this-name" not in html.split("<main", 1)[1]


def test_the_session_keeps_what_is_looked_for_sealed(db: None, clock: object) -> None:
    region, _ = filed(clock)
    found(region, "Meret Zwahlen")
    kept = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert "search" in kept and "Zwahlen" not in kept
    session = region.session
    session["search"] = "not what was sealed"
    session.save()
    assert region.get("/files").status_code == 200


def test_a_search_is_gone_with_the_one_who_searched(db: None, clock: object) -> None:
    region, _ = filed(clock)
    found(region, "Zwahlen")
    region.post("/sign-out")
    region.post("/sign-in", {"who": f"{EMPLOYER.person}|{EMPLOYER.role}|{EMPLOYER.body}", "next": ""})
    assert "Zwahlen" not in region.get("/files").content.decode()


def test_who_sends_a_file_on_is_told_on_the_list_that_it_is_done(db: None, clock: object, visitor_as: Callable[..., Client]) -> None:
    from tests.portals.test_acts import act_that

    region, number = filed(clock)
    act = act_that(says="sent_on")
    asked = {field.name: "flanders" if field.type == "region" else "Competence" for field in act.asks}
    answer = region.post(f"/files/{number}/do/{act.name}", asked_by(region, f"/files/{number}/do/{act.name}", **asked))
    assert answer.headers["Location"] == f"/files?left={number}"
    html = region.get(answer.headers["Location"]).content.decode()
    assert 'role="status"' in html and "has left your list" in html and f"/files/{number}" not in html.split("<main", 1)[1]
    assert 'role="status"' not in region.get("/files?left=AAAAAAAAAA").content.decode()


def test_what_was_written_just_after_midnight_in_brussels_is_not_said_to_be_of_the_day_before(db: None, clock: object) -> None:
    from datetime import datetime

    from guichet.engine.case_number import number_of
    from guichet.people import demo
    from tests.desk.life import BRUSSELS_TIME

    demo.load()
    clock.set_today(day(7, 16))
    one = Life()
    one.does("submit_application", EMPLOYER, day(7, 16), at=datetime(2026, 7, 16, 0, 13, tzinfo=BRUSSELS_TIME), **one.application())
    assert "written down on" not in at_the_counter(REGION).get(f"/files/{number_of(one.case)}").content.decode()
