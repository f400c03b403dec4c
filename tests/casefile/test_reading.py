"""Who sees what of a file: the matrix of viewers, and what a page is given on a day."""

from datetime import date

from guichet.casefile import reading
from guichet.engine.words import Actor
from guichet.people.store import Viewer
from tests.casefile.conftest import (
    COMMUNE,
    EMPLOYER,
    OFFICE,
    OTHER_COMPANY,
    POST,
    REGION,
    told_admissible,
    told_granted,
)

DAY = date(2026, 4, 20)
OTHERS = {
    "other employer": Actor("employer", OTHER_COMPANY, "7d507c05-8fcb-5cf1-b74c-36dcde61e3e2"),
    "other region": Actor("work_authority", "authority:flanders", "4fb8e27d-7021-51e6-9fac-d6b88975d2d2"),
    "other post": Actor("post", "post:CN-BJS", "3b47c576-c6ea-5fd2-b54a-86fc659473fd"),
    "commune": COMMUNE,
    "another worker": Actor("worker", "", "5e4f0a63-0000-4000-8000-000000000009"),
    "region by another role": Actor("stay_authority", "authority:brussels", REGION.person),
}


def viewer(actor: Actor) -> Viewer:
    return Viewer(actor.person, "", actor.role, actor.body, "", "en")


def sees(story, actor, day=DAY):
    return reading.open_case(story.number, viewer(actor), day)


def test_after_filing_the_parties_and_the_region_see_the_file_and_nobody_else(story):
    one = story().submit()
    assert all(sees(one, actor) for actor in (EMPLOYER, one.worker, REGION))
    assert not any(sees(one, actor) for actor in (OFFICE, POST, *OTHERS.values()))


def test_the_office_sees_the_file_once_it_is_admissible(story):
    one = told_admissible(story())
    assert sees(one, OFFICE)
    assert not any(sees(one, actor) for actor in (POST, *OTHERS.values()))


def test_the_post_sees_a_granted_file_without_evidence_and_with_its_sections_only(story):
    view = sees(told_granted(story()), POST)
    assert view.evidence == ()
    assert {answer.section_title["en"] for answer in view.answers} == {"The worker", "Arrival and stay"}
    assert [act.name for act in view.acts] == ["issue_visa", "refuse_visa", "write_message"]
