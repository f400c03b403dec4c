"""Whoever holds a letter can check it, and learns nothing that the letter does not say; whoever does not, learns nothing."""

import dataclasses
import hashlib
import re
from datetime import timedelta

import pytest

from guichet.delivery import codes as letters_by_code
from guichet.desk.erase import erase
from guichet.desk.verification import LENGTH, code_of, plain, verified
from guichet.vault import codes
from guichet.vault import store as vault
from tests.desk.life import COMMUNE, FILED, OFFICE, OFFICE_COLLEAGUE, REGION, Life, at, day


@pytest.fixture(autouse=True)
def letters_are_short(monkeypatch) -> None:
    monkeypatch.setattr("guichet.letters.render.render", lambda letter, language, *_: f"{letter} {language}".encode())


def codes_of(one: Life) -> dict[str, str]:
    """Letter -> its code, as it is printed; the last one of a kind."""
    return {e.data["letter"]: code_of(one.case, f"letter:{e.data['entry']}:{e.data['letter']}") for e in one.entries if e.kind == "letter_made"}


def test_a_code_finds_its_letter_with_authority_day_and_fingerprint(life):
    one = life().granted()
    one.works(day(4, 10))
    found = verified(codes_of(one)["annex_46"], day(4, 11))
    made = next(e for e in one.entries if e.kind == "letter_made" and e.data["letter"] == "annex_46")
    assert (found.title["fr"], found.authority["en"], found.issued_on, found.language) == ("Annexe 46", "Immigration Office", day(4, 10), "fr")
    assert found.fingerprint == hashlib.sha256(vault.read_file(one.case, made.data["ref"]).content).hexdigest()
    assert (found.ended_on, found.ended_by) == (None, "")


def test_what_is_said_names_nobody_and_no_file(life):
    one = life().granted()
    one.works(day(4, 10))
    said = repr(dataclasses.asdict(verified(codes_of(one)["annex_46"], day(4, 11))))
    for secret in ("Narayanan", "Meera", "Delvaux", "7KM4", str(one.case), one.code()):
        assert secret not in said


def test_every_letter_has_a_code_of_its_own_and_the_journal_holds_none(life):
    one = life().granted()
    one.works(day(4, 10))
    printed = codes_of(one)
    assert len(set(printed.values())) == len(printed) >= 3
    for code in printed.values():
        assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}", code)
        assert not any(plain(code) in repr(e.data) or codes.digest(code) in repr(e.data) for e in one.entries)


@pytest.mark.parametrize("spelled", [str.lower, lambda code: code.replace(" ", ""), lambda code: f"  {code.replace(' ', '-')}  "])
def test_a_code_is_read_as_people_type_it(life, spelled):
    one = life().submit()
    one.works(FILED)
    assert verified(spelled(codes_of(one)["receipt"]), FILED)


@pytest.mark.parametrize("code", ["", "0000 0000 0000", "2222 2222 2222", "K7QM", "'; DROP TABLE", "🎈" * LENGTH, "2" * 5000])
def test_a_code_that_no_letter_carries_finds_nothing(db, code):
    assert verified(code, FILED) is None


def test_a_code_is_derived_and_cannot_be_had_without_the_key(life, settings):
    one = life().submit()
    before = code_of(one.case, "letter:1:receipt")
    assert code_of(one.case, "letter:1:receipt") == before
    settings.VAULT_MASTER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    assert code_of(one.case, "letter:1:receipt") != before


def test_a_request_that_was_answered_is_no_longer_in_force(life):
    one = life().admissible().does("request_evidence", OFFICE, day(4, 1), asked=["health_insurance"], reason="Il manque une page.")
    one.works(day(4, 1))
    code = codes_of(one)["evidence_request"]
    assert verified(code, day(4, 2)).ended_on is None
    one.does("grant_work", REGION, day(4, 3), work_authorised_until="2027-08-31")
    assert verified(code, day(4, 3)).ended_on is None
    one.does("grant_stay", OFFICE, day(4, 7), stay_authorised_until="2027-08-31")
    assert (verified(code, day(4, 8)).ended_on, verified(code, day(4, 8)).ended_by) == (day(4, 7), "track_decided")


def test_an_annex_49_ends_with_its_validity(life):
    one = life({"lawfully_present": True, "post": None, "planned_arrival_on": "2026-02-20"}).granted()
    one.does("take_over", COMMUNE, day(4, 13), code=one.code()).does("register_arrival", COMMUNE, day(4, 13))
    one.works(day(4, 13))
    code = codes_of(one)["annex_49"]
    assert verified(code, day(4, 14)).ended_on is None
    last = day(4, 13) + timedelta(days=45)
    assert verified(code, last).ended_by == "" and verified(code, last + timedelta(days=1)).ended_by == "validity"


def test_the_letter_of_an_erased_file_is_as_unknown_as_a_wrong_code(life):
    one = life().submit()
    one.works(FILED)
    code = codes_of(one)["receipt"]
    erase(one.case)
    assert verified(code, FILED) is None and letters_by_code.letter_of(codes.digest(code)) is None


def test_a_letter_whose_act_was_undone_by_a_correction_is_no_longer_in_force(life):
    one = life().admissible()
    one.silent_until(day(6, 9))
    one.does("release_annex_47", OFFICE, day(6, 9), looked="none_found").works(day(6, 9))
    code = codes_of(one)["annex_47"]
    assert verified(code, day(6, 11)).ended_by == ""
    falls = [e.number for e in one.entries if e.kind in ("limit_passed", "granted", "document_issued")]
    late = {"ground": "public_order", "reason": "Kein Nachweis.", "late_reason": "Verlegt."}
    one.does("prepare_decision", OFFICE, day(6, 11), prepared_act="refuse_stay", proposal="{}")
    one.does("refuse_stay", OFFICE_COLLEAGUE, day(6, 5), at=at(day(6, 11)), **late, falls=falls)
    one.works(day(6, 11))
    found = verified(code, day(6, 12))
    assert (found.ended_on, found.ended_by) == (day(6, 11), "corrected")
    assert verified(codes_of(one)["annex_48"], day(6, 12)).ended_by == ""
