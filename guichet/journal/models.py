"""The tables of the journal, for migrations and for reading; store.py writes them, triggers refuse every change."""

from django.db import models


class JournalEntry(models.Model):
    """One entry. `text` is the truth, the bytes that were hashed; the other columns repeat it, so that SQL can ask."""

    pk = models.CompositePrimaryKey("case", "number")
    case = models.UUIDField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    by = models.CharField(max_length=160)  # role|body|person
    on = models.CharField(max_length=10)  # as in the text: an ISO day
    at = models.CharField(max_length=27)  # as in the text: UTC with six digits and Z
    text = models.TextField()
    digest = models.CharField(max_length=64)
    command = models.CharField(max_length=32, db_default="")  # beside the text: the command that left the entry, and the mark of its words,
    mark = models.CharField(max_length=64, db_default="")  # so that the same command has one effect and one answer

    class Meta:
        db_table = "journal_entry"


class LawBundle(models.Model):
    """The law of one procedure and region as it was applied, kept for ever by the SHA-256 of its text."""

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()

    class Meta:
        db_table = "journal_bundle"


class Root(models.Model):
    """One sealed Merkle root over the heads of all cases; `text` is what was signed."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.CharField(max_length=27)
    text = models.TextField()
    signature = models.CharField(max_length=128)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "journal_root"
