"""The yes of the region to the work, and the notice to the first Member State: who is told what, in which words."""

from pathlib import Path

from django.conf import settings

from guichet.letters.render import render
from tests.desk.life import day
from tests.desk.test_letters_of_a_life import NAME, fields, read, says, state_told
from tests.letters.reading import all_text


def test_a_yes_to_the_work_informs_and_says_that_it_does_not_yet_allow_any(life):
    one = life().granted()
    known, on, language = fields(one, "work_decision")
    assert (on, language, known["decided_on"], known["renewal"]) == (day(4, 1), "fr", "2026-04-01", False)
    read_aloud = read(one, "work_decision", "en")
    says(
        read_aloud,
        NAME,
        "does not yet allow any work",
        "up to and including 31 August 2027",
        "Brussels-Capital Region",
        "The conditions of admission to work",
    )
    assert "Immigration Office" not in [line["name"] for line in known["recipients"]]


def test_at_a_renewal_the_yes_to_the_work_and_annex_49_let_the_worker_go_on(life):
    known, on, _ = fields(life().granted(), "work_decision")
    said = all_text(render("work_decision", "nl", {**known, "renewal": True}, on, Path(settings.LAW_FOLDER)))
    says(said, "Met deze beslissing en een geldige bijlage 49", "blijven werken")


def test_the_first_member_state_is_told_in_english_who_what_and_until_when(life):
    one = state_told(life)
    known, on, language = fields(one, "first_state_notice")
    assert (on, language, known["granted_on"]) == (day(4, 13), "en", "2026-04-10")
    read_aloud = read(one, "first_state_notice", "en")
    says(read_aloud, "France", NAME, "India", "31 December 2028", "31 August 2027", "the authority of the first Member State")
    assert not [secret for secret in ("5600", "Z1234567", "criminal", "medical") if secret in read_aloud]
