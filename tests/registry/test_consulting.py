"""An inspector asks: yes, no and unknown on the days of a life; written down first, and for a purpose."""

from datetime import date
from threading import Thread
from unittest.mock import patch

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from guichet.engine.case_number import number_of, spaced
from guichet.engine.refusals import BadAnswer, NotYours
from guichet.people import demo, memberships
from guichet.people import store as people
from guichet.registry import consultations, triggers, verify
from guichet.registry.consultations import Consultation
from guichet.registry.purposes import PURPOSES
from guichet.registry.reading import consult, own_consultations
from tests.desk.life import EMPLOYER, OFFICE, REGION, Life, day
from tests.registry.conftest import ASKED_AT, ENTERPRISE, INSPECTOR, arrived, dump

DAYS_OF_A_LIFE = [
    (day(3, 20), "unknown", None),  # filed, not granted: not in the registry
    (day(4, 9), "unknown", None),
    (day(4, 10), "no", "granted_abroad"),
    (day(8, 4), "no", "granted_in_belgium"),
    (day(8, 5), "yes", "annex_49_valid"),
    (day(9, 18), "yes", "annex_49_valid"),
    (day(9, 19), "no", "annex_49_lapsed"),
]


def written() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM kept_consultation")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("on", "answer", "row"), DAYS_OF_A_LIFE)
def test_yes_no_and_unknown_on_the_days_of_a_life(life, asks, on, answer, row):
    one = arrived(life())
    told = asks(spaced(number_of(one.case)).lower(), on)
    assert (told.answer, told.as_of, told.consultation) == (answer, ASKED_AT, 1)
    assert told.why[0].name == ("right_row" if row else "not_in_the_registry")
    assert told.why[0].values == ({"row": row} if row else {"on": on.isoformat()})
    assert (told.worker, told.employer) == (("Meera Narayanan", "Delvaux Robotics SA") if row else ("", ""))


def test_a_yes_says_until_when_by_which_document_and_under_which_article(life, asks):
    told = asks(number_of(arrived(life()).case), day(8, 20))
    assert (told.answer, told.until) == ("yes", day(9, 18))
    assert "49" in told.document["fr"] and told.title["nl"] and told.why[0].source and told.why[0].doubt in told.rules.doubts


@pytest.mark.parametrize(
    "question",
    ["Narayanan 0999.000.129", "BE0999000129 NARAYANAN", "meera narayanan, 0999 000 129", "BE 0999.000.129 Narayanan Meera", "Narayanan 999000129"],
)
def test_a_name_with_the_enterprise_number_finds_the_permit(life, asks, question):
    one = arrived(life())
    told = asks(question, day(8, 20))
    assert (told.answer, told.case_number) == ("yes", number_of(one.case))


@pytest.mark.parametrize("question", ["Narayana 0999000129", "Mira Narayanan 0999000129", "Narayanan 0999000228", "Popova 0999000129"])
def test_who_is_not_found_is_unknown_and_that_is_not_a_no(life, asks, question):
    arrived(life())
    told = asks(question, day(8, 20))
    assert (told.answer, told.worker, told.case_number, told.why[0].name) == ("unknown", "", "", "not_in_the_registry")
    assert written() == 1, "that nothing was found is written down too"


def test_two_workers_of_one_name_are_told_apart_by_the_given_name_or_not_at_all(life, asks):
    arrived(life())
    arrived(life({"worker_given_names": "Ravi"}))
    told = asks(f"Narayanan {ENTERPRISE}", day(8, 20))
    assert (told.answer, told.worker, told.why[0].name) == ("unknown", "", "several_in_the_registry")
    assert asks(f"Ravi Narayanan {ENTERPRISE}", day(8, 20)).worker == "Ravi Narayanan"


def test_a_consultation_is_kept_with_who_when_why_and_which_case_and_no_name(life, asks, inspector):
    one = arrived(life())
    asks(f"Narayanan {ENTERPRISE}", day(8, 20), purpose="report_received", reference=" ins-2026-0418 ")
    kept = own_consultations(inspector)
    assert [(c.number, c.by, c.at, c.purpose, c.reference, c.day, c.case, c.answer) for c in kept] == [
        (1, inspector.actor, ASKED_AT, "report_received", "INS-2026-0418", day(8, 20), one.case, "yes")
    ]
    row = repr(dump("kept_consultation"))
    assert "arayanan" not in row and "Meera" not in row and "0999000129" not in row
    assert list(consultations.broken()) == []


def test_without_a_line_in_the_log_there_is_no_answer(life, asks):
    """The database refuses the line: the question fails as a whole, and nothing of the permit leaves."""
    one = arrived(life())
    elsewhere = consultations._WRITE.replace("kept_consultation", "no_such_table")
    with patch.object(consultations, "_WRITE", elsewhere), pytest.raises(DatabaseError) as refused:
        asks(number_of(one.case), day(8, 20))
    assert "no_such_table" in str(refused.value) and "Meera" not in str(refused.value)
    assert written() == 0


def test_the_line_is_committed_before_the_answer_leaves(own_database, tmp_path, settings):
    """Seen from another connection: when the answer is put together, the consultation is there."""
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    one = Life().granted()
    seen = []

    def look() -> None:
        seen.append(written())
        connection.close()

    def told(answer, permit):
        thread = Thread(target=look)
        thread.start()
        thread.join()
        return answer

    inspector = people.viewer(*INSPECTOR)
    with patch("guichet.registry.reading._told", told):
        consult(inspector, PURPOSES[0], "INS-1", number_of(one.case), day(4, 20), ASKED_AT)
    assert seen == [1]
    with pytest.raises(RuntimeError), transaction.atomic():  # what somebody else could still roll back is no consultation
        consult(inspector, PURPOSES[0], "INS-1", number_of(one.case), day(4, 20), ASKED_AT)
    assert written() == 1


def test_eight_who_consult_at_once_are_all_in_one_chain(own_database, tmp_path, settings):
    settings.VAULT_FOLDER = tmp_path
    demo.load()
    inspector, told = people.viewer(*INSPECTOR), []

    def ask() -> None:
        told.append(consult(inspector, PURPOSES[0], "INS-1", f"Nobody {ENTERPRISE}", day(4, 20), ASKED_AT).consultation)
        connection.close()

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == list(range(1, 9)) and list(consultations.broken()) == []


@pytest.mark.parametrize(
    ("changed", "field", "name"),
    [
        ({"purpose": "curiosity"}, "purpose", "not_a_choice"),
        ({"purpose": ""}, "purpose", "not_a_choice"),
        ({"reference": ""}, "reference", "not_a_reference"),
        ({"reference": "Narayanan"}, "reference", "not_a_reference"),
        ({"reference": "INS 2026"}, "reference", "not_a_reference"),
        ({"reference": "9" * 40}, "reference", "not_a_reference"),
        ({"question": ""}, "question", "question_incomplete"),
        ({"question": "Narayanan"}, "question", "question_incomplete"),
        ({"question": "0999000129"}, "question", "question_incomplete"),
        ({"question": "Narayanan 0999000128"}, "question", "wrong_check_digits"),
        ({"question": "7KM42QX9B7"}, "question", "no_such_case_number"),
        ({"question": "x" * 9999}, "question", "too_long"),
        ({"question": "a\x00b 0999000129"}, "question", "control_characters"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_looked_up(asks, changed, field, name):
    with pytest.raises(BadAnswer) as refused:
        asks(changed.pop("question", f"Narayanan {ENTERPRISE}"), day(4, 20), **changed)
    assert (refused.value.values["field"], refused.value.name) == (field, name)
    assert written() == 0


@pytest.mark.parametrize("actor", [EMPLOYER, REGION, OFFICE])
def test_only_an_inspector_may_ask(known_people, actor):
    viewer = people.viewer(actor.person, actor.role, actor.body)
    with pytest.raises(NotYours):
        consult(viewer, PURPOSES[0], "INS-1", f"Narayanan {ENTERPRISE}", day(4, 20), ASKED_AT)
    with pytest.raises(NotYours):
        own_consultations(viewer)
    assert written() == 0


def test_who_left_the_inspectorate_may_not_ask_any_more(inspector, asks):
    memberships.leave(*INSPECTOR, date(2026, 9, 30))
    with pytest.raises(NotYours):
        asks(f"Narayanan {ENTERPRISE}", day(4, 20))


def test_an_inspector_sees_only_their_own_consultations(inspector, asks):
    asks(f"Narayanan {ENTERPRISE}", day(4, 20))
    other = Consultation(REGION, ASKED_AT, PURPOSES[0], "X-1", "q", day(4, 20), None, "unknown")
    assert consultations.write(other) == 2
    assert [one.number for one in own_consultations(inspector)] == [1]


def test_the_database_refuses_every_change(asks):
    assert triggers.installed(connection) == triggers.expected(connection)
    asks(f"Narayanan {ENTERPRISE}", day(4, 20))
    on_sqlite = "INSERT OR REPLACE INTO kept_consultation SELECT * FROM kept_consultation"
    third = "TRUNCATE kept_consultation" if connection.vendor == "postgresql" else on_sqlite
    for statement in ("UPDATE kept_consultation SET person = 'x'", "DELETE FROM kept_consultation", third):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert written() == 1


def test_a_changed_or_missing_consultation_is_found(asks):
    for _ in range(4):
        asks(f"Narayanan {ENTERPRISE}", day(4, 20))
    off = "ALTER TABLE kept_consultation DISABLE TRIGGER ALL" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in triggers.installed(connection) if not off else ():
            cursor.execute(f"DROP TRIGGER {name}")
        if off:
            cursor.execute(off)
        cursor.execute("UPDATE kept_consultation SET person = 'somebody' WHERE number = 2")
        cursor.execute("DELETE FROM kept_consultation WHERE number = 3")
    said: list[str] = []
    assert verify.run(said.append) == 1
    assert "Consultation 2 was changed" in said[0] and "Consultation 3 is missing" in said[1]
    assert len([sentence for sentence in said if "The trigger" in sentence]) == 3
    assert said[-2:] == ["Read 4 consultations.", "The log of consultations is broken."]


def test_a_whole_log_is_said_to_be_whole(asks):
    said: list[str] = []
    asks(f"Narayanan {ENTERPRISE}", day(4, 20))
    assert verify.run(said.append) == 0
    assert said == ["Read 1 consultations.", "The log of consultations is whole."]


def test_a_permit_is_found_by_a_name_that_the_worker_had_before_and_the_answer_says_so(life, asks):
    from guichet.desk.rebuild import rebuild
    from tests.registry.conftest import dump

    one = arrived(life())
    one.does("change_worker_details", one.worker, day(8, 10), new_family_name="Fernandes", new_name_original="ಮೀರಾ ಫೆರ್ನಾಂಡಿಸ್")
    now, before = (asks(f"{name} {ENTERPRISE}", day(8, 20)) for name in ("Fernandes", "Meera Narayanan"))
    assert (now.answer, now.worker, now.formerly) == ("yes", "Meera Fernandes", False)
    assert (before.answer, before.worker, before.formerly, before.case_number) == ("yes", "Meera Fernandes", True, now.case_number)
    assert asks(f"Anjali Narayanan {ENTERPRISE}", day(8, 20)).answer == "unknown"
    told = dump()
    rebuild()
    assert dump() == told


def test_the_former_name_is_gone_once_the_file_was_erased(life, asks):
    from guichet.desk.erase import erase

    one = arrived(life())
    one.does("change_worker_details", one.worker, day(8, 10), new_family_name="Fernandes", new_name_original="ಮೀರಾ ಫೆರ್ನಾಂಡಿಸ್")
    erase(one.case)
    assert asks(f"Narayanan {ENTERPRISE}", day(8, 20)).answer == "unknown"
