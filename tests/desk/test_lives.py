"""Whole lives through the one door: granted, refused, papers asked, inadmissible, withdrawn, sent on."""

from datetime import date

import pytest

from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from tests.desk.life import (
    COMMUNE,
    EMPLOYER,
    FILED,
    FLANDERS,
    OFFICE,
    POST,
    REGION,
    WORK_UNTIL,
    day,
)


def test_the_whole_life_of_a_permit_from_the_application_to_the_card(life):
    one = life().granted()
    assert one.phase(day(4, 10)) == "visa"
    one.does("issue_visa", POST, day(5, 4), visa_until="2026-11-30")
    one.does("declare_entry", one.worker, day(8, 1), entered_on="2026-08-01")
    one.does("take_over", COMMUNE, day(8, 4), code=one.code())
    one.does("register_arrival", COMMUNE, day(8, 4), entered_on="2026-08-01")
    one.does("confirm_residence", COMMUNE, day(8, 20))
    one.does("renew_annex_49", COMMUNE, day(9, 10))
    one.does("enter_in_register", COMMUNE, day(9, 14))
    one.does("order_card", COMMUNE, day(9, 15))
    one.does("deliver_card", COMMUNE, day(10, 5))
    assert one.phase(day(10, 5)) == "settled"
    assert one.kinds == [
        "application_submitted", "declared_admissible", "track_decided", "track_decided", "granted", "document_issued", "visa_issued",
        "document_issued", "entered", "assigned", "arrival_registered", "document_issued", "facts_changed", "document_issued", "facts_changed",
        "facts_changed", "document_issued", "document_delivered",
    ]  # fmt: skip
    rights = {on: tuple(one.holds("right", name, on)["answer"] for name in ("stay", "work")) for on in (FILED, day(8, 2), day(8, 4), day(10, 6))}
    assert rights == {FILED: ("no", "no"), day(8, 2): ("yes", "no"), day(8, 4): ("yes", "yes"), day(10, 6): ("yes", "yes")}


def test_of_a_worker_who_is_here_already_no_visa_is_asked(life):
    one = life({"lawfully_present": True, "post": None, "planned_arrival_on": "2026-02-20"}).granted()
    assert one.phase(day(4, 10)) == "arrival"
    one.does("take_over", COMMUNE, day(4, 13), code=one.code().lower())
    one.does("register_arrival", COMMUNE, day(4, 13))
    assert one.phase(day(4, 13)) == "residence_check"


@pytest.mark.parametrize(
    ("first", "by", "closed", "other", "other_by"),
    [("refuse_work", REGION, "stay", "grant_stay", OFFICE), ("refuse_stay", OFFICE, "work", "grant_work", REGION)],
)
def test_the_first_no_refuses_at_once_closes_the_other_question_and_silence_cannot_follow(life, first, by, closed, other, other_by):
    one = life().admissible()
    ground = "conditions_of_work" if by is REGION else "conditions_of_stay"
    one.does(first, by, day(4, 1), ground=ground, reason="Les conditions ne sont pas remplies.")
    assert one.kinds[-3:] == ["track_decided", "refused", "document_issued"]
    assert one.phase(day(4, 1)) == "refused"
    assert one.holds("limit", "decision#1", day(4, 2))["state"] == "ended"
    assert not one.due(day(12, 31))
    assert one.silent_until(day(12, 31)) == 0
    name = "stay_authorised_until" if closed == "stay" else "work_authorised_until"
    with pytest.raises(NotAllowedNow, match="not_in_this_phase"):
        one.does(other, other_by, day(4, 2), **{name: WORK_UNTIL})


def test_after_the_yes_of_one_the_no_of_the_other_refuses(life):
    one = life().admissible().does("grant_work", REGION, day(3, 20), work_authorised_until=WORK_UNTIL)
    one.does("refuse_stay", OFFICE, day(4, 1), ground="public_order", reason="Raison.")
    assert one.phase(day(4, 1)) == "refused" and "granted" not in one.kinds


def test_papers_asked_and_all_supplied_pause_the_decision_until_they_came(life):
    one = life().admissible()  # 9 March + 90 = 7 June, a Sunday: 8 June
    assert one.holds("limit", "decision#1", day(3, 10))["due_on"] == "2026-06-08"
    one.does("request_evidence", OFFICE, day(4, 1), asked=["means", "health_insurance"], reason="Les preuves sont trop anciennes.")
    paused = one.holds("limit", "decision#1", day(4, 2))
    assert (paused["state"], paused["due_on"], paused["days_left"]) == ("paused", None, 67)
    one.does("answer_request", EMPLOYER, day(4, 6), evidence={"means": [one.file("means")]})
    assert one.last("evidence_received").data["complete"] is False
    assert one.holds("limit", "decision#1", day(4, 7))["state"] == "paused"
    one.does("answer_request", EMPLOYER, day(4, 10), evidence={"health_insurance": [one.file("health_insurance")]})
    assert one.last("evidence_received").data["complete"] is True
    assert one.holds("limit", "decision#1", day(4, 11))["due_on"] == "2026-06-16"  # nine days not counted
    with pytest.raises(NotAllowedNow, match="nothing_asked"):
        one.does("answer_request", EMPLOYER, day(4, 11), evidence={"means": [one.file("means")]})


def test_the_worker_gives_what_is_asked_of_the_worker(life):
    one = life().admissible().does("request_evidence", OFFICE, day(4, 1), asked=["medical_certificate"], reason="Illisible.")
    with pytest.raises(BadAnswer, match="not_yours_to_give"):
        one.does("answer_request", EMPLOYER, day(4, 2), evidence={"medical_certificate": [one.file("medical_certificate")]})
    one.does("answer_request", one.worker, day(4, 2), evidence={"medical_certificate": [one.file("medical_certificate")]})
    assert one.last("evidence_received").by == one.worker and one.last("evidence_received").data["complete"] is True


def test_papers_that_come_late_are_kept_and_marked(life):
    one = life().admissible().does("request_evidence", OFFICE, day(4, 1), asked=["means"], reason="Trop ancien.")  # until 16 April
    one.does("answer_request", EMPLOYER, day(4, 20), evidence={"means": [one.file("means")]})
    assert one.last("evidence_received").data["late"] is True
    assert one.holds("limit", "decision#1", day(4, 21))["due_on"] == "2026-06-22"  # 15 days not counted


def test_papers_that_never_come_let_the_limit_run_on(life):
    one = life().admissible().does("request_evidence", OFFICE, day(4, 1), asked=["means"], reason="Trop ancien.")
    assert one.holds("limit", "decision#1", day(4, 16))["state"] == "paused"
    assert one.holds("limit", "decision#1", day(4, 17))["due_on"] == "2026-06-22"
    one.does("grant_stay", OFFICE, day(5, 1), stay_authorised_until=WORK_UNTIL)
    assert one.last("track_decided").data["outcome"] == "yes"


def test_what_is_missing_is_asked_then_supplied_and_the_file_is_admissible(life):
    one = life().submit(without=["means", "criminal_record"])
    with pytest.raises(NotAllowedNow, match="still_missing") as refused:
        one.does("declare_admissible", REGION, day(3, 4))
    assert set(refused.value.values["evidence"]) == {"means", "criminal_record"}
    one.does("declare_incomplete", REGION, day(3, 4), asked=["means", "criminal_record"], reason="Il manque deux pièces.")
    one.does("complete_file", EMPLOYER, day(3, 6), evidence={"means": [one.file("means")]})
    assert one.phase(day(3, 6)) == "to_complete"
    one.does("complete_file", one.worker, day(3, 9), evidence={"criminal_record": [one.file("criminal_record")]})
    assert one.kinds[-2:] == ["evidence_received", "completed"] and one.phase(day(3, 9)) == "completeness"
    one.does("declare_admissible", REGION, day(3, 10))
    assert one.phase(day(3, 10)) == "decision"


def test_what_is_missing_and_never_comes_makes_the_file_inadmissible(life):
    one = life().submit(without=["fee"]).does("declare_incomplete", REGION, day(3, 4), asked=["fee"], reason="Il manque la preuve.")
    assert one.holds("limit", "completion#1", day(3, 5))["due_on"] == "2026-03-19"
    one.does("declare_inadmissible", REGION, day(3, 25), ground="not_completed", reason="La preuve n'est pas venue.")
    assert one.phase(day(3, 25)) == "inadmissible"
    with pytest.raises(NotAllowedNow):
        one.does("complete_file", EMPLOYER, day(3, 26), evidence={"fee": [one.file("fee")]})


def test_a_withdrawn_application_is_over_and_silence_does_not_grant_it(life):
    one = life().admissible().does("withdraw", EMPLOYER, day(3, 20))
    assert one.phase(day(3, 20)) == "withdrawn" and not one.due(day(12, 31))
    with pytest.raises(NotAllowedNow):
        one.does("grant_stay", OFFICE, day(3, 21), stay_authorised_until=WORK_UNTIL)


def test_a_file_sent_on_keeps_its_day_of_filing_and_goes_on_under_the_other_region(life):
    one = life().submit()
    before = one.entries[-1].law
    one.does("send_on", REGION, day(3, 6), to_region="flanders", reason="L'unité principale se trouve à Vilvorde.")
    assert one.seen_by() == {("employer", EMPLOYER.body), ("worker", f"person:{one.worker.person}"), ("work_authority", "authority:flanders")}
    assert one.entries[-1].law != before and one.entries[0].on == FILED
    with pytest.raises(NotYours):
        one.does("declare_admissible", REGION, day(3, 9))
    one.does("declare_admissible", FLANDERS, day(3, 9))
    one.does("refuse_work", FLANDERS, day(3, 16), ground="pay_too_low", reason="Het loon is te laag.")
    one.works(day(3, 16))
    assert one.holds("limit", "appeal_work#1", day(3, 17))["due_on"] == "2026-04-16"  # one month in this region, 30 days in the other


@pytest.mark.parametrize("region", ["brussels", "stay", "no-such-region", "../flanders"])
def test_a_file_is_sent_on_only_to_another_region_that_has_this_procedure(life, region):
    one = life().submit()
    with pytest.raises(BadAnswer):
        one.does("send_on", REGION, day(3, 6), to_region=region, reason="Ailleurs.")
    assert one.kinds == ["application_submitted"]


def test_the_region_is_found_from_the_establishment_and_explained(life):
    one = life({"host_municipality": "63023"})
    one.submit()
    told = one.entries[0].data
    assert told["region"] == "german_community" and told["competence"]["inputs"]["host_municipality"] == "63023" and told["competence"]["source"]
    assert ("work_authority", "authority:german_community") in one.seen_by()


def test_a_worker_under_eighteen_needs_no_criminal_record(life):
    one = life({"worker_birth_on": "2008-09-01", "work_as": "trainee"})
    assert "criminal_record" not in one.needed()
    one.submit().does("declare_admissible", REGION, day(3, 9))
    assert one.entries[0].data["facts"]["worker_age"] == 17


def test_the_annex_49_is_renewed_from_the_end_of_the_one_before(life):
    one = life({"lawfully_present": True, "post": None, "planned_arrival_on": "2026-02-20"}).granted()
    one.does("take_over", COMMUNE, day(4, 13), code=one.code()).does("register_arrival", COMMUNE, day(4, 13))
    first = one.last("document_issued").data
    one.does("renew_annex_49", COMMUNE, day(5, 11))
    assert one.last("document_issued").data["valid_from"] == first["valid_until"] == "2026-05-28"


def test_days_are_days_of_brussels(life):
    """At 23:30 in winter time UTC it is already tomorrow in Brussels."""
    from datetime import UTC, datetime

    one = life().submit()
    one.does("declare_admissible", REGION, date(2026, 3, 10), at=datetime(2026, 3, 9, 23, 30, tzinfo=UTC))
    assert one.last("declared_admissible").on == date(2026, 3, 10)
