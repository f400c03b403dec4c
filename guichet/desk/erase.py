"""Erasing a case: its key is destroyed, its views told again, its copies dropped; the journal stays and still verifies."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from guichet.casefile import store as casefile
from guichet.delivery import standing as delivery
from guichet.desk.rebuild import tell_again
from guichet.journal import store as journal
from guichet.people import invitations
from guichet.people import store as people
from guichet.vault import store as vault


def erase(case: UUID) -> None:
    """Destroys everything personal of a case; what happened, when and under which law remains. Cannot be undone.

    The worker is forgotten with the last of their files: a renewal still needs the name.
    """
    with transaction.atomic():
        journal.hold()  # an act that is under way ends first, and is told again with the others
        entries = journal.read(case)
        persons = dict(entries[0].data.get("persons", {})) if entries else {}
        worker = str(persons.get("worker", ""))
        vault.erase(case)
        if worker and all(vault.is_erased(other) for other in casefile.cases_of_worker(worker)):
            people.erase(worker)
        invitations.forget(case)
        delivery.forget(case)
        if entries:
            tell_again(case)
