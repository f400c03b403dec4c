"""An erased file: nothing personal is left anywhere, what happened and when stays, the journal still verifies."""

import pytest
from django.db import connection

from guichet.delivery import mailbox
from guichet.desk.erase import erase
from guichet.engine.messages import recipient_key
from guichet.engine.refusals import NotYours
from guichet.journal.verify import verify
from guichet.people import store as people
from guichet.vault import store as vault
from tests.desk.life import EMPLOYER, FILED, OFFICE, REGION, day


def test_an_erased_file_keeps_its_days_and_loses_its_names(life):
    one = life().granted()
    one.works(day(4, 10))
    kinds, phase = one.kinds, one.holds("phase", "", day(4, 10))
    erase(one.case)
    assert vault.is_erased(one.case) and people.name_of(one.worker.person) == ""
    assert (one.kinds, one.holds("phase", "", day(4, 10))) == (kinds, phase)
    with connection.cursor() as cursor:
        cursor.execute('SELECT worker_name, employer_name, search FROM casefile_header WHERE "case" = %s', [one.case.hex])
        assert "arayanan" not in "".join(cursor.fetchone())
        cursor.execute('SELECT name FROM casefile_file WHERE "case" = %s', [one.case.hex])
        assert {name for (name,) in cursor.fetchall()} == {""}
    assert mailbox.inbox(recipient_key("worker", "", one.worker.person)) == []
    assert verify().whole


def test_on_an_erased_file_nobody_acts_any_more(life):
    one = life().admissible()
    erase(one.case)
    with pytest.raises(NotYours, match="no_such_case"):
        one.does("write_message", OFFICE, day(3, 20), message="Bonjour.")


def test_letters_that_wait_are_dropped_with_the_file(life):
    one, other = life().submit(), life().submit()
    erase(one.case)
    erase(one.case)
    assert one.works(FILED) == 3  # the receipt of the other file, and its two messages
    assert one.kinds == ["application_submitted"] and other.kinds.count("notified") == 2


def test_erasing_one_file_leaves_the_others_as_they_were(life):
    one, other = life().submit(), life().submit()
    erase(one.case)
    other.does("withdraw", EMPLOYER, day(3, 3), reason="Projet abandonné.")
    assert people.name_of(other.worker.person).startswith("Meera") and REGION.body
