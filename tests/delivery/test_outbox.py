"""The outbox: exactly once, in order within a case, later when it fails, visible when it is given up."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connections, transaction

from guichet.delivery.standing import attempts, counts, failures, forget, waiting
from guichet.delivery.store import LEASE, MOST_TRIES, NewRow, claim, delay, done, failed, put, replay

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
KINDS = ("letter", "send", "mail", "join")
ONE, OTHER = UUID(int=1), UUID(int=2)


def row(key: str, case: UUID = ONE, kind: str = "send", due_at: datetime = NOW, **more: object) -> NewRow:
    return NewRow(uuid4(), case, kind, key, due_at, {"ref": key}, **more)


def keys(rows: list) -> list[str]:
    return [found.key for found in rows]


def test_what_a_transaction_leaves_is_claimed_once_and_done(db: None) -> None:
    put([row("a")])
    [claimed] = claim(KINDS, 10, NOW)
    assert (claimed.case, claimed.kind, claimed.key, claimed.tries, claimed.data, claimed.due_at) == (ONE, "send", "a", 1, {"ref": "a"}, NOW)
    assert claim(KINDS, 10, NOW) == []
    done(claimed, NOW)
    done(claimed, NOW)
    assert counts() == {"waiting": 0, "done": 1, "failed": 0}
    assert claim(KINDS, 10, NOW + timedelta(days=9)) == []
    assert [(tried.number, tried.delivered) for tried in attempts(claimed.id)] == [(1, True)]


def test_the_same_key_in_a_case_is_put_once_also_after_it_was_done(db: None) -> None:
    put([row("a"), row("a"), row("a", OTHER)])
    assert sorted(found.case for found in claim(KINDS, 10, NOW)) == [ONE, OTHER]
    for found in waiting():
        done(found, NOW)
    put([row("a")])
    assert waiting() == []


def test_rows_of_a_case_and_lane_come_one_after_the_other_in_the_order_they_were_put(db: None) -> None:
    put([row("a"), row("b"), row("c", lane="send:worker"), row("d", kind="letter"), row("e", OTHER)])
    first = claim(KINDS, 10, NOW)
    assert sorted(keys(first)) == ["a", "c", "d", "e"]
    for found in first:
        done(found, NOW)
    assert keys(claim(KINDS, 10, NOW)) == ["b"]


def test_only_the_kinds_asked_for_and_only_what_is_due(db: None) -> None:
    put([row("a", kind="letter"), row("b"), row("c", OTHER, due_at=NOW + timedelta(hours=1))])
    assert keys(claim(["send"], 10, NOW)) == ["b"]
    assert keys(claim(["send"], 10, NOW + timedelta(hours=1))) == ["b", "c"]
    assert claim(["mail"], 10, NOW) == []


def test_a_batch_is_not_larger_than_asked_and_the_oldest_first(db: None) -> None:
    put([row(f"k{number}", UUID(int=number + 10), due_at=NOW - timedelta(minutes=number)) for number in range(9)])
    assert keys(claim(KINDS, 4, NOW)) == ["k8", "k7", "k6", "k5"]
    assert len(claim(KINDS, 10, NOW)) == 5


def test_a_row_of_a_worker_that_died_is_given_again_after_its_lease(db: None) -> None:
    put([row("a")])
    claim(KINDS, 1, NOW)
    assert claim(KINDS, 1, NOW + LEASE - timedelta(seconds=1)) == []
    [again] = claim(KINDS, 1, NOW + LEASE)
    assert again.tries == 2


def test_after_a_failure_it_is_tried_later_and_later(db: None) -> None:
    put([row("a")])
    at = NOW
    for tries in range(1, 5):
        [found] = claim(KINDS, 1, at)
        assert found.tries == tries
        failed(found, at, "no_answer")
        assert claim(KINDS, 1, at + delay(tries) - timedelta(seconds=1)) == []
        at += delay(tries)
    assert [delay(tries).total_seconds() for tries in (1, 2, 3, 9, 99)] == [30, 120, 480, 21600, 21600]
    assert waiting(ONE)[0].reason == "no_answer"


def test_a_row_is_given_up_after_its_last_try_stays_visible_and_can_be_replayed(db: None) -> None:
    put([row("a"), row("b")])
    at = NOW
    for _ in range(MOST_TRIES):
        [found] = claim(KINDS, 1, at)
        failed(found, at, "box_full")
        at += timedelta(hours=7)
    [given_up] = failures()
    assert (given_up.key, given_up.reason, given_up.tries, len(attempts(given_up.id))) == ("a", "box_full", MOST_TRIES, MOST_TRIES)
    [next_one] = claim(KINDS, 5, at)
    assert next_one.key == "b"
    done(next_one, at)
    assert replay(given_up.id, at) and not replay(given_up.id, at)
    [again] = claim(KINDS, 5, at)
    assert (again.key, again.tries) == ("a", 1)
    done(again, at)
    assert [tried.number for tried in attempts(again.id)] == list(range(1, MOST_TRIES + 2)) and failures() == []


def test_what_no_second_try_can_help_is_given_up_at_once(db: None) -> None:
    put([row("a")])
    [found] = claim(KINDS, 1, NOW)
    failed(found, NOW, "no_address", retry=False)
    assert keys(failures()) == ["a"]


def test_a_poison_row_does_not_hold_up_other_cases(db: None) -> None:
    put([row("poison"), row("behind"), *(row("fine", UUID(int=number)) for number in range(100, 120))])
    for found in claim(KINDS, 50, NOW):
        failed(found, NOW, "broken") if found.key == "poison" else done(found, NOW)
    assert counts()["done"] == 20
    assert claim(KINDS, 50, NOW) == []
    assert keys(claim(KINDS, 50, NOW + delay(1))) == ["poison"]


def test_what_the_transaction_took_back_was_never_put(db: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        put([row("a")])
        raise RuntimeError
    assert waiting() == []


def test_a_row_that_was_done_by_another_cannot_fail_afterwards(db: None) -> None:
    put([row("a")])
    [found] = claim(KINDS, 1, NOW)
    done(found, NOW)
    failed(found, NOW, "late")
    assert counts() == {"waiting": 0, "done": 1, "failed": 0}


def test_an_instant_without_a_zone_is_refused(db: None) -> None:
    with pytest.raises(ValueError):
        claim(KINDS, 1, NOW.replace(tzinfo=None))


def test_erasing_a_case_drops_its_rows_and_tries_alone(db: None) -> None:
    put([row("a"), row("a", OTHER)])
    first = next(found for found in claim(KINDS, 5, NOW) if found.case == ONE)
    failed(first, NOW, "x")
    forget(ONE)
    assert [found.case for found in waiting()] == [OTHER] and attempts(first.id) == []


def test_workers_at_once_never_get_the_same_row(own_database: object) -> None:
    with transaction.atomic():
        put([row(f"k{number}", UUID(int=number % 40)) for number in range(120)])
    taken: list[tuple[str, str]] = []
    problems: list[BaseException] = []
    gate = Barrier(4)

    def work() -> None:
        try:
            gate.wait()
            while rows := claim(KINDS, 5, NOW) or (counts()["waiting"] and [None]):
                for found in filter(None, rows):
                    taken.append((found.case.hex, found.key))
                    done(found, NOW)
        except BaseException as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert len(taken) == len(set(taken)) == 120
    for case in {case for case, _ in taken}:
        numbers = [int(key[1:]) for found, key in taken if found == case]
        assert numbers == sorted(numbers)
