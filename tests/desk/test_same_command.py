"""A command has an identity and says what its sender saw: done once, never over what somebody else did meanwhile."""

from uuid import uuid4

import pytest
from django.db import connection

from guichet.desk.handle import handle
from guichet.engine.refusals import BadAnswer, NotAllowedNow, Overtaken
from guichet.engine.words import Command
from tests.desk.life import COLLEAGUE, EMPLOYER, FILED, OFFICE, REGION, WORK_UNTIL, at, day


def test_the_same_command_again_has_one_effect_and_the_same_answer(life):
    one = life().submit()
    command = one.command("declare_admissible", REGION, day(3, 9))
    first, again = handle(command), handle(command)
    assert (again.last, again.numbers, first.repeated, again.repeated) == (first.last, first.numbers, False, True)
    assert one.kinds.count("declared_admissible") == 1


def test_the_same_command_after_midnight_is_still_the_same(life):
    one = life().submit()
    command = one.command("withdraw", EMPLOYER, day(3, 9), reason="Projet abandonné.")
    handle(command)
    later = Command(command.id, command.case, command.seen, command.kind, command.by, day(3, 10), at(day(3, 10), 0), command.data)
    assert handle(later).repeated and one.kinds.count("withdrawn") == 1


@pytest.mark.parametrize("changed", ["data", "by", "kind", "on"])
def test_the_same_command_with_other_words_is_refused(life, changed):
    one = life().admissible()
    told = {"work_authorised_until": WORK_UNTIL}
    first = one.command("grant_work", REGION, day(3, 20), **told)
    handle(first)
    other = {
        "data": one.command("grant_work", REGION, day(3, 20), work_authorised_until="2027-12-31"),
        "by": one.command("grant_work", COLLEAGUE, day(3, 20), **told),
        "kind": one.command("write_message", REGION, day(3, 20), **told),
        "on": one.command("grant_work", REGION, day(3, 19), at=at(day(3, 20)), **told),
    }[changed]
    with pytest.raises(BadAnswer, match="same_command_other_words"):
        handle(Command(first.id, other.case, other.seen, other.kind, other.by, other.on, other.at, other.data))
    assert one.kinds.count("track_decided") == 1


def test_the_same_command_is_one_in_its_own_file_only(life):
    one, other, shared = life().submit(), life().submit(), uuid4()
    one.does("declare_admissible", REGION, day(3, 9), id=shared)
    other.does("declare_admissible", REGION, day(3, 9), id=shared)
    assert one.phase(day(3, 9)) == other.phase(day(3, 9)) == "decision"


def test_a_double_submission_is_one_file(life):
    one = life()
    application, shared = one.application(), uuid4()
    first = one.answer("submit_application", EMPLOYER, FILED, id=shared, seen=0, **application)
    again = one.answer("submit_application", EMPLOYER, FILED, id=shared, seen=0, **application)
    assert again.repeated and first.numbers == again.numbers
    with pytest.raises(NotAllowedNow, match="already_submitted"):  # from another tab
        one.answer("submit_application", EMPLOYER, FILED, seen=0, **application)
    assert one.kinds == ["application_submitted"]


def test_what_is_remembered_of_a_command_says_nothing_of_what_was_typed(life):
    from hashlib import sha256

    one = life().submit()
    one.does("write_message", EMPLOYER, day(3, 3), message="oui")
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM journal_entry")
        kept = cursor.fetchall()
    assert len(kept) == 2
    body = f'{{"by": ["employer", "{EMPLOYER.body}", "{EMPLOYER.person}"], "data": {{"message": "oui"}}, "kind": "write_message", "on": ""}}'
    assert sha256(body.encode()).hexdigest() not in {mark for (mark,) in kept} and all(mark for (mark,) in kept)


def test_what_was_decided_since_the_form_was_shown_stops_an_act_and_is_named(life):
    one = life().admissible()
    shown = one.entries[-1].number
    one.does("grant_work", REGION, day(3, 20), work_authorised_until=WORK_UNTIL)
    with pytest.raises(Overtaken, match="changed_since") as refused:
        one.does("refuse_stay", OFFICE, day(3, 20), seen=shown, ground="public_order", reason="Raison.")
    assert refused.value.values == {"numbers": [shown + 1], "seen": shown}
    one.does("refuse_stay", OFFICE, day(3, 20), ground="public_order", reason="Raison.")


def test_a_message_or_a_letter_in_between_does_not_matter(life):
    one = life().submit()
    shown = one.entries[-1].number
    one.works(FILED)
    one.does("write_message", EMPLOYER, day(3, 3), seen=shown, message="Une question.")
    assert set(one.kinds[1:]) == {"letter_made", "notified", "message_written"}
    one.does("declare_admissible", REGION, day(3, 9), seen=shown)
    assert one.phase(day(3, 9)) == "decision"


def test_a_message_is_never_overtaken(life):
    one = life().admissible()
    one.does("write_message", EMPLOYER, day(3, 12), seen=0, message="Merci.")
    assert one.kinds[-1] == "message_written"


def test_nothing_is_kept_of_a_refused_command(life):
    from guichet.vault import store as vault

    one = life().admissible()
    before = (one.kinds, [item.ref for item in vault.refs(one.case)])
    with pytest.raises(BadAnswer):
        one.does("refuse_work", REGION, day(3, 20), reason="Écrit, mais sans motif de droit.")
    with pytest.raises(Overtaken):
        one.does("refuse_work", REGION, day(3, 20), seen=0, ground="pay_too_low", reason="Écrit sur un dossier changé.")
    assert (one.kinds, [item.ref for item in vault.refs(one.case)]) == before
