"""The tables of the case file, for migrations; store.py writes them by few statements, and all of them can be told again.

Days are ISO text, which sorts as days do and reads the same on both databases; LAST is the day of what has no end.
"""

from django.db import models

LAST = "9999-12-31"


class Header(models.Model):
    """One case at its last entry. `search` is what a list looks through; the names are gone once the case was erased."""

    case = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=10, unique=True)
    procedure = models.CharField(max_length=100)
    application = models.CharField(max_length=64)
    region = models.CharField(max_length=64)
    law = models.CharField(max_length=64)
    filed_on = models.CharField(max_length=10)
    last = models.PositiveIntegerField()
    last_on = models.CharField(max_length=10)  # the latest day of an entry
    next_change_on = models.CharField(max_length=10, null=True, db_index=True)
    worker = models.CharField(max_length=64)
    employer = models.CharField(max_length=64)
    renews = models.CharField(max_length=32, default="")  # the case whose permit it asks to renew
    worker_name = models.TextField()
    employer_name = models.TextField()
    search = models.TextField()
    facts = models.TextField()
    bodies = models.TextField()
    evidence = models.TextField()
    days = models.TextField()  # what holds on each day from the last entry on (days.py)
    access = models.TextField()  # the rows of casefile_access and casefile_work once more, so that the next act sees what changes
    work = models.TextField()

    class Meta:
        db_table = "casefile_header"
        indexes = [
            models.Index(fields=["worker"], name="casefile_header_worker"),
            models.Index(fields=["worker_name"], name="casefile_header_worker_name"),
            models.Index(fields=["employer", "filed_on"], name="casefile_header_employer"),
        ]


class Access(models.Model):
    """A role that sees the case by now, and the body (or "person:<ref>") that holds it."""

    pk = models.CompositePrimaryKey("case", "role", "body")
    case = models.UUIDField()
    role = models.CharField(max_length=32)
    body = models.CharField(max_length=80)

    class Meta:
        db_table = "casefile_access"
        indexes = [models.Index(fields=["role", "body", "case"], name="casefile_access_of_a_body")]


class StretchRow(models.Model):
    """A line of the days of a case that lists ask for. `state`, `due_on`, `who` and `addressee` repeat the value, so that SQL can ask."""

    pk = models.CompositePrimaryKey("case", "kind", "name", "from_on")
    case = models.UUIDField()
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    from_on = models.CharField(max_length=10)
    to_on = models.CharField(max_length=10)
    state = models.CharField(max_length=16)
    due_on = models.CharField(max_length=10)
    who = models.CharField(max_length=32)
    addressee = models.CharField(max_length=16)
    value = models.TextField()

    class Meta:
        db_table = "casefile_stretch"


class Work(models.Model):
    """What the case asks of a desk that decides it, from one day to another; `rank` orders a queue, `person` has the file in hand."""

    pk = models.CompositePrimaryKey("case", "role", "from_on")
    case = models.UUIDField()
    role = models.CharField(max_length=32)
    from_on = models.CharField(max_length=10)
    to_on = models.CharField(max_length=10)
    body = models.CharField(max_length=80)
    person = models.CharField(max_length=64)
    queue = models.CharField(max_length=12)
    rank = models.CharField(max_length=10)
    filed_on = models.CharField(max_length=10)
    procedure = models.CharField(max_length=100)
    phase = models.CharField(max_length=64)

    class Meta:
        db_table = "casefile_work"
        indexes = [
            models.Index(fields=["role", "body", "queue", "rank", "filed_on", "case", "to_on", "from_on", "person"], name="casefile_work_by_rank"),
            models.Index(
                fields=["role", "body", "person", "queue", "rank", "filed_on", "case", "to_on", "from_on"], name="casefile_work_of_an_agent"
            ),
            models.Index(fields=["role", "body", "queue", "filed_on", "rank", "case", "to_on", "from_on", "person"], name="casefile_work_by_filing"),
        ]


class HistoryEntry(models.Model):
    """One entry of the journal as the history shows it; free text and files are references into the vault. `closed`: the days before it."""

    pk = models.CompositePrimaryKey("case", "number")
    case = models.UUIDField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    on = models.CharField(max_length=10)
    at = models.CharField(max_length=32)
    role = models.CharField(max_length=32)
    body = models.CharField(max_length=80)
    person = models.CharField(max_length=64)
    data = models.TextField()
    closed = models.TextField()

    class Meta:
        db_table = "casefile_entry"


class Letter(models.Model):
    """One letter as made: where it lies in the vault, and who was to get it."""

    pk = models.CompositePrimaryKey("case", "ref")
    case = models.UUIDField()
    ref = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    letter = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    on = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    recipients = models.TextField()

    class Meta:
        db_table = "casefile_letter"


class File(models.Model):
    """One file given as a piece of evidence: where it lies in the vault; its name is gone once the case was erased."""

    pk = models.CompositePrimaryKey("case", "ref")
    case = models.UUIDField()
    ref = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    evidence = models.CharField(max_length=100)
    name = models.TextField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()

    class Meta:
        db_table = "casefile_file"


class Code(models.Model):
    """The blinded digest of a code that lets a municipality take the case over."""

    pk = models.CompositePrimaryKey("case", "digest")
    case = models.UUIDField()
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        db_table = "casefile_code"


class Step(models.Model):
    """One step of one case that ended: of which authority, how it ended, and how long it took (steps.py); for figures of all files together."""

    pk = models.CompositePrimaryKey("case", "number")
    case = models.UUIDField()
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=16)
    who = models.CharField(max_length=80)
    outcome = models.CharField(max_length=40)
    ended_on = models.CharField(max_length=10)
    hours = models.PositiveIntegerField()
    waited = models.PositiveIntegerField()  # hours of these in which the applicant was awaited
    questions = models.PositiveIntegerField()  # asked of the applicant up to then

    class Meta:
        db_table = "casefile_step"
        indexes = [models.Index(fields=["step", "who", "ended_on", "hours"], name="casefile_step_of_an_authority")]
