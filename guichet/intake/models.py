"""The tables of drafts: who prepares what for whom; what they wrote and gave lies in the vault."""

from django.db import models


class Draft(models.Model):
    """An application being prepared; its id becomes the id of the case. `number` is the case number, once submitted.

    `answers_ref` says where in the vault the answers lie.
    """

    id = models.UUIDField(primary_key=True)
    procedure = models.CharField(max_length=100)
    application = models.CharField(max_length=64)
    role = models.CharField(max_length=32)
    body = models.CharField(max_length=64, blank=True)
    person = models.UUIDField()
    worker = models.UUIDField(null=True, db_index=True)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    number = models.CharField(max_length=16, blank=True)
    answers_ref = models.UUIDField(null=True)
    copied_from = models.UUIDField(null=True)  # the application whose answers it began with
    renews = models.UUIDField(null=True)  # the file whose permit it asks to renew
    origins = models.TextField(blank=True, default="")  # by question, where an answer was taken over from (intake/origins.py)
    reminded_on = models.DateField(null=True)  # told that it will be destroyed

    class Meta:
        indexes = [models.Index(fields=["role", "body"], name="intake_draft_of_a_body")]
        constraints = [models.UniqueConstraint(fields=["renews"], condition=models.Q(number=""), name="intake_one_renewal_at_a_time")]


class DraftFile(models.Model):
    """Where in the vault a file lies, for which piece of evidence it was given, by which role; `label` holds its name."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE)
    ref = models.UUIDField()
    label = models.UUIDField()
    digest = models.CharField(max_length=64)
    evidence = models.CharField(max_length=100)
    role = models.CharField(max_length=32)
    given_at = models.DateTimeField()
    mark = models.CharField(max_length=64, blank=True)  # blinded digest of the bytes that came: the same file of one draft is kept once
    issued_on = models.DateField(null=True)  # the day that stands on it, as whoever gave it says
    came_on = models.DateField(null=True)  # of a file taken over from the file before: the day it came there

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "ref"], name="intake_file_once")]


class Unsent(models.Model):
    """What somebody had typed when their session ended: whose and on which page are blinded, the text is sealed."""

    whose = models.CharField(max_length=64)
    page = models.CharField(max_length=64)
    typed = models.TextField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["whose", "page"], name="intake_unsent_once")]


class Parcel(models.Model):
    """A file on its way in parts: for which piece, how long it will be, how much of it is here. `mark` recognises it when it comes again."""

    id = models.UUIDField(primary_key=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE)
    evidence = models.CharField(max_length=100)
    role = models.CharField(max_length=32)
    mark = models.CharField(max_length=64)
    label = models.UUIDField()
    size = models.PositiveBigIntegerField()
    began_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "evidence", "role", "mark"], name="intake_parcel_once")]


class ParcelPart(models.Model):
    """One part of a parcel: where in the file it begins, how long it is, where in the vault it lies."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE)
    start = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    ref = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parcel", "start"], name="intake_part_once")]
