"""Reading what somebody typed into a field of the law: a plain value for the journal and the vault, or why it cannot be read."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from guichet.engine.mrz import read_zone
from guichet.engine.refusals import BadAnswer
from guichet.engine.typed_days import check_day, read_day, read_stays
from guichet.engine.typed_numbers import read_case_number, read_enterprise_number, read_hours, read_money, read_ssn, read_whole
from guichet.engine.typed_rows import coded, read_workplaces
from guichet.engine.typed_text import (
    LONGEST,
    clean_text,
    identifier,
    read_code,
    read_email,
    read_latin_name,
    read_name,
    user_length,
)
from guichet.engine.unreadable import REASONS, Unreadable
from guichet.law.rules import Field

__all__ = ["REASONS", "BadAnswer", "LookUp", "Plain", "Typed", "read_answer"]

Plain = str | int | bool | list[list[str]] | None  # text, days as ISO text, amounts as "5600.00", stays as pairs of days
Typed = str | Sequence[str] | Sequence[Sequence[str]]
LookUp = Callable[[str, str, date], str]  # (type of field or its `only`, what was typed, day) -> the code meant, "" if there is none
TABLES = ("country", "municipality", "post", "region", "occupation", "sector", "joint_committee")
MOST_STAYS = 20


def read_answer(field: Field, typed: Typed, on: date, look_up: LookUp | None = None, others: Mapping[str, object] | None = None) -> Plain:
    """The value that was meant; None (no stays: an empty list) where nothing was typed and nothing is needed. Raises only BadAnswer.

    `on` is the day the answer is given; `look_up` finds codes of reference tables; `others` are the answers already read, for
    a bound that names another field. Reading a value again gives the same value.
    """
    if field.type == "stays":
        return _stays(field, typed, on)
    if field.type == "workplaces":
        return _workplaces(field, typed, on, look_up)
    value = _value(field, _one(field, typed), on)
    if value in ("", None):
        if field.required:
            raise Unreadable("needed")
        return None
    if field.type == "day":
        check_day(str(value), field.at_least, field.at_most, on, others or {})
    if field.type in TABLES:
        return _known(field, str(value), on, look_up)
    return value


def _value(field: Field, typed: str | Sequence[str], on: date) -> Plain:
    if field.type == "day":
        return read_day(typed)
    text = str(typed)
    if field.type == "mrz":
        return read_zone(text, on).text if text.strip() else ""
    if field.type == "ssn":
        return read_ssn(text, on)
    if field.type in ("choice", "category", "yes_no"):
        return _chosen(field, text)
    if field.type == "money":
        return read_money(text, field.at_least, field.at_most)
    if field.type == "hours":
        return read_hours(text, field.at_most)
    if field.type in ("whole", "entry"):
        return read_whole(text, field.at_least, field.at_most)
    if field.type in SIMPLE:
        return SIMPLE[field.type](text)
    return _text(field, text)


SIMPLE: Mapping[str, Callable[[str], str]] = {
    "name": read_name,
    "latin_name": read_latin_name,
    "email": read_email,
    "code": read_code,
    "enterprise_number": read_enterprise_number,
    "case_number": read_case_number,
    "country": lambda typed: identifier(typed, LONGEST["code"]),
    "post": lambda typed: identifier(typed, LONGEST["code"]),
    "region": lambda typed: identifier(typed, LONGEST["code"]).lower(),
    "check": lambda typed: identifier(typed, LONGEST["text"]).lower(),
    "act": lambda typed: identifier(typed, LONGEST["text"]).lower(),
    "colleague": lambda typed: identifier(typed, LONGEST["text"]).lower(),
    **dict.fromkeys(("municipality", "occupation", "sector", "joint_committee"), lambda typed: clean_text(typed, LONGEST["text"])),
}


def _one(field: Field, typed: object) -> str | Sequence[str]:
    """One answer: a text, or the three parts of a day; a list of one is that one."""
    if isinstance(typed, list | tuple):
        if field.type == "day" and len(typed) == 3 and all(isinstance(part, str) for part in typed):
            return list(typed)
        if len(typed) > 1:
            raise Unreadable("not_one_answer")
        typed = typed[0] if typed else ""
    if isinstance(typed, bool):
        return "yes" if typed else "no"
    if typed is None or isinstance(typed, str | int):
        return "" if typed is None else _digits(typed)
    raise Unreadable("not_one_answer")


def _digits(typed: str | int) -> str:
    if isinstance(typed, int) and abs(typed) >= 10**20:
        raise Unreadable("too_large", most="9" * 12)
    return str(typed)


def _chosen(field: Field, typed: str) -> Plain:
    text = clean_text(typed, LONGEST["text"])
    if not text:
        return ""
    if field.type == "yes_no":
        if text not in ("yes", "no"):
            raise Unreadable("not_a_choice")
        return text == "yes"
    if text not in {option.value for option in field.options}:
        raise Unreadable("not_a_choice")
    return text


def _text(field: Field, typed: str) -> str:
    lines = field.type == "long_text"
    most = int(field.at_most) if _is_count(field.at_most) else LONGEST["long_text" if lines else "text"]
    text = clean_text(typed, most, lines)
    if text and _is_count(field.at_least) and user_length(text) < int(field.at_least):
        raise Unreadable("too_short", least=int(field.at_least))
    return text


def _is_count(bound: str) -> bool:
    return bound.isascii() and bound.isdecimal() and len(bound) <= 6


def _known(field: Field, code: str, on: date, look_up: LookUp | None) -> str:
    if look_up is None:
        return code
    found = look_up(field.type, code, on)
    if not found:
        raise Unreadable("not_a_choice")
    if field.only and not look_up(field.only, found, on):
        raise Unreadable(f"not_a_{field.only}", country=found)
    return found


def _workplaces(field: Field, typed: object, on: date, look_up: LookUp | None) -> list[list[str]]:
    found = read_workplaces(typed, lambda place: look_up("municipality", coded(place), on) if look_up and place else place)
    if field.required and not found:
        raise Unreadable("needed")
    return found


def _stays(field: Field, typed: object, on: date) -> list[list[str]]:
    if isinstance(typed, list | tuple) and len(typed) > 2 * MOST_STAYS:
        raise Unreadable("too_many_rows", most=MOST_STAYS)
    found = read_stays(typed, on)
    for first, last in found:
        check_day(first, field.at_least, "", on, {})
        check_day(last, "", field.at_most, on, {})
    if field.required and not found:
        raise Unreadable("needed")
    return found
