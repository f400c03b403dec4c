"""Inspectors who follow an employer: told by e-mail of what ends or comes back, by their own reference, with a proof; nobody else learns of it."""

from datetime import UTC, datetime, timedelta

import pytest

from guichet.delivery import receipts
from guichet.desk.rebuild import rebuild
from guichet.engine.messages import Receipt, recipient_key
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from guichet.journal import store as journal
from guichet.people import memberships
from guichet.people import store as people
from guichet.registry.following import follow, followed, followers_of, unfollow
from guichet.site.channels import channels
from tests.desk.life import EMPLOYER, REGION, day
from tests.desk.test_ends import settled
from tests.registry.conftest import ENTERPRISE, INSPECTOR
from tests.registry.test_inspection_page import signed_in  # noqa: F401  a browser of somebody signed in

AT = datetime(2026, 8, 20, 8, 0, tzinfo=UTC)
MAILBOX = recipient_key(INSPECTOR[1], INSPECTOR[2], INSPECTOR[0])


class KeptMail:
    """Keeps what was sent."""

    def __init__(self) -> None:
        self.sent: list = []

    def send(self, message):
        self.sent.append(message)
        return Receipt("mail", f"receipt-{len(self.sent)}")


def ended(one):
    """The region says that the work ended early: the inspectorate gets a letter."""
    one.does("announce_end", EMPLOYER, day(9, 25), employment_ends_on="2026-09-30", reason="Le projet s'arrête.")
    return one.does("end_work", REGION, day(9, 30), work_ended_on="2026-09-30", ground="contract_ended", reason="Le contrat a pris fin.")


def works(one, on):
    mail = KeptMail()
    one.works(on, channels=channels(news=False) | {"mail": mail})
    return [message for message in mail.sent if message.subject == "followed"]


def test_who_follows_is_told_once_by_reference_and_the_proof_is_kept(life, inspector):
    one = settled(life)
    one.works(day(9, 1))
    follow(inspector, ENTERPRISE, "INS-2026-0418", AT)
    sent = works(ended(one), day(10, 1))
    assert [(m.recipient, m.code, m.case_number, m.case.int) for m in sent] == [(MAILBOX, "INS-2026-0418", "", 0)]
    told = receipts.told_by_mail(MAILBOX, 10)
    assert [(t.case, t.letter, t.reference) for t in told] == [(one.case, "work_end_notice", "receipt-1")]
    assert works(one, day(10, 2)) == []


def test_who_stopped_follows_another_employer_or_left_hears_nothing(life, inspector):
    one = settled(life)
    one.works(day(9, 1))
    follow(inspector, ENTERPRISE, "INS-2026-0418", AT)
    unfollow(inspector, ENTERPRISE, AT + timedelta(hours=1))
    follow(inspector, "0403.019.261", "INS-2026-0419", AT)
    assert works(ended(one), day(10, 1)) == []
    assert [f.enterprise_number for f in followed(inspector, AT)] == ["0403019261"] and followers_of("0999000129") == ()


def test_an_inspector_who_left_is_told_no_more(life, inspector):
    one = settled(life)
    one.works(day(9, 1))
    follow(inspector, ENTERPRISE, "INS-2026-0418", AT)
    memberships.leave(*INSPECTOR, day(9, 15))
    assert works(ended(one), day(10, 1)) == [] and receipts.told_by_mail(MAILBOX, 10) == []


def test_the_journal_does_not_know_who_follows_and_a_rebuild_keeps_it(life, inspector):
    one = settled(life)
    one.works(day(9, 1))
    plain = len(journal.read(one.case))
    follow(inspector, ENTERPRISE, "INS-2026-0418", AT)
    assert len(journal.read(one.case)) == plain
    works(ended(one), day(10, 1))
    assert not any(INSPECTOR[0] in str(entry.data) for entry in journal.read(one.case))
    rebuild()
    assert [f.reference for f in followed(inspector, AT)] == ["INS-2026-0418"]


@pytest.mark.parametrize(
    ("number", "reference", "field", "name"),
    [("0999.000.128", "INS-1", "enterprise_number", ""), ("", "INS-1", "enterprise_number", ""), (ENTERPRISE, "Narayanan", "reference", "not_a_reference")],
)
def test_what_cannot_be_read_is_refused_at_its_field(inspector, number, reference, field, name):
    with pytest.raises(BadAnswer) as refused:
        follow(inspector, number, reference, AT)
    assert refused.value.values["field"] == field and (not name or refused.value.name == name)
    assert followed(inspector, AT) == ()


def test_nobody_follows_twice_and_only_an_inspector_follows(inspector):
    follow(inspector, ENTERPRISE, "INS-1", AT)
    with pytest.raises(NotAllowedNow):
        follow(inspector, ENTERPRISE, "INS-2", AT)
    with pytest.raises(NotYours):
        follow(people.viewer(EMPLOYER.person, EMPLOYER.role, EMPLOYER.body), ENTERPRISE, "INS-1", AT)


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_page_follows_and_stops_in_every_language(signed_in, clock, language):  # noqa: F811
    clock.set_today(day(8, 20))
    browser = signed_in("inspector", language)
    form = {"enterprise_number": ENTERPRISE, "reference": "INS-2026-0418"}
    assert browser.post("/inspection/following", form | {"reference": "x y"}).status_code == 422
    assert browser.post("/inspection/following", form).headers["Location"] == "/inspection/following?done=followed"
    html = browser.get("/inspection/following?done=followed").content.decode()
    assert "Delvaux Robotics SA" in html and "INS-2026-0418" in html and "…" not in html
    assert browser.post("/inspection/following", form).status_code == 409
    assert browser.post("/inspection/following/stop", {"enterprise_number": ENTERPRISE}).status_code == 302
    assert "Delvaux" not in browser.get("/inspection/following").content.decode()


def test_other_roles_find_nothing_here(signed_in):  # noqa: F811
    browser = signed_in("employer")
    assert browser.get("/inspection/following").status_code == 404
    assert browser.post("/inspection/following", {"enterprise_number": ENTERPRISE, "reference": "INS-1"}).status_code == 404
    assert browser.post("/inspection/following/stop", {"enterprise_number": ENTERPRISE}).status_code == 404
