"""Questions beyond two side by side, through the door: one after another, a notification, an opinion of a third body, an early stop.

The procedures are those of tests/law/made_up, written into a copy of the law folder: nothing in Python knows them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guichet.desk.law_of import the_law
from guichet.engine.refusals import NotAllowedNow, NotYours
from guichet.engine.words import Actor
from guichet.law.check import mistakes
from guichet.people import models
from guichet.people.memberships import join
from tests.desk.life import EMPLOYER, FILED, OFFICE, OTHER_COMMUNE, POST, REGION, Life, day

MADE_UP = Path(__file__).parents[1] / "law" / "made_up" / "procedures"
REGIONS = ("brussels", "flanders", "german_community", "wallonia")
NAMES = ("in-turn", "notice", "advice", "early-stop")
COUNCIL = Actor("advisory_body", "advisor:council", OFFICE.person)
ROLE = "  - {role: advisory_body, title: the council}\n"
BODY = '  - {authority: "advisor:council", title: The council}\n'
ACT = '\n  - {act: made-up, title: A law that nobody made, address: "", last_checked_on: 2026-11-21}\n'


@pytest.fixture
def grown(known_people: None, settings: object, tmp_path: Path) -> Path:
    """A Guichet whose law folder holds the four procedures more, and a council that may be asked."""
    folder = tmp_path / "law"
    shutil.copytree(settings.LAW_FOLDER, folder)
    for name in NAMES:
        shutil.copytree(MADE_UP / name, folder / "procedures" / name, ignore=shutil.ignore_patterns("north*", "south*", "examples*"))
        trunk = folder / "procedures" / name / "procedure.yaml"
        trunk.write_text(trunk.read_text().replace("document: card,", "document: card_j,"))
        for region in REGIONS:
            (trunk.parent / f"{region}.yaml").write_text(f"region: {region}\nprocedure: {name}\nreplace: []\n")
    acts, names = folder / "acts.yaml", folder / "authorities.yaml"
    acts.write_text(acts.read_text().rstrip("\n") + ACT)
    told = names.read_text()
    names.write_text(
        told.replace("roles:\n", f"roles:\n{'' if 'advisory_body' in told else ROLE}").replace("authorities:\n", f"authorities:\n{BODY}")
    )
    settings.LAW_FOLDER = folder
    models.Body.objects.create(code=COUNCIL.body, kind="advisor", **dict.fromkeys(("name_fr", "name_nl", "name_de", "name_en"), "Council"))
    join(COUNCIL.person, COUNCIL.role, COUNCIL.body)
    return folder


class File(Life):
    """A file of one of them."""

    def filed(self, procedure: str, **answers: object) -> File:
        self.answers = {"place": "21004", "at_home": False, **answers}
        evidence = {name: [self.file(name)] for name in the_law().rules(procedure, "brussels", FILED).evidence}
        filing = "notify" if procedure == "notice" else "submit_application"
        return self.does(filing, EMPLOYER, FILED, procedure=procedure, application="first", worker=self.worker.person, answers=self.answers,
                         evidence=evidence)  # fmt: skip


def test_the_four_procedures_are_law_without_a_mistake(grown):
    assert [str(one) for one in mistakes(grown)] == []


def test_one_question_after_another_each_with_its_own_time(grown):
    file = File().filed("in-turn", post="IN-DEL")
    with pytest.raises(NotYours):  # the Office does not know of the file before its turn
        file.does("allow_entry", OFFICE, day(3, 4))
    assert file.holds("holder", "stay_authority", day(3, 3))["state"] == "next"
    file.does("allow_work", REGION, day(3, 9))
    assert file.holds("limit", "on_entry#1", day(3, 10))["due_on"] == "2026-04-08"
    with pytest.raises(NotAllowedNow):
        file.does("allow_visa", POST, day(3, 10))
    file.does("allow_entry", OFFICE, day(3, 11)).does("allow_visa", POST, day(3, 12))
    assert file.phase(day(3, 12)) == "granted"


def test_the_silence_of_one_authority_opens_the_next_question(grown):
    file = File().filed("in-turn", post="IN-DEL")
    assert file.silent_until(day(5, 4)) == 0  # 2 March + 60 days = Friday 1 May, a holiday, so Monday 4 May: nothing yet
    file.silent_until(day(5, 5))
    assert file.holds("holder", "stay_authority", day(5, 5))["state"] == "now"
    file.silent_until(day(6, 5))  # 5 May + 30 = Thursday 4 June; silence refuses entry on the 5th
    assert file.phase(day(6, 5)) == "refused"


def test_a_notification_gives_a_right_on_its_day_until_somebody_objects(grown):
    file = File().filed("notice", begins="2026-03-05", ends="2026-08-31")
    assert [file.holds("right", "work", on)["answer"] for on in (day(3, 4), day(3, 5))] == ["no", "yes"]
    file.does("object", OFFICE, day(3, 20), reason="The hosting agreement is not signed.")
    assert file.holds("right", "work", day(3, 20))["answer"] == "no"
    with pytest.raises(NotAllowedNow):
        file.does("object", OFFICE, day(3, 21), reason="Once more.")


def test_nobody_objected_in_time(grown):
    file = File().filed("notice", begins="2026-03-05", ends="2026-08-31")
    file.silent_until(day(4, 2))  # 2 March + 30 = Wednesday 1 April
    assert file.phase(day(4, 2)) == "unopposed"


def test_a_third_body_sees_the_file_once_asked_and_its_opinion_is_waited_for(grown):
    file = File().filed("advice")
    with pytest.raises(NotYours):
        file.does("advise", COUNCIL, day(3, 3), opinion="for", reason="Useful.")
    file.does("ask_council", REGION, day(3, 4))
    with pytest.raises(NotAllowedNow, match="opinion_waited_for"):
        file.does("ask_council", REGION, day(3, 4))
    with pytest.raises(NotAllowedNow):
        file.does("grant", REGION, day(3, 5))
    assert file.holds("holder", "work_authority", day(3, 5))["waits_for"] == "advisory_body"
    file.does("advise", COUNCIL, day(3, 9), opinion="against", reason="There are enough of them.")
    assert file.entries[-1].data["facts"] == {"opinion": "against"}
    assert "enough" not in str([entry.data for entry in file.entries])  # what it said lies in the vault
    with pytest.raises(NotAllowedNow, match="nothing_asked"):
        file.does("advise", COUNCIL, day(3, 10), opinion="for", reason="We thought again.")
    file.does("grant", REGION, day(3, 10))
    assert file.phase(day(3, 10)) == "granted"


def test_the_first_no_stops_what_the_law_lets_it_stop(grown):
    file = File().filed("early-stop").does("work_no", REGION, day(3, 9))
    assert file.phase(day(3, 9)) == "refused"
    file.does("stay_yes", OFFICE, day(3, 10))  # this question says that it goes on
    with pytest.raises((NotAllowedNow, NotYours)):
        file.does("home_yes", OTHER_COMMUNE, day(3, 10))
