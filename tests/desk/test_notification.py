"""A notification to one authority, through the door: the letters, an objection, and nobody else who learns of it."""

from __future__ import annotations

from datetime import date

from guichet.desk.law_of import the_law
from tests.desk.life import EMPLOYER, OFFICE, REGION, Life, day

NOTICE = "researcher-mobility-notification"
FILED = date(2026, 3, 2)


class Mobility(Life):
    def notified(self) -> Mobility:
        rules = the_law().rules(NOTICE, "brussels", FILED)
        typed = {name: value for name, value in (self.answers | {"employment_from": "2026-03-16", "employment_until": "2026-07-31"}).items()
                 if name in rules.fields}  # fmt: skip
        evidence = {name: [self.file(name)] for name in rules.evidence}
        return self.does(
            "submit_application", EMPLOYER, FILED, procedure=NOTICE, application="first", worker=self.worker.person, answers=typed, evidence=evidence
        )


def test_the_office_alone_knows_of_it_and_the_receipt_says_until_when_it_may_object(known_people):
    file = Mobility().notified()
    assert {role for role, _ in file.seen_by()} == {"employer", "worker", "stay_authority"}
    assert file.may("stay_authority", FILED) and not file.may("work_authority", FILED)
    file.works(FILED)
    made = [entry.data["letter"] for entry in file.entries if entry.kind == "letter_made"]
    assert made == ["notification_receipt"]
    assert file.holds("limit", "to_object#1", FILED)["due_on"] == "2026-04-01"
    assert file.holds("right", "work", day(3, 16))["answer"] == "yes"


def test_an_objection_is_written_with_its_reasons_and_its_appeal(known_people):
    file = Mobility().notified()
    file.works(FILED)
    file.does("object", OFFICE, day(3, 20), ground="conditions_of_mobility", reason="The agreement ended in February.")
    file.works(day(3, 20))
    assert "objection" in [entry.data["letter"] for entry in file.entries if entry.kind == "letter_made"]
    assert file.phase(day(3, 20)) == "objected"
    assert file.holds("limit", "appeal_stay#1", day(3, 21))["responsible"] == "worker"
    assert file.holds("right", "work", day(3, 20))["answer"] == "no"
    assert REGION.role not in {role for role, _ in file.seen_by()}


def test_silence_is_no_objection(known_people):
    file = Mobility().notified()
    assert file.silent_until(day(4, 2)) == 1
    assert (file.phase(day(4, 2)), file.kinds[-1]) == ("unopposed", "granted")
