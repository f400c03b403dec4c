"""Silence has its effect once, on the day after the limit, whoever makes the clock speak and whenever it does."""

import pytest

from guichet.desk import tick
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours
from tests.desk.life import OFFICE, POST, REGION, STAY_UNTIL, WORK_UNTIL, Life, at, day

LAST = day(6, 8)  # 9 March + 90 days = 7 June, a Sunday: Monday 8 June
EFFECT = day(6, 9)


def effects(one: Life) -> list[tuple[str, str, dict]]:
    """What silence wrote: word, day and plain facts, without what is new in every file."""
    told = [e for e in one.entries if e.kind in ("limit_passed", "granted", "document_issued")]
    return [(e.kind, e.on.isoformat(), {k: v for k, v in e.data.items() if not k.startswith("code")}) for e in told]


def test_nobody_answered_so_the_permit_is_granted_once_on_the_day_after_the_limit(life):
    one = life().admissible()
    assert [one.due(on) for on in (LAST, EFFECT)] == [False, True]
    assert [one.silent_until(on) for on in (LAST, EFFECT, EFFECT, day(6, 10), day(12, 31))] == [0, 1, 0, 0, 0]
    assert effects(one) == [
        ("limit_passed", "2026-06-09", {"limit": "decision", "instance": "decision#1"}),
        ("granted", "2026-06-09", {"how": "silence"}),
    ]
    assert one.phase(EFFECT) == "silence_check" and one.phase(LAST) == "decision"


def test_a_tick_that_was_off_for_a_week_changes_nothing(life):
    nightly, late = life().admissible(), life().admissible()
    assert nightly.silent_until(EFFECT) == 2  # both knocked on: told by themselves below
    week_later = life().admissible()
    assert week_later.silent_until(day(6, 16)) == 1
    assert effects(week_later) == effects(nightly) == effects(late)
    assert all(entry.at.date() == day(6, 16) for entry in week_later.entries[-2:])


def test_whoever_comes_first_lets_the_clock_speak(life):
    nightly = life().admissible()
    nightly.silent_until(EFFECT)
    written = life().admissible().does("write_message", OFFICE, day(6, 16), message="Nous regardons.")
    assert written.kinds[-3:] == ["limit_passed", "granted", "message_written"]
    assert effects(written) == effects(nightly) and written.silent_until(day(6, 17)) == 0


def test_a_letter_reported_late_lets_the_clock_speak_first(life):
    one = life().admissible()
    one.works(day(6, 16))
    assert one.kinds.index("limit_passed") < one.kinds.index("letter_made")
    assert "granted" in one.kinds and one.silent_until(day(6, 17)) == 0


def test_on_the_last_day_an_authority_still_decides(life):
    one = life().admissible()
    one.does("refuse_stay", OFFICE, LAST, ground="public_order", reason="Raison.")
    assert one.phase(LAST) == "refused" and one.silent_until(EFFECT) == 0


@pytest.mark.parametrize("knocked", [True, False])
def test_after_the_limit_nobody_decides_any_more_also_not_for_an_earlier_day_whether_the_tick_ran_or_not(life, knocked):
    one = life().admissible()
    if knocked:
        one.silent_until(EFFECT)
    with pytest.raises(NotAllowedNow):
        one.does("refuse_work", REGION, EFFECT, ground="pay_too_low", reason="Trop tard.")
    with pytest.raises(NotAllowedNow):
        one.does("refuse_work", REGION, day(6, 5), at=at(day(6, 12)), late_reason="Décidé avant.", ground="pay_too_low", reason="Trop bas.")
    with pytest.raises(NotAllowedNow):
        one.does("grant_stay", OFFICE, LAST, at=at(day(6, 12)), late_reason="Décidé avant.", stay_authorised_until=STAY_UNTIL)
    one.silent_until(day(6, 12))
    assert [kind for kind, _, _ in effects(one)] == ["limit_passed", "granted"]


def test_the_yes_of_one_and_the_silence_of_the_other_grant_by_silence(life):
    one = life().admissible().does("grant_work", REGION, day(4, 1), work_authorised_until=WORK_UNTIL)
    one.silent_until(EFFECT)
    assert one.last("granted").data == {"how": "silence"} and "document_issued" not in one.kinds
    assert one.holds("holder", "work_authority", LAST)["state"] == "done"


def test_the_post_acts_on_a_permit_granted_by_silence_whether_the_tick_ran_or_not(life):
    one = life().admissible()
    with pytest.raises(NotAllowedNow, match="not_in_this_phase"):  # the post waits for annex 47
        one.does("issue_visa", POST, EFFECT, visa_until="2026-11-30")
    one.does("release_annex_47", OFFICE, day(6, 12), looked="none_found").does("issue_visa", POST, day(6, 16), visa_until="2026-11-30")
    assert one.kinds[-5:] == ["limit_passed", "granted", "document_issued", "visa_issued", "document_issued"] and one.phase(day(6, 16)) == "travel"


def test_the_office_releases_annex_47_within_a_limit_of_its_own_and_says_that_it_looked(life):
    one = life().admissible()
    one.silent_until(EFFECT)
    assert one.holds("limit", "annex_47_release#1", EFFECT)["due_on"] == "2026-06-19"  # eight working days after Tuesday 9 June
    with pytest.raises(BadAnswer, match="needed"):
        one.does("release_annex_47", OFFICE, day(6, 12))
    with pytest.raises(NotYours):
        one.does("release_annex_47", REGION, day(6, 12), looked="none_found")
    one.does("release_annex_47", OFFICE, day(6, 12), looked="none_found")
    assert one.phase(day(6, 12)) == "visa" and one.holds("limit", "annex_47_release#1", day(6, 12))["state"] == "ended"
    with pytest.raises(NotAllowedNow):
        one.does("release_annex_47", OFFICE, day(6, 12), looked="none_found")


def test_a_pause_moves_the_day_of_silence(life):
    one = life().admissible().does("request_evidence", OFFICE, day(4, 1), asked=["means"], reason="Trop ancien.")
    assert one.silent_until(EFFECT) == 0
    assert one.silent_until(day(6, 22)) == 0  # 7 June + 15 days
    assert one.silent_until(day(6, 23)) == 1 and one.last("granted").on == day(6, 23)


def test_a_tick_of_a_day_to_come_writes_nothing(life):
    one = life().admissible()
    assert tick.knock([one.case], EFFECT, at(day(6, 1))) == 0 and "granted" not in one.kinds


def test_a_file_in_which_the_clock_cannot_speak_does_not_stop_the_others(life, caplog, monkeypatch):
    lost, one = life().admissible(), life().admissible()
    told = tick.handle

    def broken(command):
        if command.case == lost.case:
            raise OSError("disk")
        return told(command)

    monkeypatch.setattr(tick, "handle", broken)
    assert one.silent_until(EFFECT) == 1
    assert one.phase(EFFECT) == "silence_check" and str(lost.case) in caplog.text


def test_the_code_of_a_permit_granted_by_silence_opens_the_file_for_the_commune(life):
    one = life().admissible()
    one.silent_until(EFFECT)
    one.does("release_annex_47", OFFICE, day(6, 12), looked="none_found")
    assert len(one.code()) == 10 and set(one.last("document_issued").data["code"]) == {"ref", "digest"}
