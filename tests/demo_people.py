"""The people of the demo are told once by `demo.load`; every other database of the same run gets the rows that this made, as they are."""

from collections.abc import Callable
from pathlib import Path

from django.db import models, transaction

from guichet.people import demo
from guichet.people.models import Body, Head, Mandate, Membership, Person
from guichet.people.reference import data_folder

TABLES = (Body, Person, Membership, Head, Mandate)
Load = Callable[[Path | None], None]


def made_once() -> Load:
    """What stands for `demo.load` in the tests. Called on the template, so that copies of it number further rows after these."""
    told, where = demo.load, data_folder()
    with transaction.atomic():
        known = {one.pk for one in Body.objects.all()}
        told()
        rows: list[list[models.Model]] = [[one for one in table.objects.all() if one.pk not in known] for table in TABLES]
        transaction.set_rollback(True)

    def load(folder: Path | None = None) -> None:
        if folder or data_folder() != where or Person.objects.exists() or Body.objects.filter(kind="company").exists():
            return told(folder)
        with transaction.atomic():
            for table, some in zip(TABLES, rows, strict=True):
                table.objects.bulk_create(some)
        return None

    return load
