"""The end of a permit through the door of the desk: heard first, taken back, told to everybody, annulled; appeals; what is refused changes nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from guichet.casefile import reading
from guichet.delivery import standing
from guichet.desk import letters_due, rebuild
from guichet.engine.refusals import Refusal
from guichet.engine.words import Actor
from guichet.people import store as people
from tests.desk.life import COMMUNE, EMPLOYER, OFFICE, POST, REGION, STAY_UNTIL, WORK_UNTIL, Life, day
from tests.desk.test_rebuild import dump

REASON = "Des documents falsifiés ont été trouvés."


HEARD_FROM = day(10, 1)


def settled(life: Callable[..., Life]) -> Life:
    """Granted, arrived, with card J handed over."""
    one = life().admissible().does("grant_work", REGION, day(4, 1), work_authorised_until=WORK_UNTIL)
    one.does("grant_stay", OFFICE, day(4, 10), stay_authorised_until=STAY_UNTIL).does("issue_visa", POST, day(4, 20), visa_until="2026-11-30")
    one.does("take_over", COMMUNE, day(8, 3), code=one.code()).does("register_arrival", COMMUNE, day(8, 3), entered_on="2026-08-01")
    for number, act in enumerate(("confirm_residence", "enter_in_register", "order_card", "deliver_card"), start=4):
        one.does(act, COMMUNE, day(8, number))
    return one


def invited(one: Life, on: date = HEARD_FROM) -> Life:
    """Invited to be heard on the stay; the letter reached the worker on the same day."""
    one.does("hear_on_stay", OFFICE, on, reason="Nous envisageons un retrait.").works(on)
    return one


def number_of_card(one: Life) -> str:
    """The name of the stretch of the card."""
    issued = [e for e in one.entries if e.kind == "document_issued"]
    return f"card_j#{[e.data['document'] for e in issued].index('card_j') + 1}"


def told_to(one: Life, letter: str) -> set[str]:
    """The roles that the last letter of this name is for."""
    row = next(row for row in reversed(standing.waiting(one.case)) if row.data["letter"] == letter)
    return {str(to["role"]) for to in letters_due.composed(one.case, row.data).to}


def refused(one: Life, name: str, act: str, by: Actor, on: date, **data: object) -> None:
    """The act is refused with this name, and nothing is written."""
    before = one.entries
    with pytest.raises(Refusal) as why:
        one.does(act, by, on, **data)
    assert why.value.name == name and one.entries == before


def test_what_is_taken_back_ends_its_documents_and_the_work_falls_with_the_stay(life):
    one = settled(life).does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason=REASON)
    one.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason=REASON)
    assert one.kinds[-3:] == ["revoked", "ended", "facts_changed"] and one.phase(day(10, 1)) == "revoked"
    card = one.holds("document", number_of_card(one), day(10, 1))
    assert (card["state"], card["valid_until"]) == ("ended", "2026-09-30")
    assert [one.holds("right", q, day(10, 1))["answer"] for q in ("stay", "work")] == ["no", "no"]
    assert told_to(one, "annex_52") == {"worker", "employer", "work_authority"}
    assert told_to(one, "stay_end_notice") == {"municipality", "first_state", "social_security", "inspector"}


def test_everybody_who_must_know_is_told_and_each_delivery_leaves_a_proof(life):
    one = settled(life).does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason=REASON)
    one.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason=REASON).works(day(10, 1))
    told = [e for e in one.entries if e.kind == "notified" and e.data["letter"] in ("annex_52", "stay_end_notice")]
    assert {e.data["to"] for e in told} == {"worker", "employer", "work_authority", "municipality", "social_security", "inspector"}
    assert all(e.data["receipt"] for e in told)  # the first State is told on paper, which waits for the post room


def test_an_annulment_from_the_start_gives_every_day_back_and_the_journal_keeps_both(life):
    one = settled(life).does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason=REASON)
    before = one.entries
    one.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason=REASON)
    then = one.entries
    one.does("undo_end_of_stay", OFFICE, day(11, 16), reason="Les pièces sont authentiques.")
    assert one.entries[: len(then)] == then
    assert one.last("annulled").data["falls"] == [e.number for e in then[len(before) :] if e.kind in ("revoked", "ended")]
    for on in (day(10, 1), day(10, 20), day(11, 16)):
        assert one.phase(on) == "settled" and one.holds("right", "work", on)["answer"] == "yes"
    assert one.holds("document", number_of_card(one), day(10, 20))["valid_until"] == "2027-08-31"


def test_an_annulment_from_now_leaves_the_days_between_as_they_were(life):
    one = settled(life).does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason=REASON)
    one.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason=REASON)
    one.does("lift_end_of_stay", OFFICE, day(11, 16), reason="Les pièces sont authentiques.")
    answers = [one.holds("right", "stay", on)["answer"] for on in (day(9, 30), day(10, 1), day(11, 15), day(11, 16))]
    assert answers == ["yes", "no", "no", "yes"] and one.phase(day(11, 16)) == "settled"


@pytest.mark.parametrize("act", ["undo_end_of_stay", "lift_end_of_stay"])
def test_what_was_told_step_by_step_is_what_is_told_again(life, act):
    one = settled(life).does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason=REASON)
    one.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason=REASON).works(day(10, 1))
    one.does(act, OFFICE, day(11, 16), reason="Les pièces sont authentiques.").works(day(11, 16))
    before = dump()
    with transaction.atomic():
        rebuild.tell_again(one.case)
    assert dump() == before


def test_nobody_takes_back_before_the_person_could_answer(life):
    one = invited(settled(life))
    assert one.holds("limit", "hearing_stay#1", day(10, 1))["due_on"] == "2026-10-16"
    refused(one, "condition_not_met", "revoke_stay", OFFICE, day(10, 16), ground="fraud", reason=REASON)
    one.does("answer_on_stay", one.worker, day(10, 9), answer="Les pièces sont authentiques, en voici la preuve.")
    one.does("revoke_stay", OFFICE, day(10, 12), ground="fraud", reason=REASON)


def test_an_answer_may_bring_papers_that_only_the_authority_that_heard_opens(life):
    one = invited(settled(life))
    papers = {"hearing_stay_papers": [one.file("hearing_stay_papers")]}
    one.does("answer_on_stay", one.worker, day(10, 9), answer="En voici la preuve.", evidence=papers)
    assert one.last("heard").data["evidence"] == papers
    opens = {role.role: _opens(one, role, papers["hearing_stay_papers"][0]) for role in (OFFICE, REGION, EMPLOYER, COMMUNE, one.worker)}
    assert opens == {"stay_authority": True, "work_authority": False, "employer": False, "municipality": False, "worker": True}
    before = dump()
    rebuild.tell_again(one.case)
    assert dump() == before


def test_an_answer_brings_no_other_papers_and_needs_none(life):
    one = invited(settled(life))
    refused(one, "not_yours_to_give", "answer_on_stay", one.worker, day(10, 9), answer="Voici.", evidence={"means": [one.file("means")]})
    assert "hearing_stay_papers" not in one.needed()
    one.does("answer_on_stay", one.worker, day(10, 9), answer="Sans pièces.")


def _opens(one: Life, by: Actor, ref: str) -> bool:
    return reading.open_document(people.viewer(by.person, by.role, by.body), ref) is not None


def test_after_fifteen_days_without_an_answer_the_authority_decides(life):
    one = invited(settled(life))
    one.does("end_stay", OFFICE, day(10, 19), ground="public_order", reason=REASON)
    assert one.phase(day(10, 19)) == "stay_ended"
    refused(one, "not_in_this_phase", "answer_on_stay", one.worker, day(10, 20), answer="Trop tard.")


def test_what_was_taken_back_already_is_not_taken_back_again_and_nothing_changes(life):
    one = settled(life).does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason=REASON)
    one.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason=REASON)
    refused(one, "not_in_this_phase", "revoke_stay", OFFICE, day(10, 2), ground="fraud", reason=REASON)
    refused(one, "not_in_this_phase", "end_work", REGION, day(10, 2), work_ended_on="2026-10-01", ground="contract_ended", reason=REASON)
    refused(one, "not_in_this_phase", "announce_end", EMPLOYER, day(10, 2), employment_ends_on="2026-10-31", reason="Fin.")


def test_nothing_is_annulled_that_did_not_end(life):
    one = settled(life)
    refused(one, "condition_not_met", "undo_end_of_work", REGION, day(10, 1), reason="Rien.")
    refused(one, "not_in_this_phase", "undo_end_of_stay", OFFICE, day(10, 1), reason="Rien.")


def ended_work(life: Callable[..., Life]) -> Life:
    one = settled(life).does("announce_end", EMPLOYER, day(9, 25), employment_ends_on="2026-09-30", reason="Le projet s'arrête.")
    return one.does("end_work", REGION, day(9, 30), work_ended_on="2026-09-30", ground="contract_ended", reason="Le contrat a pris fin.")


def test_the_stay_ends_by_law_when_no_new_employer_files_also_when_the_clock_was_off(life):
    one = ended_work(life)
    assert one.silent_until(day(12, 29)) == 0
    assert one.silent_until(day(1, 25, 2027)) == 1
    assert (one.last("ended").on, one.last("ended").data) == (day(12, 30), {"how": "silence", "track": "stay"})
    assert one.phase(day(12, 29)) == "settled" and one.phase(day(12, 30)) == "stay_ended"
    assert "stay_ended_by_law" in {row.data["letter"] for row in standing.waiting(one.case)}
    one.does("strike_off", COMMUNE, day(1, 26, 2027))


def test_a_new_application_in_time_keeps_the_stay(life):
    one = ended_work(life).does("note_new_application", OFFICE, day(12, 15), new_file="7KM42QX9B6")
    one.silent_until(day(3, 1, 2027))
    assert one.phase(day(3, 1, 2027)) == "settled" and "ended" in one.kinds and one.last("ended").data["track"] == "work"
    refused(one, "condition_not_met", "note_new_application", OFFICE, day(12, 16), new_file="7KM42QX9B6")


def test_the_last_day_of_work_may_not_lie_ahead_of_the_decision(life):
    one = settled(life).does("announce_end", EMPLOYER, day(9, 25), employment_ends_on="2026-10-31", reason="Le projet s'arrête.")
    refused(one, "in_the_future", "end_work", REGION, day(9, 28), work_ended_on="2026-10-31", ground="contract_ended", reason=REASON)


def refusal(life: Callable[..., Life]) -> Life:
    one = life().admissible().does("grant_work", REGION, day(4, 1), work_authorised_until="2027-08-31")
    one.does("refuse_stay", OFFICE, day(4, 10), ground="public_order", reason=REASON).works(day(4, 10))
    return one


def test_an_appeal_is_noted_with_its_day_and_whether_it_came_in_time(life):
    one = refusal(life)
    one.does("lodge_appeal_stay", one.worker, day(5, 8), lodged_on="2026-05-08", reference="RvV 2026/118")
    assert one.last("appeal_lodged").data["late"] is False  # 10 April + 30 = Sunday 10 May: Monday 11 May
    late = refusal(life)
    late.does("note_appeal_stay", OFFICE, day(5, 20), lodged_on="2026-05-12", lodged_by="worker")
    assert late.last("appeal_lodged").data["late"] is True


def test_an_appeal_by_somebody_who_may_not_lodge_it_changes_nothing(life):
    one = refusal(life)
    refused(one, "may_not_appeal", "lodge_appeal_stay", EMPLOYER, day(5, 4), lodged_on="2026-05-04")
    refused(one, "may_not_appeal", "note_appeal_stay", OFFICE, day(5, 4), lodged_on="2026-05-04", lodged_by="employer")
    refused(one, "not_in_this_phase", "lodge_appeal_end_stay", one.worker, day(5, 4), lodged_on="2026-05-04")
    refused(one, "condition_not_met", "lodge_appeal_work", EMPLOYER, day(5, 4), lodged_on="2026-05-04")


def test_a_worker_abroad_does_not_appeal_to_the_minister(life):
    one = life().admissible().does("refuse_work", REGION, day(4, 1), ground="pay_too_low", reason=REASON)
    refused(one, "may_not_appeal", "lodge_appeal_work", one.worker, day(4, 7), lodged_on="2026-04-07")
    here = life({"lawfully_present": True, "post": None, "planned_arrival_on": "2026-02-20"}).admissible()
    here.does("refuse_work", REGION, day(4, 1), ground="pay_too_low", reason=REASON)
    here.does("lodge_appeal_work", here.worker, day(4, 7), lodged_on="2026-04-07")


def test_days_before_what_they_follow_are_refused(life):
    one = refusal(life)
    refused(one, "day_before_what_it_answers", "lodge_appeal_stay", one.worker, day(5, 4), lodged_on="2026-04-09")
    refused(one, "in_the_future", "lodge_appeal_stay", one.worker, day(5, 4), lodged_on="2026-05-05")
    refused(one, "condition_not_met", "decide_appeal_stay", OFFICE, day(5, 4), appeal_outcome="rejected", judged_on="2026-05-04")
    one.does("lodge_appeal_stay", one.worker, day(5, 8), lodged_on="2026-05-08")
    refused(one, "day_before_what_it_answers", "decide_appeal_stay", OFFICE, day(6, 4), appeal_outcome="rejected", judged_on="2026-05-07")
    refused(one, "condition_not_met", "lodge_appeal_stay", one.worker, day(5, 9), lodged_on="2026-05-09")


def test_the_council_annuls_and_the_office_decides_again_with_a_new_limit(life):
    one = refusal(life).does("note_appeal_stay", OFFICE, day(5, 11), lodged_on="2026-05-08", lodged_by="worker")
    one.does("decide_appeal_stay", OFFICE, day(9, 1), appeal_outcome="annulled", judged_on="2026-08-28")
    assert one.phase(day(9, 1)) == "decision" and one.holds("limit", "decision_again#1", day(9, 1))["due_on"] == "2026-11-30"
    assert one.silent_until(day(12, 31)) == 0
    one.does("grant_stay", OFFICE, day(9, 21), stay_authorised_until="2027-08-31")
    assert one.phase(day(9, 21)) == "visa" and one.last("granted").on == day(9, 21)


def test_the_minister_replaces_the_no_of_the_region_and_wakes_the_stay(life):
    one = life().admissible().does("refuse_work", REGION, day(4, 1), ground="pay_too_low", reason=REASON)
    one.does("lodge_appeal_work", EMPLOYER, day(4, 20), lodged_on="2026-04-20")
    one.does("reform_work", REGION, day(7, 1), judged_on="2026-06-26", work_authorised_until="2027-08-31")
    assert one.phase(day(7, 1)) == "decision" and "grant_stay" in one.may("stay_authority", day(7, 1))
    one.does("grant_stay", OFFICE, day(7, 8), stay_authorised_until="2027-08-31")
    assert one.last("document_issued").data["document"] == "annex_46"


def test_the_council_annuls_a_revocation_and_it_never_was(life):
    one = settled(life).does("skip_hearing_on_stay", OFFICE, day(10, 1), ground="state_security", reason=REASON)
    one.does("revoke_stay", OFFICE, day(10, 1), ground="fraud", reason=REASON).works(day(10, 1))
    one.does("lodge_appeal_end_stay", one.worker, day(10, 20), lodged_on="2026-10-20")
    one.does("decide_appeal_end_stay", OFFICE, day(12, 1), appeal_outcome="annulled", judged_on="2026-11-27")
    assert one.kinds[-2:] == ["appeal_decided", "annulled"] and one.last("annulled").data["falls"]
    assert one.holds("right", "work", day(10, 20))["answer"] == "yes" and one.phase(day(12, 1)) == "settled"
    before = dump()
    with transaction.atomic():
        rebuild.tell_again(one.case)
    assert dump() == before


def test_the_time_to_decide_is_extended_once_with_a_reason_and_before_it_ends(life):
    one = life().admissible()
    refused(one, "needed", "extend_decision", OFFICE, day(5, 4))
    one.does("extend_decision", OFFICE, day(5, 4), reason="Le groupe a sept sociétés.")
    assert one.holds("limit", "decision#1", day(5, 4))["due_on"] == "2026-07-07"  # 9 March + 120 days
    refused(one, "condition_not_met", "extend_decision", REGION, day(5, 5), reason="Encore.")
    refused(life().admissible(), "not_in_this_phase", "extend_decision", OFFICE, day(6, 9), reason="Trop tard.")
