"""A letter on paper: it waits for its authority, counts from the third working day after posting, and keeps its four facts apart."""

import itertools

import pytest

from guichet.delivery import mailbox, post_room, receipts
from guichet.desk import deliveries, posting
from guichet.desk.deliveries import Delivery
from guichet.desk.law_of import the_law
from guichet.engine.messages import recipient_key
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from guichet.engine.words import Actor
from tests.desk.life import EMPLOYER, FILED, FLANDERS, OFFICE, OFFICE_COLLEAGUE, PROCEDURE, REGION, Life, at, day

ADDRESS = "12 Residency Road\nBengaluru 560025\nIndia"
NUMBER = "RR 123 456 785 BE"


@pytest.fixture(autouse=True)
def letters_are_short(monkeypatch) -> None:
    monkeypatch.setattr("guichet.letters.render.render", lambda letter, language, *_: f"{letter} {language}".encode())


@pytest.fixture
def refused(life) -> Life:
    """Refused on Thursday 9 April; the worker is abroad and has no Belgian number."""
    one = life({"worker_has_number": False, "elected_domicile": ADDRESS}).admissible()
    one.does("refuse_stay", OFFICE, day(4, 9), ground="public_order", reason="Raison.")
    one.works(day(4, 9))
    return one


def waiting() -> post_room.PaperLetter:
    [letter] = post_room.to_post(OFFICE.body)
    return letter


def of_worker(one: Life, letter: str = "annex_48") -> Delivery:
    return next(d for d in deliveries.deliveries(one.case) if d.role == "worker" and d.letter == letter)


def test_the_refusal_of_a_worker_abroad_waits_to_be_posted_and_nobody_is_notified_yet(refused):
    letter = waiting()
    assert (letter.letter, letter.made_on, letter.recipient, letter.posted_on) == ("annex_48", day(4, 9), f"worker||{refused.worker.person}", None)
    assert "worker" not in {e.data["to"] for e in refused.entries if e.kind == "notified" and e.data["letter"] == "annex_48"}
    assert refused.holds("limit", "appeal_stay#1", day(4, 30)) is None
    assert of_worker(refused).is_to_post and of_worker(refused).sent_on is None
    assert not [m for m in mailbox.inbox(recipient_key("worker", "", refused.worker.person)) if m.letter == "annex_48"]


def test_posted_on_a_friday_it_counts_as_notified_on_wednesday_and_the_appeal_from_that_day(refused):
    posting.post(OFFICE, waiting().id, day(4, 10), NUMBER, at(day(4, 10), 15))
    notified = refused.last("notified")
    assert (notified.on, notified.data["deemed_on"], notified.data["receipt"]) == (day(4, 10), "2026-04-15", "RR123456785BE")
    assert notified.data["posted_by"]["person"] == OFFICE.person and notified.by.role == "guichet"
    assert refused.holds("limit", "appeal_stay#1", day(4, 16))["due_on"] == "2026-05-15"  # 15 April is day 1, 14 May is Ascension
    assert post_room.to_post(OFFICE.body) == [] and [p.receipt.reference for p in receipts.of_case(refused.case) if p.letter == "annex_48"]


def test_the_four_facts_are_kept_apart(refused):
    posting.post(OFFICE, waiting().id, day(4, 10), NUMBER, at(day(4, 10), 15))
    [under_way] = post_room.under_way(OFFICE.body)
    posting.answer(OFFICE, under_way.id, "presented", day(4, 20), at(day(4, 21)))
    told = of_worker(refused)
    assert (told.sent_on, told.presented_on, told.deemed_on, told.read_on, told.returned_on) == (day(4, 10), day(4, 20), day(4, 15), None, None)
    assert refused.holds("limit", "appeal_stay#1", day(4, 22))["due_on"] == "2026-05-15"  # a proof, not a new start
    assert post_room.under_way(OFFICE.body) == []


def test_a_letter_that_comes_back_still_counts(refused):
    posting.post(OFFICE, waiting().id, day(4, 10), NUMBER, at(day(4, 10), 15))
    letter = post_room.under_way(OFFICE.body)[0].id
    posting.answer(OFFICE, letter, "returned", day(4, 28), at(day(4, 28)))
    assert of_worker(refused).returned_on == day(4, 28) and of_worker(refused).deemed_on == day(4, 15)
    with pytest.raises(NotAllowedNow):
        posting.answer(OFFICE, letter, "returned", day(4, 29), at(day(4, 29)))


def test_in_the_e_box_sent_presented_and_deemed_are_one_day_and_read_is_another(refused):
    [message] = [m for m in mailbox.inbox(recipient_key("employer", EMPLOYER.body)) if m.letter == "annex_48"]
    mailbox.mark_read(message.recipient, message.id, at(day(4, 13)))
    told = next(d for d in deliveries.deliveries(refused.case) if d.role == "employer" and d.letter == "annex_48")
    assert (told.channel, told.sent_on, told.presented_on, told.deemed_on, told.read_on) == ("ebox", day(4, 9), day(4, 9), day(4, 9), day(4, 13))


@pytest.mark.parametrize("stranger", [REGION, FLANDERS, EMPLOYER, Actor("worker", "", "x"), Actor("stay_authority", OFFICE.body, REGION.person)])
def test_only_the_authority_that_writes_posts(refused, stranger):
    with pytest.raises(NotYours):
        posting.post(stranger, waiting().id, day(4, 10), NUMBER, at(day(4, 10)))
    assert waiting().posted_on is None


@pytest.mark.parametrize(("on", "number", "name"), [
    (day(4, 11), NUMBER, "day_in_the_future"), (day(4, 8), NUMBER, "day_before_what_it_answers"), (day(4, 10), "12", "number_of_the_post"),
    (day(4, 10), "RR<script>", "number_of_the_post"), (day(4, 10), "R" * 41, "number_of_the_post"),
])  # fmt: skip
def test_a_day_or_a_number_that_cannot_be_is_refused_and_nothing_is_kept(refused, on, number, name):
    before = refused.kinds
    with pytest.raises(BadAnswer) as wrong:
        posting.post(OFFICE, waiting().id, on, number, at(day(4, 10)))
    assert wrong.value.name == name and refused.kinds == before and waiting().posted_on is None


def test_posted_twice_is_notified_once(refused):
    letter = waiting().id
    posting.post(OFFICE, letter, day(4, 10), NUMBER, at(day(4, 10)))
    with pytest.raises(NotAllowedNow):
        posting.post(OFFICE_COLLEAGUE, letter, day(4, 10), NUMBER, at(day(4, 10)))
    assert [e.data["to"] for e in refused.entries if e.kind == "notified" and e.data["letter"] == "annex_48"].count("worker") == 1


def test_nothing_is_said_of_a_letter_that_was_not_posted(refused):
    with pytest.raises(NotAllowedNow):
        posting.answer(OFFICE, waiting().id, "presented", day(4, 10), at(day(4, 10)))


def test_the_envelope_has_the_name_and_the_elected_domicile_and_no_table_keeps_them(refused):
    letter = waiting()
    assert posting.envelope(letter) == ["Meera Narayanan", "12 Residency Road", "Bengaluru 560025", "India"]
    assert "Narayanan" not in repr(letter) and "Bengaluru" not in repr(letter)


def test_a_worker_with_a_belgian_number_is_told_in_the_e_box(life):
    one = life({"worker_has_number": True}).admissible().does("refuse_stay", OFFICE, day(4, 9), ground="public_order", reason="Raison.")
    one.works(day(4, 9))
    assert post_room.to_post(OFFICE.body) == [] and of_worker(one).deemed_on == day(4, 9)


def test_the_notice_to_the_first_state_leaves_by_post(life):
    one = life().granted().does("inform_first_state", OFFICE, day(4, 13))
    one.works(day(4, 13))
    [letter] = [letter for letter in post_room.to_post(OFFICE.body) if letter.letter == "first_state_notice"]
    assert letter.recipient == "first_state|state:FRA|" and letter.language == "en"
    assert posting.envelope(letter) == ["the authority of the first Member State"]


def test_no_decision_reaches_a_worker_abroad_without_a_number_by_page_or_e_box_alone():
    law = the_law()
    for procedure in law.procedures():
        for region in law.folder.regions(procedure):
            rules = law.rules(procedure, region, FILED)
            deciding = [
                rule
                for rule in rules.letters
                if rule.after.word in ("granted", "refused", "declared_inadmissible", "visa_refused", "ended", "revoked")
            ]
            for rule, (present, has_number) in itertools.product(deciding, itertools.product((True, False), (True, False, None))):
                facts = {"lawfully_present": present, "worker_has_number": has_number}
                if any(rules.given.get(name, value) != value for name, value in facts.items()):
                    continue  # what goes without saying for this kind of application
                ways = {r.channel for r in rule.to if r.role == "worker" and (r.when is None or r.when.holds(facts.get))}
                assert len(ways) == 1, (rule.letter, facts)
                if not present and not has_number:
                    assert ways <= {"registered", "counter"}, (procedure, region, rule.letter)
    assert PROCEDURE in law.procedures()
