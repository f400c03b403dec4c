"""A case number is the same for the same case, has no look-alikes, and a slip of the pen is found."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from guichet.engine.case_number import LENGTH, SIGNS, is_valid, number_of, spaced

cases = st.integers(0, 2**128 - 1).map(lambda value: UUID(int=value))


def test_a_number_is_ten_signs_shown_in_groups():
    number = number_of(UUID("01943f5e-7c00-7abc-8def-0123456789ab"))
    assert len(number) == LENGTH and is_valid(number)
    assert spaced(number) == f"{number[:4]} {number[4:8]} {number[8:]}"


def test_signs_that_look_alike_are_not_used():
    assert len(set(SIGNS)) == 31 and not set("01ILO") & set(SIGNS)
    assert not is_valid("") and not is_valid("0000000000") and not is_valid("2222222222 ")


@given(cases)
def test_every_number_is_valid(case):
    assert is_valid(number_of(case))


@given(cases, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found(case, place, sign):
    number = number_of(case)
    wrong = number[:place] + sign + number[place + 1 :]
    assert is_valid(wrong) == (wrong == number)


@given(cases, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_signs_swapped_are_found(case, one, other):
    signs = list(number_of(case))
    signs[one], signs[other] = signs[other], signs[one]
    assert is_valid("".join(signs)) == ("".join(signs) == number_of(case))
