"""Mailboxes and receipts: the same message once, each recipient sees its own, the first receipt stays."""

from datetime import UTC, date, datetime
from uuid import UUID

from guichet.delivery import receipts
from guichet.delivery.mailbox import inbox, mark_read, post, unread
from guichet.delivery.models import Attempt, KeptReceipt, MailboxMessage, Outgoing
from guichet.delivery.standing import forget
from guichet.engine.messages import Message, Receipt, recipient_key

AT = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
WORKER = recipient_key("worker", person="p-17")
EMPLOYER = recipient_key("employer", "company:1")


def message(number: int, recipient: str = WORKER, on: date = date(2026, 3, 9)) -> Message:
    return Message(UUID(int=number), UUID(int=900), "7KM4 2QX9 B6", recipient, "receipt", "fr", "ref-1", on)


def test_a_message_is_in_the_mailbox_of_its_recipient_alone(db: None) -> None:
    post(message(1))
    post(message(2, EMPLOYER))
    [mine] = inbox(WORKER)
    assert (mine.id, mine.case, mine.case_number, mine.letter, mine.language, mine.ref, mine.on, mine.read_at) == (
        UUID(int=1), UUID(int=900), "7KM4 2QX9 B6", "receipt", "fr", "ref-1", date(2026, 3, 9), None,
    )
    assert inbox(recipient_key("worker", person="p-1")) == []


def test_posted_twice_is_there_once_with_the_same_receipt(db: None) -> None:
    assert post(message(1)) == post(message(1)) == Receipt("ebox", str(UUID(int=1)))
    assert len(inbox(WORKER)) == 1


def test_the_newest_first_and_no_more_than_asked(db: None) -> None:
    for number in range(1, 6):
        post(message(number, on=date(2026, 3, number)))
    assert [found.on.day for found in inbox(WORKER, limit=3)] == [5, 4, 3]


def test_the_first_opening_is_noted_by_its_owner_only(db: None) -> None:
    post(message(1))
    assert unread(WORKER) == 1
    assert not mark_read(EMPLOYER, UUID(int=1), AT)
    assert mark_read(WORKER, UUID(int=1), AT) and not mark_read(WORKER, UUID(int=1), AT)
    assert unread(WORKER) == 0 and inbox(WORKER)[0].read_at == AT


def test_the_first_receipt_of_a_message_stays(db: None) -> None:
    receipts.keep(message(1), Receipt("ebox", "A", "no_digital_user"), AT)
    receipts.keep(message(1), Receipt("ebox", "B"), AT)
    [proof] = receipts.of_case(UUID(int=900))
    assert (proof.message, proof.recipient, proof.receipt, proof.received_at) == (UUID(int=1), WORKER, Receipt("ebox", "A", "no_digital_user"), AT)


def test_erasing_a_case_empties_its_mailboxes(db: None) -> None:
    post(message(1))
    receipts.keep(message(1), Receipt("ebox", "A"), AT)
    forget(UUID(int=900))
    assert inbox(WORKER) == [] and receipts.of_case(UUID(int=900)) == []


def test_every_unique_key_of_the_room_begins_with_the_case() -> None:
    for model in (Outgoing, Attempt, KeptReceipt, MailboxMessage):
        assert model._meta.pk.field_names[0] == "case_id"
