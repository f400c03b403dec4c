"""One life, several files: the last one filed by a day gives its answer, whichever of them one looks at."""

from datetime import date
from uuid import UUID

import pytest

from guichet.engine.chain import Link, answering, chain_of

FIRST, RENEWAL, AGAIN, NEXT, ELSE = (UUID(int=number) for number in range(1, 6))
MAY, JUNE, NEXT_MAY = date(2026, 5, 4), date(2026, 6, 15), date(2027, 5, 3)
LINKS = {
    one.case: one
    for one in (
        Link(FIRST, None, date(2025, 1, 6)), Link(RENEWAL, FIRST, MAY), Link(AGAIN, FIRST, JUNE), Link(NEXT, AGAIN, NEXT_MAY), Link(ELSE, None, JUNE)
    )
}  # fmt: skip


@pytest.mark.parametrize("case", [FIRST, RENEWAL, AGAIN, NEXT])
@pytest.mark.parametrize(
    ("day", "counts"),
    [(date(2026, 5, 3), FIRST), (MAY, RENEWAL), (date(2026, 6, 14), RENEWAL), (JUNE, AGAIN), (date(2027, 5, 2), AGAIN), (NEXT_MAY, NEXT)],
)
def test_the_last_file_of_the_day_counts_for_all_of_them(case: UUID, day: date, counts: UUID) -> None:
    assert chain_of(case, LINKS, day)[-1] == counts


def test_a_renewal_that_another_one_followed_is_no_more_of_the_chain() -> None:
    assert chain_of(RENEWAL, LINKS, JUNE) == (FIRST, AGAIN)


def test_another_permit_is_another_life() -> None:
    assert chain_of(ELSE, LINKS, NEXT_MAY) == (ELSE,)


def test_a_file_that_nobody_knows_speaks_for_itself_and_a_circle_ends() -> None:
    assert chain_of(UUID(int=99), LINKS, JUNE) == (UUID(int=99),)
    circle = {FIRST: Link(FIRST, NEXT, MAY), NEXT: Link(NEXT, FIRST, MAY)}
    assert set(chain_of(FIRST, circle, JUNE)) == {FIRST, NEXT}


def test_who_rests_on_a_document_of_the_file_before_lets_that_one_answer() -> None:
    chain = (FIRST, AGAIN, NEXT)
    assert answering(chain, lambda case: False) == NEXT
    assert answering(chain, lambda case: case == NEXT) == AGAIN
    assert answering(chain, lambda case: True) == FIRST, "the first can rest on nothing but itself"
