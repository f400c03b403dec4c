"""Names minted with a form: never twice, sorted by time."""

from datetime import UTC, datetime, timedelta

from guichet.portals.identity import as_uuid, plain_number, uuid7

AT = datetime(2026, 4, 1, 12, tzinfo=UTC)


def test_a_minted_name_is_a_uuid_of_version_seven() -> None:
    made = uuid7(AT)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(AT.timestamp() * 1000)


def test_two_names_of_one_instant_differ_and_a_later_one_sorts_after() -> None:
    assert len({uuid7(AT) for _ in range(1000)}) == 1000
    assert uuid7(AT) < uuid7(AT + timedelta(milliseconds=1))


def test_what_is_no_identity_is_none() -> None:
    assert as_uuid("7") is None
    assert as_uuid("x" * 36) is None


def test_a_number_is_read_however_it_was_typed() -> None:
    assert plain_number(" 7km4-2qx9 b6") == "7KM42QX9B6"
