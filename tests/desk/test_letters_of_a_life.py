"""Every letter of a life, made for real from what the desk knows, and read back as a screen reader speaks it."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from guichet.delivery import standing
from guichet.desk import letters_due
from guichet.desk.law_of import rules_of
from guichet.engine.words import Actor
from guichet.law.letters import letter_path, read_letter
from guichet.letters.render import render
from guichet.vault import store as vault
from tests.desk.life import (
    COMMUNE,
    EMPLOYER,
    EUPEN_REGION,
    FILED,
    FLANDERS,
    GERMAN_EMPLOYER,
    OFFICE,
    OTHER_COMMUNE,
    OTHER_EMPLOYER,
    REGION,
    Life,
    day,
)
from tests.letters.reading import all_text

LANGUAGES = ("fr", "nl", "de", "en")
MINISTER = {"fr": "ministre", "nl": "minister", "de": "Minister", "en": "Minister"}
COUNCIL = {"fr": "Contentieux des Étrangers", "nl": "Vreemdelingenbetwistingen", "de": "Ausländerstreitsachen", "en": "Alien Law Litigation"}
STATE = {"fr": "Conseil d’État", "nl": "Raad van State", "de": "Staatsrat", "en": "Council of State"}
NAME = "Meera Narayanan"


def fields(one: Life, letter: str) -> tuple[Mapping[str, object], date, str]:
    """What the last letter of this name that waits will say, its day, and the language that the law gives it."""
    row = next(row for row in reversed(standing.waiting(one.case)) if row.data["letter"] == letter)
    due = letters_due.composed(one.case, row.data)
    return due.fields, due.on, due.language


def read(one: Life, letter: str, language: str) -> str:
    """The letter as it is spoken in a language."""
    known, on, _ = fields(one, letter)
    return all_text(render(letter, language, known, on, Path(settings.LAW_FOLDER)))


def says(text: str, *words: str) -> None:
    """All of these stand in the letter."""
    assert not [word for word in words if word not in text], text


def refused_work(life: Callable[..., Life]) -> Life:
    return life().admissible().does("refuse_work", REGION, day(4, 1), ground="pay_too_low", reason="Le salaire est inférieur de 900 euros.")


def refused_stay(life: Callable[..., Life]) -> Life:
    one = life().admissible().does("grant_work", REGION, day(3, 20), work_authorised_until="2027-08-31")
    return one.does("refuse_stay", OFFICE, day(4, 1), ground="first_permit_invalid", reason="Le premier permis a été retiré.")


def inadmissible(life: Callable[..., Life]) -> Life:
    one = life().submit(without=["fee"]).does("declare_incomplete", REGION, day(3, 4), asked=["fee"], reason="Il manque la preuve du paiement.")
    return one.does("declare_inadmissible", REGION, day(3, 25), ground="not_completed", reason="Rien n'est venu.")


def asked(life: Callable[..., Life]) -> Life:
    return life().admissible().does("request_evidence", OFFICE, day(4, 1), asked=["means", "health_insurance"], reason="Trop ancien.")


def silent(life: Callable[..., Life]) -> Life:
    one = life().admissible().does("grant_work", REGION, day(4, 1), work_authorised_until="2027-08-31")
    one.silent_until(day(6, 9))
    return one.does("release_annex_47", OFFICE, day(6, 11), looked="none_found")


def arrived(life: Callable[..., Life]) -> Life:
    one = life({"lawfully_present": True, "post": None, "planned_arrival_on": "2026-02-20"}).granted()
    return one.does("take_over", COMMUNE, day(4, 13), code=one.code()).does("register_arrival", COMMUNE, day(4, 13))


def withdrawn(life: Callable[..., Life]) -> Life:
    return life().submit().does("withdraw", EMPLOYER, day(3, 4), reason="Le projet est reporté.")


def sent_on(life: Callable[..., Life]) -> Life:
    return life().submit().does("send_on", REGION, day(3, 4), to_region="flanders", reason="L'unité principale se trouve à Vilvorde.")


def state_told(life: Callable[..., Life]) -> Life:
    return life().granted().does("inform_first_state", OFFICE, day(4, 13))


def announced(life: Callable[..., Life]) -> Life:
    """Granted, and the employer announces that the contract ends."""
    return life().granted().does("announce_end", EMPLOYER, day(5, 4), employment_ends_on="2026-05-15", reason="Le projet s'arrête.")


def work_ended(life: Callable[..., Life]) -> Life:
    return announced(life).does("end_work", REGION, day(5, 18), work_ended_on="2026-05-15", ground="contract_ended", reason="Le contrat a pris fin.")


def heard_on(what: str, by: Actor) -> Callable[..., Life]:
    return lambda life: life().granted().does(f"hear_on_{what}", by, day(5, 4), reason="Des pièces semblent fausses.")


def stay_ended(life: Callable[..., Life]) -> Life:
    one = life().granted().does("skip_hearing_on_stay", OFFICE, day(5, 4), ground="unreachable", reason="Les courriers reviennent.")
    return one.does("revoke_stay", OFFICE, day(5, 4), ground="fraud", reason="Les pièces sont fausses.")


def annex_51(life: Callable[..., Life]) -> Life:
    here = life({"lawfully_present": True, "post": None, "planned_arrival_on": "2026-02-20"}).granted()
    here.does("take_over", COMMUNE, day(4, 13), code=here.code()).does("register_arrival", COMMUNE, day(4, 13))
    here.does("announce_end", EMPLOYER, day(5, 18), employment_ends_on="2026-05-22", reason="Le projet s'arrête.")
    here.does("end_work", REGION, day(5, 22), work_ended_on="2026-05-22", ground="contract_ended", reason="Le contrat a pris fin.")
    return here.does("issue_annex_51", COMMUNE, day(6, 1))


def extended(life: Callable[..., Life]) -> Life:
    return life().admissible().does("extend_decision", OFFICE, day(5, 4), reason="Le groupe a sept sociétés.")


def ended_by_law(life: Callable[..., Life]) -> Life:
    one = work_ended(life)
    one.silent_until(day(8, 14))
    return one


def reminded(life: Callable[..., Life]) -> Life:
    """The card ends on 31 August 2027; four months before, both are reminded."""
    from tests.desk.test_ends import settled

    one = settled(life)
    one.silent_until(day(5, 3, 2027))
    return one


LIVES = {
    "renewal_reminder": reminded,
    "hearing_work": heard_on("work", REGION),
    "hearing_stay": heard_on("stay", OFFICE),
    "work_ended": work_ended,
    "annex_52": stay_ended,
    "annex_51": annex_51,
    "work_end_notice": work_ended,
    "stay_end_notice": stay_ended,
    "stay_ended_by_law": ended_by_law,
    "work_restored": lambda life: work_ended(life).does("undo_end_of_work", REGION, day(6, 1), reason="Le contrat est prolongé."),
    "stay_restored": lambda life: stay_ended(life).does("lift_end_of_stay", OFFICE, day(6, 1), reason="Les pièces sont vraies."),
    "decision_extended": extended,
    "receipt": lambda life: life().submit(),
    "declared_incomplete": inadmissible,
    "declared_inadmissible": inadmissible,
    "declared_admissible": lambda life: life().admissible(),
    "sent_on": sent_on,
    "evidence_request": asked,
    "work_decision": lambda life: life().granted(),
    "annex_46": lambda life: life().granted(),
    "annex_47": silent,
    "annex_48": refused_work,
    "withdrawn": withdrawn,
    "annex_49": arrived,
    "first_state_notice": state_told,
}


def test_every_letter_of_the_law_is_made_here(life):
    one = life().submit()
    assert {rule.letter for rule in rules_of(one.entries).letters} == set(LIVES)


@pytest.mark.parametrize("letter", LIVES)
def test_a_letter_of_a_life_has_its_fields_in_every_language(life, letter):
    one = LIVES[letter](life)
    known, _, _ = fields(one, letter)
    for language in LANGUAGES:
        header = read_letter(letter_path(Path(settings.LAW_FOLDER), letter, language))
        assert not [name for name in header.fields if known.get(name) in (None, "", [])]
        says(read(one, letter, language), str(known["case_number"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_of_the_work_names_the_region_and_only_its_appeal_with_its_last_day(life, language):
    one = refused_work(life)
    text, known = read(one, "annex_48", language), fields(one, "annex_48")[0]
    [refusal], [appeal], [closed] = known["refusals"], known["appeals"], known["closed"]
    says(text, refusal["authority"][language], MINISTER[language], "900 euros", NAME, closed["authority"][language])
    assert appeal["last_on"] == "2026-05-04" and COUNCIL[language] not in text  # 1 April + 30 = 1 May, a holiday, then a weekend
    assert refusal["authority"] == known["grounds"][0]["authority"] == appeal["authority"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_of_the_stay_names_the_office_and_only_its_appeal(life, language):
    one = refused_stay(life)
    text, known = read(one, "annex_48", language), fields(one, "annex_48")[0]
    says(text, known["refusals"][0]["authority"][language], COUNCIL[language], "Le premier permis a été retiré.")
    assert len(known["refusals"]) == len(known["appeals"]) == 1 and MINISTER[language] not in text and not known.get("closed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_inadmissible_file_is_appealed_at_the_council_of_state_not_at_the_minister(life, language):
    one = inadmissible(life)
    text, known = read(one, "declared_inadmissible", language), fields(one, "declared_inadmissible")[0]
    says(text, STATE[language], "Rien n'est venu.")
    assert MINISTER[language] not in text and [a["last_on"] for a in known["appeals"]] == ["2026-05-26"]  # 24 May is Whit Sunday


def test_each_region_has_its_own_minister_and_its_own_last_day(life):
    one = life({"host_municipality": "44021"}).submit(by=OTHER_EMPLOYER).does("declare_admissible", FLANDERS, day(3, 9))
    one.does("refuse_work", FLANDERS, day(3, 16), ground="pay_too_low", reason="Het loon is te laag.")
    [appeal] = fields(one, "annex_48")[0]["appeals"]
    assert "Vlaamse minister" in appeal["body"]["nl"] and (appeal["last_on"], appeal["length"]) == ("2026-04-16", "1 months")


@pytest.mark.parametrize("language", LANGUAGES)
def test_annex_46_says_who_decided_what_with_which_reasons_the_post_and_the_code(life, language):
    one = life().granted()
    text, known = read(one, "annex_46", language), fields(one, "annex_46")[0]
    code = one.code()
    says(text, f"{code[:5]} {code[5:]}", NAME, known["post_name"][language], *(d["authority"][language] for d in known["decisions"]))
    assert [d["decided_on"] for d in known["decisions"]] == ["2026-04-01", "2026-04-10"] and len(known["grounds"]) == 2
    assert known["valid_until_on"] == "2027-08-31"


@pytest.mark.parametrize("language", LANGUAGES)
def test_annex_47_says_who_was_silent_until_when_and_carries_the_code(life, language):
    one = silent(life)
    text, known = read(one, "annex_47", language), fields(one, "annex_47")[0]
    [quiet] = known["silent"]
    says(text, quiet["authority"][language], f"{one.code()[:5]} {one.code()[5:]}")
    assert quiet["last_on"] == "2026-06-08" and [d["decided_on"] for d in known["decisions"]] == ["2026-04-01"]


def test_annex_49_printed_by_the_commune_says_nothing_that_the_commune_may_not_see(life):
    one = arrived(life)
    shown = {line["title"]["en"] for line in fields(one, "annex_49")[0]["answers"]}
    law = rules_of(one.entries)
    hidden = {field.title["en"] for field in law.fields.values() if field.section in ("company", "work")}
    assert shown and not shown & hidden, "the pay and the company are no matter of the commune"


def test_annex_49_is_told_until_its_safe_day_and_work_is_what_the_rights_say(life):
    one = arrived(life)
    known, _, _ = fields(one, "annex_49")
    issued = one.last("document_issued").data
    assert known["valid_until_on"] == issued["safe_until"] <= issued["valid_until"] and known["may_work"] == "yes"
    one.does("confirm_residence", COMMUNE, day(4, 20)).works(day(4, 20))
    one.does("renew_annex_49", COMMUNE, date(2027, 9, 1))
    assert fields(one, "annex_49")[0]["may_work"] == "no"  # the admission to work ended the day before


def test_an_evidence_request_says_what_is_asked_by_when_and_that_the_clock_stands_still(life):
    one = asked(life)
    known, _, _ = fields(one, "evidence_request")
    assert (known["due_on"], known["due_length"], known["pauses_decision"]) == ("2026-04-16", "15 days", True)
    assert len(known["evidence"]) == 2 and known["note"] == "Trop ancien."
    says(read(one, "evidence_request", "fr"), "16 avril 2026", "Trop ancien.")


def test_what_is_missing_is_asked_without_a_word_on_the_clock_of_the_decision(life):
    one = inadmissible(life)
    known, _, _ = fields(one, "declared_incomplete")
    assert known["due_on"] == "2026-03-19" and "pauses_decision" not in known and known["evidence"][0]["title"]["fr"]


def test_a_declaration_of_admissibility_says_until_when_is_decided_and_by_whom(life):
    known, _, _ = fields(life().admissible(), "declared_admissible")
    assert (known["decision_due_on"], known["decision_length"]) == ("2026-06-08", "90 days") and len(known["deciders"]) == 2


def test_the_region_that_sends_a_file_on_signs_and_the_other_is_named(life):
    known, _, language = fields(sent_on(life), "sent_on")
    assert known["sender"]["name"] == known["from_authority"] != known["to_authority"] and language == "fr"
    assert known["submitted_on"] == FILED.isoformat() and [r["name"] for r in known["recipients"]][-1] == known["to_authority"]


def test_the_language_of_a_letter_is_that_of_the_region_of_the_applicant_or_of_the_commune(life):
    """Brussels writes in the applicant's French or Dutch, Flanders in Dutch, Eupen in German; a commune in its own language."""
    told = {
        "nl": life().submit(by=OTHER_EMPLOYER).does("declare_admissible", REGION, day(3, 9)),
        "fr": life().submit(by=EMPLOYER).does("declare_admissible", REGION, day(3, 9)),
        "de": life({"host_municipality": "63023"}).submit(by=GERMAN_EMPLOYER).does("declare_admissible", EUPEN_REGION, day(3, 9)),
    }
    assert {language: fields(one, "declared_admissible")[2] for language, one in told.items()} == {"nl": "nl", "fr": "fr", "de": "de"}
    flemish = life({"host_municipality": "44021"}).submit(by=EMPLOYER).does("declare_admissible", FLANDERS, day(3, 9))
    assert fields(flemish, "declared_admissible")[2] == "nl"
    moved = life({"lawfully_present": True, "post": None, "planned_arrival_on": "2026-02-20", "residence_municipality": "44021"}).granted()
    moved.does("take_over", OTHER_COMMUNE, day(4, 13), code=moved.code()).does("register_arrival", OTHER_COMMUNE, day(4, 13))
    assert fields(moved, "annex_49")[2] == "nl"


def test_a_letter_shows_only_what_each_of_its_recipients_may_see(life):
    """The decision also goes to the post, which sees the worker and the arrival, and no documents; the receipt to employer and worker."""
    granted, _, _ = fields(life().granted(), "annex_46")
    assert not granted.get("evidence") and "5600.00" not in str(granted["answers"]) and "Z1234567" in str(granted["answers"])
    receipt, _, _ = fields(life().submit(), "receipt")
    assert {tuple(sorted(piece)) for piece in receipt["evidence"]} == {("state", "title")} and "5600.00" in str(receipt["answers"])


def test_names_in_any_script_never_stop_a_letter(life):
    one = life({"worker_family_name": "Tadesse", "worker_given_names": "Hana", "worker_name_original": "ሀና ታደሰ 李偉 عمر"}).granted()
    one.works(day(4, 10))
    assert one.kinds.count("letter_made") == 4 and standing.counts()["failed"] == 0
    assert "Hana Tadesse" in read_made(one)


def read_made(one: Life) -> str:
    made = one.last("letter_made").data
    return all_text(vault.read_file(one.case, made["ref"]).content)


def test_who_holds_a_card_is_written_to_in_the_e_box_also_without_a_number_known_at_the_filing(life):
    """The condition asks about a document, and a document stands so or so on a day: that of the act."""
    from tests.desk.life import OFFICE
    from tests.desk.test_ends import settled

    one = settled(lambda: life({"worker_has_number": False}))
    one.works(day(9, 1))
    one.does("hear_on_stay", OFFICE, day(10, 1), reason="Nous envisageons un retrait.").works(day(10, 1))
    assert [(to["role"], to["channel"]) for to in one.last("letter_made").data["recipients"]] == [("worker", "ebox")]
    assert one.holds("limit", "hearing_stay#1", day(10, 1))["due_on"] == "2026-10-16"
    abroad = life({"worker_has_number": False}).granted()
    abroad.does("hear_on_stay", OFFICE, day(5, 4), reason="Nous envisageons un retrait.").works(day(5, 4))
    assert [(to["role"], to["channel"]) for to in abroad.last("letter_made").data["recipients"]] == [("worker", "registered")]
