"""The tables of telling the outside: what waits, each try, each receipt, and the mailboxes of the demonstration e-Box."""

from django.db import models

INSTANT = 27  # "2026-03-09T08:00:00.000000Z": instants are text in UTC, so that both databases sort and compare them alike


class Outgoing(models.Model):
    """One thing to do after a transaction; `data` holds references only."""

    pk = models.CompositePrimaryKey("case_id", "id")
    case_id = models.UUIDField()
    id = models.UUIDField()
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    lane = models.CharField(max_length=200)
    place = models.BigIntegerField()
    state = models.CharField(max_length=10, default="waiting")
    tries = models.IntegerField(default=0)
    due_at = models.CharField(max_length=INSTANT)
    leased_until = models.CharField(max_length=INSTANT, default="")
    ended_at = models.CharField(max_length=INSTANT, default="")
    reason = models.TextField(default="")
    data = models.TextField()

    class Meta:
        db_table = "delivery_outbox"
        constraints = [
            models.UniqueConstraint(fields=["case_id", "key"], name="delivery_outbox_once"),
            models.CheckConstraint(condition=models.Q(state__in=["waiting", "done", "failed"]), name="delivery_outbox_state"),
        ]
        indexes = [
            models.Index(fields=["due_at", "place"], name="delivery_outbox_due", condition=models.Q(state="waiting")),
            models.Index(fields=["ended_at"], name="delivery_outbox_failed", condition=models.Q(state="failed")),
        ]


class Attempt(models.Model):
    """One try of one row, and how it ended; added to, never changed."""

    pk = models.CompositePrimaryKey("case_id", "row_id", "number")
    case_id = models.UUIDField()
    row_id = models.UUIDField()
    number = models.IntegerField()
    kind = models.CharField(max_length=20)
    ended_at = models.CharField(max_length=INSTANT)
    delivered = models.BooleanField()
    reason = models.TextField(default="")

    class Meta:
        db_table = "delivery_attempts"


class KeptReceipt(models.Model):
    """What a channel answered: the proof of a notification."""

    pk = models.CompositePrimaryKey("case_id", "message_id")
    case_id = models.UUIDField()
    message_id = models.UUIDField()
    recipient = models.CharField(max_length=200)
    letter = models.CharField(max_length=80)
    channel = models.CharField(max_length=40)
    reference = models.CharField(max_length=200)
    note = models.CharField(max_length=80, default="")
    received_at = models.CharField(max_length=INSTANT)

    class Meta:
        db_table = "delivery_receipts"
        indexes = [models.Index(fields=["recipient", "received_at"], name="delivery_receipts_by_mail", condition=models.Q(channel="mail"))]


class LetterCode(models.Model):
    """The code that a letter carries, blinded; with it its holder checks the letter."""

    digest = models.CharField(max_length=64, primary_key=True)
    case_id = models.UUIDField()
    ref = models.CharField(max_length=200)

    class Meta:
        db_table = "delivery_letter_codes"
        indexes = [models.Index(fields=["case_id"], name="delivery_letter_codes_case")]


class PaperLetter(models.Model):
    """One letter that leaves on paper; a day that is not known yet is ''."""

    pk = models.CompositePrimaryKey("case_id", "message_id")
    case_id = models.UUIDField()
    message_id = models.UUIDField()
    case_number = models.CharField(max_length=20)
    sender = models.CharField(max_length=100)
    recipient = models.CharField(max_length=200)
    letter = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    ref = models.CharField(max_length=200)
    made_on = models.CharField(max_length=10)
    number = models.CharField(max_length=40, default="")
    posted_on = models.CharField(max_length=10, default="")
    presented_on = models.CharField(max_length=10, default="")
    returned_on = models.CharField(max_length=10, default="")

    class Meta:
        db_table = "delivery_post"
        indexes = [
            models.Index(fields=["sender", "posted_on"], name="delivery_post_sender"),
            models.Index(fields=["message_id"], name="delivery_post_message"),
        ]


class Digest(models.Model):
    """On this day there was news for this person, who wants one e-mail a day; of which file is not kept."""

    pk = models.CompositePrimaryKey("person", "day")
    person = models.UUIDField()
    day = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    sent_at = models.CharField(max_length=INSTANT, default="")

    class Meta:
        db_table = "delivery_digests"
        indexes = [models.Index(fields=["day"], name="delivery_digests_due", condition=models.Q(sent_at=""))]


class MailboxMessage(models.Model):
    """One message in the mailbox of one recipient; the letter itself stays in the vault."""

    pk = models.CompositePrimaryKey("case_id", "message_id")
    case_id = models.UUIDField()
    message_id = models.UUIDField()
    case_number = models.CharField(max_length=20)
    recipient = models.CharField(max_length=200)
    letter = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    ref = models.CharField(max_length=200)
    sent_on = models.CharField(max_length=10)
    read_at = models.CharField(max_length=INSTANT, default="")

    class Meta:
        db_table = "delivery_mailbox"
        indexes = [models.Index(fields=["recipient", "-sent_on"], name="delivery_mailbox_inbox")]
