"""An act told too late undoes what silence did: only when what falls was confirmed, by a further entry, and everything follows."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from guichet.desk import rebuild
from guichet.desk.trial import tried
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours, Overtaken
from guichet.journal import export, roots, stand_alone_verifier
from tests.desk.life import COLLEAGUE, EMPLOYER, OFFICE, OFFICE_COLLEAGUE, POST, REGION, STAY_UNTIL, WALLONIA, WORK_UNTIL, Life, at, day
from tests.desk.test_letters_of_a_life import fields
from tests.desk.test_rebuild import digest, dump

EFFECT = day(6, 9)  # the day after the limit to decide
TOLD = day(6, 11)
LATE = {"ground": "public_order", "reason": "Kein Nachweis.", "late_reason": "Der Brief ging verloren."}


def silent(life) -> Life:
    """Nobody decided in time, so the permit was granted."""
    one = life().admissible()
    one.silent_until(EFFECT)
    return one


def no_of(one: Life, on=None, **more):
    return one.command("refuse_stay", OFFICE, on or day(6, 5), at=at(TOLD), **(LATE | more))


def corrected(one: Life) -> list[int]:
    """What falls, as the trial says; then it is confirmed."""
    falls = list(tried(no_of(one), lambda: None).falls)
    prepared(one).does("refuse_stay", OFFICE_COLLEAGUE, day(6, 5), at=at(TOLD), **LATE, falls=falls)
    return falls


def prepared(one: Life) -> Life:
    """One agent prepares what a colleague will confirm."""
    return one.does("prepare_decision", OFFICE, TOLD, prepared_act="refuse_stay", proposal="{}")


def permits(one: Life) -> int:
    """How many permits the registry holds of this file."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT COUNT(*) FROM registry_permit WHERE "case" = %s', [one.case.hex])
        return cursor.fetchone()[0]


def kinds(one: Life, numbers) -> list[str]:
    return [entry.kind for entry in one.entries if entry.number in set(numbers)]


def test_a_no_of_before_the_silence_is_refused_until_it_is_confirmed(life):
    one = silent(life)
    with pytest.raises(NotAllowedNow, match="would_undo"):
        one.does("refuse_stay", OFFICE, day(6, 5), at=at(TOLD), **LATE)
    with pytest.raises(BadAnswer, match="late_reason_needed"):
        one.does("refuse_stay", OFFICE, day(6, 5), at=at(TOLD), ground="public_order", reason="x")
    assert one.phase(TOLD) == "silence_check"


def test_a_trial_tells_what_would_fall_and_come_and_leaves_nothing_behind(life):
    one = silent(life)
    before, views = one.entries, digest(dump())
    found = tried(no_of(one), lambda: (one.phase(TOLD), one.kinds))
    assert kinds(one, found.falls) == ["limit_passed", "granted"]
    phase, told = found.seen
    assert phase == "refused" and [told[n - 1] for n in found.comes] == ["track_decided", "refused", "document_issued"]
    assert one.entries == before and digest(dump()) == views


def test_once_confirmed_everything_follows_and_nothing_is_taken_from_the_journal(life):
    one = silent(life)
    before = one.entries
    falls = corrected(one)
    assert one.entries[: len(before)] == before and one.last("corrected").data["falls"] == falls
    assert one.last("corrected").data["late_reason"]["ref"] == one.last("track_decided").data["late_reason"]["ref"]
    assert [one.phase(on) for on in (day(6, 4), day(6, 5), EFFECT, TOLD)] == ["decision", "refused", "refused", "refused"]
    assert ("post", POST.body) not in one.seen_by()
    assert permits(one) == 0, "the registry holds no permit that never was"
    with pytest.raises(NotAllowedNow, match="not_in_this_phase"):
        one.does("grant_stay", OFFICE, TOLD, stay_authorised_until=STAY_UNTIL)


def test_what_was_told_step_by_step_is_what_is_told_again(life):
    one = silent(life)
    one.works(EFFECT)
    corrected(one)
    one.works(TOLD)
    before = dump()
    with transaction.atomic():
        rebuild.tell_again(one.case)
    assert dump() == before


def test_the_letter_of_what_fell_leaves_no_more_and_that_of_what_came_does(life):
    one = silent(life)
    corrected(one)
    one.works(TOLD)
    letters = [entry.data["letter"] for entry in one.entries if entry.kind == "letter_made"]
    assert "annex_48" in letters and "annex_47" not in letters


def test_nobody_undoes_an_effect_alone(life):
    one = silent(life)
    falls = list(tried(no_of(one), lambda: None).falls)
    with pytest.raises(NotAllowedNow, match="second_agent_needed"):
        one.does("refuse_stay", OFFICE, day(6, 5), at=at(TOLD), **LATE, falls=falls)
    prepared(one)
    with pytest.raises(NotAllowedNow, match="another_agent_releases"):
        one.does("refuse_stay", OFFICE, day(6, 5), at=at(TOLD), **LATE, falls=falls)
    assert "corrected" not in one.kinds
    one.does("refuse_stay", OFFICE_COLLEAGUE, day(6, 5), at=at(TOLD), **LATE, falls=falls)
    assert one.last("track_decided").data["prepared"] == next(e.number for e in one.entries if e.data.get("prepares"))


def test_letters_that_were_sent_stay_as_they_were(life):
    one = silent(life).does("release_annex_47", OFFICE, EFFECT, looked="none_found")
    one.works(EFFECT)
    sent = [entry for entry in one.entries if entry.kind == "letter_made"]
    corrected(one)
    assert [entry for entry in one.entries if entry.kind == "letter_made"] == sent and "annex_47" in {e.data["letter"] for e in sent}


def test_the_clock_that_nobody_knocked_is_heard_first(life):
    one = life().admissible()
    falls = corrected(one)
    assert kinds(one, falls) == ["limit_passed", "granted"] and one.phase(TOLD) == "refused"


def test_what_others_did_meanwhile_falls_too_and_must_be_confirmed_anew(life):
    one = silent(life).does("release_annex_47", OFFICE, EFFECT, looked="none_found")
    seen, falls = one.entries[-1].number, list(tried(no_of(one), lambda: None).falls)
    one.does("issue_visa", POST, TOLD, visa_until="2026-11-30")
    with pytest.raises(Overtaken):
        one.does("refuse_stay", OFFICE, day(6, 5), at=at(TOLD), **LATE, falls=falls, seen=seen)
    with pytest.raises(Overtaken):
        one.does("refuse_stay", OFFICE, day(6, 5), at=at(TOLD), **LATE, falls=falls)
    assert "corrected" not in one.kinds
    assert "visa_issued" in kinds(one, corrected(one))


def test_nobody_corrects_what_is_not_theirs_and_no_other_text_passes(life):
    one = silent(life)
    for actor in (REGION, EMPLOYER, POST):
        with pytest.raises(NotYours):
            one.does("refuse_stay", actor, day(6, 5), at=at(TOLD), **LATE, falls=[])
    with pytest.raises(BadAnswer, match="late_reason_needed"):
        one.does("refuse_stay", OFFICE, day(6, 5), at=at(TOLD), ground="public_order", reason="x", falls=[])
    with pytest.raises(BadAnswer, match="day_must_be_today"):
        one.does("withdraw", EMPLOYER, day(6, 5), at=at(TOLD), falls=[])
    with pytest.raises(NotAllowedNow, match="not_in_this_phase"):
        one.does("grant_work", REGION, day(3, 4), at=at(TOLD), work_authorised_until=WORK_UNTIL, late_reason="x", falls=[])


def test_a_yes_that_undoes_nothing_is_only_put_in_its_place(life):
    one = life().admissible().does("grant_work", REGION, day(4, 20), work_authorised_until=WORK_UNTIL)
    yes = {"stay_authorised_until": STAY_UNTIL, "late_reason": "Vergessen."}
    with pytest.raises(NotAllowedNow, match="would_undo"):
        one.does("grant_stay", OFFICE, day(4, 10), at=at(day(4, 22)), **yes)
    one.does("grant_stay", OFFICE, day(4, 10), at=at(day(4, 22)), **yes, falls=[])
    assert "corrected" not in one.kinds and one.last("granted").on == day(4, 20)
    before = dump()
    with transaction.atomic():
        rebuild.tell_again(one.case)
    assert dump() == before


def test_a_file_that_was_sent_on_since_is_not_corrected(life):
    one = life().submit().does("send_on", REGION, day(3, 6), to_region="wallonia", reason="Le siège est à Namur.")
    with pytest.raises(NotAllowedNow, match="sent_on_since"):
        one.does("declare_admissible", WALLONIA, day(3, 4), at=at(day(3, 9)), late_reason="Oublié.", falls=[])


def test_a_stranger_verifies_a_corrected_journal(life, tmp_path: Path):
    one = silent(life)
    corrected(one)
    path = tmp_path / "export.jsonl"
    export.write(path)
    words = [sys.executable, "-I", "-S", str(Path(stand_alone_verifier.__file__)), str(path), "--key", roots.public_key()]
    answer = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_letter_names_only_the_refusal_that_stands(life):
    """The Office said no on 20 April; that the region had said no on 15 April became known on 22 April: the file was refused by the region."""
    one = life().admissible().does("refuse_stay", OFFICE, day(4, 20), ground="public_order", reason="Kein Nachweis.")
    no = {"ground": "pay_too_low", "reason": "Zu wenig Lohn.", "late_reason": "Der Brief ging verloren."}
    command = one.command("refuse_work", REGION, day(4, 15), at=at(day(4, 22)), **no)
    found = tried(command, lambda: None)
    assert kinds(one, found.falls) == ["track_decided", "refused", "document_issued"]
    one.does("prepare_decision", COLLEAGUE, day(4, 22), prepared_act="refuse_work", proposal="{}")
    one.does("refuse_work", REGION, day(4, 15), at=at(day(4, 22)), **no, falls=list(found.falls))
    told, on, _ = fields(one, "annex_48")
    assert on == day(4, 15) and "Zu wenig Lohn." in str(told) and "Kein Nachweis." not in str(told)
