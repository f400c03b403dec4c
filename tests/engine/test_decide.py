"""May this actor do this act to this case on this day? What comes of it, or why not."""

import pytest

from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours, Overtaken
from tests.engine.telling import ask

FILED = "2026-02-20 application_submitted"
ADMISSIBLE = "2026-03-02 declared_admissible"
WORK_YES = "2026-04-20 track_decided work:yes"


def test_the_second_yes_grants_and_issues_the_decision():
    assert ask([FILED, ADMISSIBLE, WORK_YES], "grant_stay", "stay_authority", "2026-05-04") == ["track_decided", "granted", "document_issued"]


def test_the_first_no_refuses_at_once():
    assert ask([FILED, ADMISSIBLE], "refuse_work", "work_authority", "2026-03-10") == ["track_decided", "refused", "document_issued"]


@pytest.mark.parametrize(
    ("act", "role"),
    [("grant_stay", "work_authority"), ("grant_work", "employer"), ("declare_admissible", "stay_authority"), ("issue_visa", "municipality"), ("fly", "post")],
)
def test_an_act_of_somebody_else_is_not_yours(act, role):
    with pytest.raises(NotYours):
        ask([FILED, ADMISSIBLE], act, role, "2026-03-10")


@pytest.mark.parametrize(
    ("act", "role"),
    [("declare_admissible", "work_authority"), ("issue_visa", "post"), ("register_arrival", "municipality"), ("complete_file", "employer")],
)
def test_a_step_out_of_order_names_the_phase(act, role):
    with pytest.raises(NotAllowedNow) as refusal:
        ask([FILED, ADMISSIBLE], act, role, "2026-03-10")
    assert refusal.value.name == "not_in_this_phase"
    assert refusal.value.values["phase"] == "decision"


def test_a_track_is_decided_once():
    with pytest.raises(NotAllowedNow) as refusal:
        ask([FILED, ADMISSIBLE, WORK_YES], "grant_work", "work_authority", "2026-04-21")
    assert refusal.value.name == "condition_not_met"
    assert refusal.value.values["conditions"][0]["found"] == "yes"


def test_what_is_still_missing_is_named():
    told = [("2026-02-20 application_submitted", {"evidence": ["passport"]})]
    with pytest.raises(NotAllowedNow) as refusal:
        ask(told, "declare_admissible", "work_authority", "2026-02-23")
    assert refusal.value.name == "still_missing"
    assert "fee" in refusal.value.values["evidence"]
    assert "passport" not in refusal.value.values["evidence"]


def test_a_day_to_come_is_refused():
    with pytest.raises(BadAnswer) as refusal:
        ask([FILED], "declare_admissible", "work_authority", "2026-03-10", today="2026-03-09")
    assert refusal.value.name == "day_in_the_future"


def test_only_those_whom_the_law_lets_give_an_earlier_day():
    with pytest.raises(BadAnswer) as refusal:
        ask([FILED, ADMISSIBLE], "withdraw", "employer", "2026-03-09", today="2026-03-10")
    assert refusal.value.name == "day_must_be_today"


def test_an_authority_gives_an_earlier_day_with_its_reason():
    assert ask([FILED], "declare_admissible", "work_authority", "2026-03-02", today="2026-03-06", late_reason={"ref": "x"}) == ["declared_admissible"]
    with pytest.raises(BadAnswer) as refusal:
        ask([FILED], "declare_admissible", "work_authority", "2026-03-02", today="2026-03-06")
    assert refusal.value.name == "late_reason_needed"


def test_not_before_the_act_that_it_answers():
    with pytest.raises(BadAnswer) as refusal:
        ask([FILED, ADMISSIBLE], "grant_work", "work_authority", "2026-03-01", today="2026-03-06", late_reason={"ref": "x"})
    assert refusal.value.name == "day_before_what_it_answers"


def test_an_earlier_day_that_would_undo_an_effect_is_refused():
    with pytest.raises(NotAllowedNow) as refusal:
        ask([FILED, ADMISSIBLE, WORK_YES], "grant_stay", "stay_authority", "2026-04-10", today="2026-04-22", late_reason={"ref": "x"})
    assert refusal.value.name == "would_undo"


def test_silence_is_not_undone_by_a_decision_said_to_be_older():
    told = [FILED, ADMISSIBLE, "2026-06-05 message_written"]
    with pytest.raises(NotAllowedNow) as refusal:
        ask(told, "refuse_stay", "stay_authority", "2026-05-29", today="2026-06-05", late_reason={"ref": "x"})
    assert refusal.value.name == "would_undo", "today it can no longer be done, on its day it could: a correction is the answer"
    with pytest.raises(BadAnswer, match="late_reason_needed"):
        ask(told, "refuse_stay", "stay_authority", "2026-05-29", today="2026-06-05")
    with pytest.raises(NotAllowedNow, match="not_in_this_phase"):
        ask(told, "refuse_stay", "stay_authority", "2026-02-27", today="2026-06-05", late_reason={"ref": "x"})


def test_two_who_decide_at_once_the_second_learns_what_came_between():
    with pytest.raises(Overtaken) as refusal:
        ask([FILED, ADMISSIBLE, WORK_YES], "refuse_work", "work_authority", "2026-04-20", seen=2)
    assert refusal.value.values["numbers"] == [3]


def test_a_message_between_overtakes_nobody():
    assert ask([FILED, ADMISSIBLE, "2026-03-05 message_written"], "grant_work", "work_authority", "2026-03-06", seen=2) == ["track_decided"]


def test_a_request_names_what_the_law_asks_and_nothing_else():
    with pytest.raises(BadAnswer, match="choose_evidence"):
        ask([FILED, ADMISSIBLE], "request_evidence", "stay_authority", "2026-03-10")
    with pytest.raises(BadAnswer, match="unknown_evidence"):
        ask([FILED, ADMISSIBLE], "request_evidence", "stay_authority", "2026-03-10", asked=["diary"])


def test_only_the_worker_gives_what_the_worker_must_give():
    told = [FILED, ADMISSIBLE, ("2026-04-01 evidence_requested", {"evidence": ["medical_certificate"]})]
    with pytest.raises(BadAnswer, match="not_yours_to_give"):
        ask(told, "answer_request", "employer", "2026-04-02", evidence={"medical_certificate": ["ref"]})
    assert ask(told, "answer_request", "worker", "2026-04-02", evidence={"medical_certificate": ["ref"]}) == ["evidence_received"]


def test_an_answer_without_a_file_is_refused():
    told = [FILED, ADMISSIBLE, ("2026-04-01 evidence_requested", {"evidence": ["means"]})]
    with pytest.raises(BadAnswer, match="no_file"):
        ask(told, "answer_request", "employer", "2026-04-02")


def test_the_last_missing_piece_completes_the_file():
    told = [("2026-02-20 application_submitted", {"evidence": ["passport"]}), ("2026-02-23 declared_incomplete", {"evidence": ["fee", "means"]})]
    assert ask(told, "complete_file", "employer", "2026-02-24", evidence={"fee": ["ref"]}) == ["evidence_received"]
    assert ask(told, "complete_file", "employer", "2026-02-24", evidence={"fee": ["r"], "means": ["r"]}) == ["evidence_received", "completed"]


def test_a_file_is_not_sent_on_to_where_it_is():
    with pytest.raises(BadAnswer, match="same_region"):
        ask([FILED], "send_on", "work_authority", "2026-02-24", facts={"to_region": "brussels"})


def test_nobody_enters_tomorrow():
    granted = [FILED, ADMISSIBLE, WORK_YES, "2026-04-21 track_decided stay:yes", ("2026-04-28 visa_issued", {"visa_until": "2026-10-01"})]
    with pytest.raises(BadAnswer, match="day_in_the_future"):
        ask(granted, "declare_entry", "worker", "2026-05-04", facts={"entered_on": "2026-05-05"})


def test_a_card_handed_over_is_issued_and_delivered():
    told = [
        FILED, ADMISSIBLE, WORK_YES, "2026-04-21 track_decided stay:yes", ("2026-04-28 visa_issued", {"visa_until": "2026-10-01"}),
        "2026-05-04 arrival_registered", "2026-05-11 facts_changed residence_check", "2026-05-12 facts_changed aliens_register",
        "2026-05-13 facts_changed card_order",
    ]  # fmt: skip
    assert ask(told, "deliver_card", "municipality", "2026-06-01") == ["document_issued", "document_delivered"]
