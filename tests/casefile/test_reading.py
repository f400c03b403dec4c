"""Who sees what of a file, and what a page is given on a day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.casefile import reading
from guichet.engine.words import Actor
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.vault import codes
from guichet.vault import store as vault
from tests.casefile.conftest import COMMUNE, EMPLOYER, OFFICE, OTHER_COMPANY, POST, REGION, told_admissible, told_granted

DAY = date(2026, 4, 20)
WORKER = Actor("worker")
OTHERS = {
    "other employer": Actor("employer", OTHER_COMPANY, "7d507c05-8fcb-5cf1-b74c-36dcde61e3e2"),
    "other region": Actor("work_authority", "authority:flanders", "4fb8e27d-7021-51e6-9fac-d6b88975d2d2"),
    "other post": Actor("post", "post:CN-BJS", "3b47c576-c6ea-5fd2-b54a-86fc659473fd"),
    "another worker": Actor("worker", "", "5e4f0a63-0000-4000-8000-000000000009"),
    "nobody": Actor("worker", "", ""),
    "region in another role": Actor("stay_authority", "authority:brussels", REGION.person),
    "other commune": Actor("municipality", "municipality:44021", "73f3ec93-e5ed-52e0-9184-800a940412ee"),
    "inspector": Actor("inspector", "inspection:social", "11e628ce-625f-5319-af57-740f5446f8aa"),
}


def viewer(actor: Actor) -> Viewer:
    return Viewer(actor.person, "", actor.role, actor.body, "", "en")


def sees(one, actor, day=DAY):
    return reading.open_case(one.number, viewer(one.worker if actor is WORKER else actor), day)


def submitted(story):
    return story.submit()


def sent_on(story):
    return story.submit().does("send_on", REGION, date(2026, 3, 5), facts={"to_region": "flanders"}, bodies={"work_authority": "authority:flanders"})


def taken_over(story):
    return told_granted(story).does("take_over", COMMUNE, date(2026, 4, 12), bodies={"municipality": COMMUNE.body})


MATRIX = [
    (submitted, {"EMPLOYER", "WORKER", "REGION"}),
    (told_admissible, {"EMPLOYER", "WORKER", "REGION", "OFFICE"}),
    (told_granted, {"EMPLOYER", "WORKER", "REGION", "OFFICE", "POST"}),
    (taken_over, {"EMPLOYER", "WORKER", "REGION", "OFFICE", "POST", "COMMUNE"}),
    (sent_on, {"EMPLOYER", "WORKER", "other region"}),
]


@pytest.mark.parametrize(("told", "who"), MATRIX, ids=[told.__name__ for told, _ in MATRIX])
def test_each_moment_has_its_viewers_and_nobody_else_learns_of_the_file(story, told, who):
    one = told(story())
    everybody = {"EMPLOYER": EMPLOYER, "WORKER": WORKER, "REGION": REGION, "OFFICE": OFFICE, "POST": POST, "COMMUNE": COMMUNE, **OTHERS}
    assert {name for name, actor in everybody.items() if sees(one, actor)} == who
    for name, actor in everybody.items():
        listed = reading.list_cases(viewer(one.worker if actor is WORKER else actor), reading.CaseFilter(), DAY)
        assert (listed.total, len(listed.lines), listed.counts["all"]) == ((1, 1, 1) if name in who else (0, 0, 0)), name


def test_a_number_that_nobody_has_is_answered_as_one_that_is_not_yours(story):
    one = story().submit()
    for number in ("", "x", "7KM42QX9B6", "' OR 1=1 --", one.number.lower()):
        assert reading.open_case(number, viewer(EMPLOYER), DAY) is None


def test_the_page_of_a_granted_file(story):
    view = sees(told_granted(story()), EMPLOYER)
    assert (view.worker_name, view.employer_name, view.phase, view.ended) == ("Meera Narayanan", "Delvaux Robotics SA", "visa", False)
    assert view.status["en"] == "The permit is granted. The diplomatic post issues the visa."
    assert view.region_name["en"] == "Brussels-Capital Region"
    assert [(right.question, right.answer) for right in view.rights] == [("stay", "no"), ("work", "no")]
    assert [(one.role, one.state) for one in view.holders] == [("post", "now")]
    assert view.holders[0].body_name["en"]
    assert view.competence[0].name == "competence_rule" and view.competence[0].values["rule"] == "host"
    assert view.last == len(view.history)
    answered = {answer.title["en"]: answer.value for answer in view.answers}
    assert answered["Date of birth"] == date(1991, 5, 4) and answered["Nationality"]["fr"] == "Inde"
    assert answered["Days already spent in Belgium in the 180 days before arrival"] == "2026-01-05 – 2026-01-09"


def test_the_post_sees_no_evidence_and_its_sections_only(story):
    view = sees(told_granted(story()), POST)
    assert view.evidence == ()
    assert {answer.section_title["en"] for answer in view.answers} == {"The worker", "Arrival and stay"}
    assert {"issue_visa", "refuse_visa"} <= {act.name for act in view.acts}


def test_each_role_is_offered_its_own_acts(story):
    one = told_admissible(story())
    acts = {actor.role: {act.name for act in sees(one, actor).acts} for actor in (EMPLOYER, REGION, OFFICE)}
    assert {"grant_work", "refuse_work"} <= acts["work_authority"] and "grant_stay" not in acts["work_authority"]
    assert {"grant_stay", "request_evidence"} <= acts["stay_authority"]
    assert "withdraw" in acts["employer"] and not {"grant_work", "grant_stay"} & acts["employer"]


def test_a_commune_that_took_the_file_over_is_not_asked_again(story):
    acts = {act.name for act in sees(taken_over(story()), COMMUNE).acts}
    assert "take_over" not in acts and "write_message" in acts


def test_what_an_act_asks_of_the_evidence(story):
    one = told_admissible(story())
    asked = next(act for act in sees(one, OFFICE).acts if act.name == "request_evidence")
    assert asked.evidence == "choose" and "health_insurance" in dict(asked.evidence_choices)
    one.does("request_evidence", OFFICE, date(2026, 4, 1), asked=["health_insurance", "medical_certificate"])
    answer = next(act for act in sees(one, EMPLOYER, date(2026, 4, 2)).acts if act.name == "answer_request")
    assert [name for name, _ in answer.evidence_choices] == ["health_insurance"]
    theirs = next(act for act in sees(one, WORKER, date(2026, 4, 2)).acts if act.name == "answer_request")
    assert [name for name, _ in theirs.evidence_choices] == ["medical_certificate"]


def test_the_day_chooses_the_stretch_without_a_new_entry(story):
    one = told_admissible(story()).does("request_evidence", OFFICE, date(2026, 4, 1), asked=["health_insurance"])
    assert _decision(one, date(2026, 4, 10)) == ("paused", None, 67)
    after = _decision(one, date(2026, 4, 20))
    assert after[0] == "running" and after[2] == (after[1] - date(2026, 4, 20)).days
    assert sees(one, REGION, date(2026, 12, 1)).phase != "decision"
    assert sees(one, REGION, date(2020, 1, 1)).day == date(2026, 3, 2)


def _decision(one, day):
    found = next(limit for limit in sees(one, REGION, day).limits if limit.name == "decision")
    return found.state, found.due_on, found.days_left


def test_free_text_is_read_from_the_vault_where_the_viewer_may_read_it(story):
    one = told_admissible(story()).does("write_message", OFFICE, date(2026, 3, 10), texts={})
    one.says("message_written", OFFICE, date(2026, 3, 11), texts={"message": one.text("The insurance ends too early.")})
    assert sees(one, EMPLOYER).history[-1].text == "The insurance ends too early."
    assert sees(one, EMPLOYER).history[-1].by_body_name["en"] == "Immigration Office"


def test_after_erasure_the_page_still_says_what_was_decided_when(story):
    one = told_granted(story())
    one.says("message_written", OFFICE, date(2026, 4, 11), texts={"message": one.text("Canary sentence")})
    vault.erase(one.case)
    people.erase(one.worker.person)
    one.retold()
    view = sees(one, REGION)
    assert view.worker_name == "" and view.history[-1].text == "" and view.phase == "visa"
    shown = repr((view.answers, view.history, view.evidence))
    assert not [word for word in ("Meera", "Narayanan", "Scan of", "Z1234567", "Canary", "1991") if word in shown]
    assert "Nationality" in {answer.title["en"] for answer in view.answers}
    assert reading.open_document(viewer(EMPLOYER), _a_file(one, "passport")) is None


def _a_file(one, evidence: str) -> str:
    return next(entry.data["evidence"][evidence][0] for entry in one.entries if evidence in (entry.data.get("evidence") or {}))


def test_a_code_finds_the_case_it_was_given_for(story):
    one = told_granted(story())
    digest = codes.digest("ABCD2345EF")
    one.says("document_issued", OFFICE, date(2026, 4, 10), document="annex_46", code={"ref": "r", "digest": "d"}, code_digest=digest)
    assert reading.case_of_code("abcd 2345 ef") == one.case
    assert reading.case_of_code("ABCD2345EG") is None


def test_a_page_asks_the_database_a_fixed_number_of_times(story):
    one = told_granted(story())
    for number in range(5):
        one.says("message_written", OFFICE, date(2026, 4, 12), texts={"message": one.text(f"Message {number}")})
    with CaptureQueriesContext(connection) as asked:
        sees(one, EMPLOYER)
    assert len(asked) <= 11, [query["sql"][:90] for query in asked]
