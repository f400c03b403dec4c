"""The tables of the registry, for migrations; store.py and consultations.py write them by few statements.

`registry_permit` is a view and can be told again; `kept_...` is kept for ever. Days are ISO text; LAST is the day of what has no end.
"""

from django.db import models

LAST = "9999-12-31"


class Permit(models.Model):
    """One case in which a permit was granted, or the right to work was a yes before that. Names are gone once the case was erased."""

    case = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=10, unique=True)
    renews = models.CharField(max_length=32, default="")  # the case whose permit it asks to renew
    filed_on = models.CharField(max_length=10, default="")
    procedure = models.CharField(max_length=100)
    region = models.CharField(max_length=64)
    law = models.CharField(max_length=64)
    worker = models.CharField(max_length=64)
    employer = models.CharField(max_length=80)
    enterprise_number = models.CharField(max_length=10)
    worker_name = models.TextField()
    employer_name = models.TextField()
    family_key = models.TextField()
    given_key = models.TextField()
    granted_on = models.CharField(max_length=10)  # "": not granted, or not yet
    work_until = models.CharField(max_length=10)  # the last day of the last yes, as far as is known now
    days = models.TextField()  # may the worker work, from one day to another, and the line of the law that says so (rows.Stretch)

    class Meta:
        db_table = "registry_permit"
        indexes = [
            models.Index(fields=["enterprise_number", "family_key"], name="registry_permit_of_a_name"),
            models.Index(fields=["worker"], name="registry_permit_of_a_worker"),
        ]


class FormerName(models.Model):
    """What the worker of a permit was called before; gone once the case was erased."""

    pk = models.CompositePrimaryKey("case", "family_key", "given_key")
    case = models.UUIDField()
    family_key = models.TextField()
    given_key = models.TextField()
    enterprise_number = models.CharField(max_length=10)

    class Meta:
        db_table = "registry_former_name"
        indexes = [models.Index(fields=["enterprise_number", "family_key"], name="registry_former_name_of")]


class Consultation(models.Model):
    """Who asked what, when and for what purpose, and what was answered. `text` is the truth, the other columns repeat it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    case = models.CharField(max_length=36, db_index=True)  # "": nothing was found
    body = models.CharField(max_length=80)
    person = models.CharField(max_length=64)
    at = models.CharField(max_length=27)
    text = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "kept_consultation"
        indexes = [models.Index(fields=["person", "body", "number"], name="kept_consultation_of_a_person")]


class Following(models.Model):
    """Somebody of an inspectorate follows an employer; `until_at` is "" while they do. What is over stays."""

    person = models.CharField(max_length=64)
    body = models.CharField(max_length=80)
    enterprise_number = models.CharField(max_length=10)
    reference = models.CharField(max_length=32)
    from_at = models.CharField(max_length=40)
    until_at = models.CharField(max_length=40, default="")

    class Meta:
        db_table = "kept_following"
        constraints = [
            models.UniqueConstraint(fields=["person", "body", "enterprise_number"], condition=models.Q(until_at=""), name="kept_following_once"),
        ]
        indexes = [models.Index(fields=["enterprise_number"], name="kept_following_employer", condition=models.Q(until_at=""))]
