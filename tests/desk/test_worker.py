"""The worker: a letter is made, sent and told exactly once, whatever dies on the way, and one bad row stops no other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from guichet.casefile import reading
from guichet.delivery import mailbox, receipts, standing
from guichet.delivery import store as outbox
from guichet.delivery.store import LEASE, NewRow
from guichet.desk import worker
from guichet.engine.messages import NotDelivered, Receipt, recipient_key
from guichet.journal.verify import verify
from guichet.letters.errors import MissingField
from guichet.people import store as people
from guichet.site.channels import channels
from guichet.sources.ebox import FakeEbox
from guichet.sources.failing import Failing
from guichet.sources.fake_seal import FailingSeal, FakeSeal
from guichet.vault import store as vault
from tests.desk.life import COMMUNE, FILED, OFFICE, OTHER_COMMUNE, REGION, Life, at, day


class Killed(BaseException):
    """What a process meets that is ended without warning: nothing catches it."""


@pytest.fixture(autouse=True)
def letters_are_short(monkeypatch) -> None:
    """The look of a letter is tested where letters are; here they are a line."""
    monkeypatch.setattr("guichet.letters.render.render", lambda letter, language, fields, *_: f"{letter} {language}".encode())


@pytest.fixture
def dies(monkeypatch) -> Callable[..., None]:
    """Kills the worker once, before or after it does something: dies(after=(outbox, "claim"))."""

    def plan(before: tuple | None = None, after: tuple | None = None) -> None:
        room, name = before or after
        real, left = getattr(room, name), [True]

        def mortal(*given: object, **more: object) -> object:
            if left and before:
                left.clear()
                raise Killed
            answer = real(*given, **more)
            if left:
                left.clear()
                raise Killed
            return answer

        monkeypatch.setattr(room, name, mortal)

    return plan


def work_once(one: Life, instant: datetime, **more: object) -> int:
    taken = 0
    while found := worker.work(lambda: instant, more.get("channels") or channels(news=False), more.get("seal") or FakeSeal()):
        taken += found
    return taken


def letters_in_vault(one: Life) -> int:
    return len(vault.refs(one.case, "letter"))


def test_a_letter_is_made_and_sent_to_each_recipient_of_the_law(life):
    one = life().submit()
    assert one.works(FILED) == 3 and one.works(FILED) == 0
    assert one.kinds == ["application_submitted", "letter_made", "notified", "notified"]
    made, notified = one.last("letter_made"), one.last("notified")
    assert vault.is_as_kept(one.case, made.data["ref"], made.data["digest"])
    assert notified.data["channel"] == "ebox" and {e.data["to"] for e in one.entries[2:]} == {"employer", "worker"}
    assert [m.letter for m in mailbox.inbox(recipient_key("worker", "", one.worker.person))] == ["receipt"]
    assert {proof.letter for proof in receipts.of_case(one.case)} == {"receipt"} and len(receipts.of_case(one.case)) == 2


STEPS = {
    "after it took the row": {"after": (outbox, "claim")},
    "after the letter was written to the vault": {"after": (vault, "keep_file")},
    "before it told the desk": {"before": (worker, "handle")},
    "after it told the desk": {"after": (worker, "handle")},
    "before it crossed the row off": {"before": (outbox, "done")},
    "before it kept the receipt": {"before": (receipts, "keep")},
    "after it kept the receipt": {"after": (receipts, "keep")},
    "before it put the message into the mailbox": {"before": (mailbox, "post")},
    "after it put the message into the mailbox": {"after": (mailbox, "post")},
}


@pytest.mark.parametrize("moment", STEPS)
def test_a_worker_that_is_killed_leaves_one_letter_and_one_notification_of_each(life, dies, moment):
    one = life().submit()
    dies(**STEPS[moment])
    with pytest.raises(Killed):  # the transaction that was open is gone, what was committed before stays
        work_once(one, at(FILED, 11), channels={"ebox": FakeEbox(mailbox.post)})
    assert work_once(one, at(FILED, 11) + LEASE + timedelta(seconds=1), channels={"ebox": FakeEbox(mailbox.post)}) >= 1
    assert sorted(one.kinds) == ["application_submitted", "letter_made", "notified", "notified"]
    assert letters_in_vault(one) == 1 and len(receipts.of_case(one.case)) == 2
    assert len(mailbox.inbox(recipient_key("worker", "", one.worker.person))) == 1
    assert standing.counts() == {"waiting": 0, "done": 3, "failed": 0}


def test_a_letter_that_its_fields_do_not_make_is_given_up_at_once_and_seen(life, monkeypatch):
    def refuse(*_: object) -> bytes:
        raise MissingField("missing_field", letter="receipt", field="answers")

    one = life().submit()
    monkeypatch.setattr("guichet.letters.render.render", refuse)
    one.works(FILED)
    [row] = standing.failures()
    assert (row.tries, row.reason, row.case) == (1, "missing_field", one.case) and standing.counts()["waiting"] == 0


def test_what_leaves_is_sealed_and_the_journal_holds_the_digest_of_the_sealed_letter(life):
    one = life().submit()
    one.works(FILED)
    made = one.last("letter_made").data
    assert vault.read_file(one.case, made["ref"]).content == b"receipt fr" + FakeSeal.MARK and vault.is_as_kept(one.case, made["ref"], made["digest"])


def test_while_the_seal_does_not_answer_the_letter_waits_and_nothing_leaves(life):
    one = life().submit()
    seal, instant = FailingSeal(FakeSeal(), ("fails",)), at(FILED, 11)
    work_once(one, instant, seal=seal)
    [row] = standing.waiting(one.case)
    assert (row.kind, row.reason, row.tries) == ("letter", "no_answer", 1) and one.kinds == ["application_submitted"] and letters_in_vault(one) == 0
    work_once(one, instant + outbox.delay(1), seal=seal)
    assert one.kinds.count("letter_made") == 1 and one.kinds.count("notified") == 2


def test_a_letter_that_the_seal_refuses_is_given_up_and_seen(life):
    one = life().submit()
    work_once(one, at(FILED, 11), seal=FailingSeal(FakeSeal(), ("refuses",)))
    [row] = standing.failures()
    assert row.reason == "refused" and one.kinds == ["application_submitted"]


def test_a_row_that_cannot_be_done_stops_no_other(life, monkeypatch):
    from guichet.letters import render as room

    bad, good, real = life().submit(), life().submit(), room.render

    def sometimes(letter: str, language: str, fields: dict, *more: object) -> bytes:
        if fields["case_number"].replace(" ", "") == number(bad):
            raise ZeroDivisionError("Narayanan Meera")
        return real(letter, language, fields, *more)

    monkeypatch.setattr(room, "render", sometimes)
    outbox.put([NewRow(uuid4(), bad.case, "send", "no such channel", at(FILED), {"on": "2026-03-02", "channel": "smoke", "key": "a||", "letter": "x",
                                                                                "language": "fr", "ref": "x"}, lane="x")])  # fmt: skip
    good.works(FILED)
    assert good.kinds.count("notified") == 2 and bad.kinds == ["application_submitted"]
    waiting = standing.waiting(bad.case)
    assert {row.reason for row in waiting} == {"ZeroDivisionError", "KeyError"}  # the class alone: the sentence may hold a name


def number(one: Life) -> str:
    from guichet.engine.case_number import number_of

    return number_of(one.case)


def test_letters_of_one_file_leave_in_the_order_of_their_acts(life):
    one = life().submit().does("declare_admissible", REGION, FILED)
    one.works(FILED)
    assert [e.data["letter"] for e in one.entries if e.kind == "letter_made"] == ["receipt", "declared_admissible"]


def test_while_the_e_box_of_the_office_fails_the_copy_is_due_and_is_tried_again(life):
    one = life().admissible()
    office = recipient_key("stay_authority", OFFICE.body)

    class NoOffice:
        def send(self, message):
            if message.recipient == office:
                raise NotDelivered("no_answer")
            return channels(news=False)["ebox"].send(message)

    one.works(day(3, 9), channels={"ebox": NoOffice()})
    assert one.holds("limit", "copy#1", day(3, 20))["state"] == "running" and one.holds("limit", "copy#1", day(3, 20))["due_on"] == "2026-03-24"
    assert one.holds("limit", "copy#1", day(3, 25))["state"] == "passed"
    [row] = standing.waiting(one.case)
    assert (row.reason, row.tries) == ("no_answer", 1)
    later = at(day(3, 9), 11) + outbox.delay(1)
    assert work_once(one, later - timedelta(seconds=1)) == 0 and work_once(one, later) == 1
    assert one.holds("limit", "copy#1", day(3, 20))["state"] == "ended" and one.last("notified").data["to"] == "stay_authority"


@pytest.mark.parametrize("plan", [("late",), ("twice",), ("late", "fails", "twice")])
def test_a_channel_on_a_bad_day_delivers_once(life, plan):
    one = life().submit()
    bad = {"ebox": Failing(FakeEbox(mailbox.post), plan)}
    instant = at(FILED, 11)
    for _ in range(4):
        work_once(one, instant, channels=bad)
        instant += timedelta(hours=1)
    assert one.kinds.count("notified") == 2 and len(mailbox.inbox(recipient_key("employer", one.entries[0].by.body))) == 1


def test_a_channel_that_gives_each_try_another_reference_is_told_once(life, dies):
    class Registered:
        def send(self, message):
            return Receipt("registered_mail", str(uuid4()))

    one = life().submit()
    one.works(FILED, channels={"ebox": Failing(Registered(), ("fails", "fails"))})
    dies(before=(outbox, "done"))
    with pytest.raises(Killed):
        work_once(one, at(day(3, 3)), channels={"ebox": Registered()})
    work_once(one, at(day(3, 3)) + LEASE, channels={"ebox": Registered()})
    assert one.kinds.count("notified") == 2 and standing.counts() == {"waiting": 0, "done": 3, "failed": 0}
    assert {p.receipt.reference for p in receipts.of_case(one.case)} == {e.data["receipt"] for e in one.entries if e.kind == "notified"}


def test_a_recipient_who_cannot_be_reached_at_all_is_seen_as_failed(life):
    one = life().submit()
    one.works(FILED, channels={"ebox": Failing(FakeEbox(mailbox.post), ("refuses",))})
    [row] = standing.failures()
    assert row.reason == "refused" and one.kinds.count("notified") == 1


def test_the_decision_on_a_worker_who_is_here_reaches_the_commune_where_they_will_live(life):
    one = life({"lawfully_present": True, "post": None, "planned_arrival_on": "2026-02-20"}).granted()
    one.works(day(4, 10))
    [message] = mailbox.inbox(recipient_key("municipality", COMMUNE.body))
    assert message.letter == "annex_46"
    opens = {who: reading.open_document(people.viewer(who.person, who.role, who.body), message.ref) is not None for who in (COMMUNE, OTHER_COMMUNE)}
    assert opens == {COMMUNE: True, OTHER_COMMUNE: False}  # the letter, not yet the file
    assert reading.open_case(number(one), people.viewer(COMMUNE.person, COMMUNE.role, COMMUNE.body), day(4, 10)) is None
    assert "post" not in {e.data["to"] for e in one.entries if e.kind == "notified"}


def test_the_decision_on_a_worker_abroad_reaches_the_post_and_no_commune(life):
    one = life().granted()
    one.works(day(4, 10))
    told = {e.data["to"] for e in one.entries if e.kind == "notified" and e.data["letter"] == "annex_46"}
    assert told == {"worker", "employer", "post"}


def test_the_appeal_runs_from_the_day_the_refusal_was_delivered(life):
    one = life().admissible().does("refuse_stay", OFFICE, day(4, 1), ground="public_order", reason="Raison.")
    assert one.holds("limit", "appeal_stay#1", day(4, 2)) is None
    one.works(day(4, 3))
    assert one.holds("limit", "appeal_stay#1", day(4, 3))["due_on"] == "2026-05-04"  # 3 April + 30 = 3 May, a Sunday
    assert one.holds("limit", "appeal_work#1", day(4, 3)) is None


def test_what_waits_holds_references_only(life):
    one = life().granted()
    for row in standing.waiting():
        assert set(row.data) == {"letter", "entry", "known"}
    one.works(day(4, 10))
    assert verify().whole and datetime.now(UTC).tzinfo
