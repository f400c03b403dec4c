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

    class Meta:
        indexes = [models.Index(fields=["role", "body"], name="intake_draft_of_a_body")]


class DraftFile(models.Model):
    """Where in the vault a file lies, for which piece of evidence it was given, by which role; `label` holds its name."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE)
    ref = models.UUIDField()
    label = models.UUIDField()
    digest = models.CharField(max_length=64)
    evidence = models.CharField(max_length=100)
    role = models.CharField(max_length=32)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "ref"], name="intake_file_once")]
