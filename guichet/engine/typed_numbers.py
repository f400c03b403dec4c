"""Reading typed numbers: amounts as written in any of the four languages, whole numbers, enterprise and national numbers."""

import re
from datetime import date
from decimal import Decimal

from stdnum.be import vat
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from guichet.engine.case_number import is_valid
from guichet.engine.typed_text import clean_text, identifier, plain_digits
from guichet.engine.unreadable import Unreadable

MOST_DIGITS = 12
HOURS_OF_A_WEEK = 168
LONGEST = 60
SIGNS = str.maketrans({"٫": ".", "٬": "'", "，": ",", "．": ".", "’": "'", "−": "-", "–": "-", "\u00a0": " ", "\u202f": " "})  # noqa: RUF001


def read_money(typed: str, at_least: str = "", at_most: str = "") -> str:
    """An amount in euro as text with two decimals: "5.600", "5,600.00", "5 600,5" and "5600" are all read."""
    text = _without_currency(_plain(typed))
    if not text:
        return ""
    whole, cents = _split(text.removesuffix(",-"), "not_an_amount")
    if len(cents) > 2:
        raise Unreadable("too_many_decimals")
    amount = Decimal(f"{_ungrouped(whole, 'not_an_amount')}.{cents or '0'}")
    _within(amount, at_least, at_most)
    return f"{amount:.2f}"


def read_whole(typed: str, at_least: str = "", at_most: str = "") -> int | None:
    """A whole number, thousands grouped or not."""
    text = _plain(typed)
    if not text:
        return None
    whole, rest = _split(text, "not_a_number")
    if rest:
        raise Unreadable("not_whole")
    number = int(_ungrouped(whole, "not_a_number"))
    _within(Decimal(number), at_least, at_most)
    return number


def read_hours(typed: str, at_most: str = "") -> str:
    """Hours a week as text: "38", "37,5" and "37:30" are all read; a week has 168 of them."""
    text = _plain(typed)
    if not text:
        return ""
    clock = re.fullmatch(r"(\d{1,3})\s*[:hu]\s*([0-5]\d)?", text, re.ASCII | re.IGNORECASE)
    whole, rest = (clock[1], "") if clock else _split(text, "not_a_number")
    if len(rest) > 2:
        raise Unreadable("too_many_decimals")
    hours = Decimal(f"{_ungrouped(whole, 'not_a_number')}.{rest or '0'}")
    hours += (Decimal(clock[2] or 0) / 60).quantize(Decimal("0.01")) if clock else 0
    _within(hours, "0.25", at_most or str(HOURS_OF_A_WEEK))
    return f"{hours.normalize():f}"


def read_case_number(typed: str) -> str:
    """The ten signs of a case number, written with or without spaces."""
    number = "".join(sign for sign in clean_text(typed, LONGEST).upper() if sign.isalnum())
    if number and not is_valid(number):
        raise Unreadable("not_a_case_number")
    return number


def read_enterprise_number(typed: str) -> str:
    """The ten digits of a Belgian enterprise number, written with or without dots and BE."""
    number = identifier(typed, LONGEST)
    if not number:
        return ""
    try:
        return str(vat.validate(number))
    except InvalidChecksum:
        raise Unreadable("wrong_check_digits") from None
    except InvalidLength:
        raise Unreadable("wrong_length", digits=10) from None
    except ValidationError:
        raise Unreadable("not_a_number") from None


def read_ssn(typed: str, on: date) -> str:
    """The eleven digits of a national register or bis number; one of somebody born since 2000 has its check digits after a 2."""
    number = re.sub(r"[-./]", "", identifier(typed, LONGEST))
    if not number:
        return ""
    if not (number.isascii() and number.isdecimal()):
        raise Unreadable("not_a_number")
    if len(number) != 11:
        raise Unreadable("wrong_length", digits=11)
    body, check = number[:-2], int(number[-2:])
    born_since_2000 = 2000 + int(number[:2]) <= on.year
    fits = 97 - int(body) % 97 == check or (born_since_2000 and 97 - int(f"2{body}") % 97 == check)
    if not fits or int(number[2:4]) % 20 > 12 or int(number[2:4]) > 52 or int(number[4:6]) > 31:
        raise Unreadable("wrong_check_digits")
    return number


def _plain(typed: str) -> str:
    text = plain_digits(clean_text(typed, LONGEST)).translate(SIGNS)
    if text.startswith("-"):
        raise Unreadable("negative")
    return text


def _without_currency(text: str) -> str:
    for sign in ("€", "EUR", "euros", "euro"):
        if text.casefold().startswith(sign.casefold()):
            return text[len(sign) :].strip()
        if text.casefold().endswith(sign.casefold()):
            return text[: -len(sign)].strip()
    return text


def _split(text: str, name: str) -> tuple[str, str]:
    """Before and after the decimal sign. Where both signs are used it is the last; one alone before three digits groups thousands."""
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text, ""
    head, tail = text[:last], text[last + 1 :]
    sign, other = text[last], "," if text[last] == "." else "."
    if sign in head or (other not in head and re.fullmatch(r"[1-9]\d{0,2}", head) and re.fullmatch(r"\d{3}", tail)):
        return text, ""
    if not (tail.isascii() and tail.isdecimal()):
        raise Unreadable(name)
    return head, tail


def _ungrouped(whole: str, name: str) -> str:
    grouped = re.fullmatch(r"\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*", whole, re.ASCII)
    digits = re.sub(r"[ .,']", "", whole) if grouped else whole
    if not (digits.isascii() and digits.isdecimal()):
        raise Unreadable(name)
    if len(digits.lstrip("0")) > MOST_DIGITS:
        raise Unreadable("too_large", most="9" * MOST_DIGITS)
    return digits


def _within(number: Decimal, at_least: str, at_most: str) -> None:
    if _is_number(at_least) and number < Decimal(at_least):
        raise Unreadable("too_small", least=at_least)
    if _is_number(at_most) and number > Decimal(at_most):
        raise Unreadable("too_large", most=at_most)


def _is_number(bound: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", bound, re.ASCII) is not None
