"""The commands the desk has answered, so that the same command has one effect and one answer."""

from django.db import models


class Answered(models.Model):
    """One command of one case: what it said (digest) and what was answered."""

    pk = models.CompositePrimaryKey("case", "command")
    case = models.UUIDField()
    command = models.UUIDField()
    digest = models.CharField(max_length=64)
    answer = models.TextField()

    class Meta:
        db_table = "desk_answered"
