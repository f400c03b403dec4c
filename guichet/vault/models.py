"""The tables of the vault, for migrations and for reading; store.py writes them. Without the key of the case nothing in them can be read."""

from django.db import models


class CaseKey(models.Model):
    """The data key of one case, wrapped by the master key; empty once the case was erased."""

    case = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()

    class Meta:
        db_table = "vault_key"


class Held(models.Model):
    """A file that nobody may open: it waits for the scanner, or was found infected and destroyed."""

    pk = models.CompositePrimaryKey("case", "ref")
    case = models.UUIDField()
    ref = models.UUIDField()
    why = models.CharField(max_length=16, db_index=True)
    since = models.CharField(max_length=40)  # an instant, ISO

    class Meta:
        db_table = "vault_held"


class Item(models.Model):
    """One encrypted item; `content` is null when it lies on disk, and empty once the case was erased."""

    pk = models.CompositePrimaryKey("case", "ref")
    case = models.UUIDField()
    ref = models.UUIDField()
    kind = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()  # of the plain content, in bytes
    content = models.BinaryField(null=True)

    class Meta:
        db_table = "vault_item"
