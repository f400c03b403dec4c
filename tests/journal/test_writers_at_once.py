"""Several writers at once, each with a connection of its own: nobody writes over anybody."""

from threading import Thread

from django.db import connection, transaction

from guichet.journal import store
from guichet.journal.verify import verify
from tests.journal.conftest import AT, case, told


def test_of_four_writers_at_once_one_wins_each_number_and_the_chain_holds(own_database):
    results: list[str] = []

    def write(name: str) -> None:
        try:
            with transaction.atomic():
                last = len(store.read(case(1)))
                store.append(case(1), last, [told("message_written", name=name)], AT, "")
            results.append("kept")
        except store.LostRace:
            results.append("lost")
        finally:
            connection.close()

    for _ in range(3):
        threads = [Thread(target=write, args=(str(number),)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(results) == 12 and results.count("kept") == len(store.read(case(1))) >= 3
    assert verify().whole
