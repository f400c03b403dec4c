"""What a form brought for the fields of the law: gathered by input name, read by the engine; mistakes stand beside their field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from guichet.engine.answers import LookUp, Plain, read_answer
from guichet.engine.typed_rows import MOST_PLACES
from guichet.engine.unreadable import Unreadable
from guichet.law.rules import Field
from guichet.people import store as people

PARTS = ("day", "month", "year")
ENDS = ("from", "to")
STAYS, MOST_STAYS = 2, 20  # rows of earlier days, or of places, that a page shows at first, and at most
ROW = ("place", "share")
Posted = Mapping[str, str]

# Which part of a day the reason is about; the others concern all three.
_PART = {"no_such_day": "day", "no_such_month": "month", "year_needs_four_digits": "year", "year_out_of_range": "year"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to correct: the sentence's name and values, the field, and the id of the input to go to ("" for the whole page)."""

    field: str
    name: str
    values: Mapping[str, object] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form brought: values that could be read, mistakes, and everything as it was typed."""

    values: Mapping[str, Plain]
    mistakes: tuple[Mistake, ...]
    typed: Mapping[str, str]


def inputs_of(one: Field) -> list[str]:
    """The names of the inputs of one field, in order."""
    if one.type == "day":
        return [f"{one.name}-{part}" for part in PARTS]
    if one.type == "stays":
        return [f"{one.name}-{row}-{end}-{part}" for row in range(MOST_STAYS) for end in ENDS for part in PARTS]
    if one.type == "workplaces":
        return [f"{one.name}-{row}-{part}" for row in range(MOST_PLACES) for part in ROW]
    return [one.name]


def names_in_form(fields: Iterable[Field]) -> set[str]:
    """Every input name that these fields may send; anything else in a form is refused with 400."""
    return {name for one in fields for name in inputs_of(one)}


def typed_in(one: Field, posted: Posted) -> object:
    """What was typed in one field, in the shape the engine reads: a text, three parts of a day, pairs of days."""
    if one.type == "day":
        return [posted.get(name, "") for name in inputs_of(one)]
    if one.type == "stays":
        parts = [posted.get(name, "") for name in inputs_of(one)]
        days = [parts[at : at + 3] if any(part.strip() for part in parts[at : at + 3]) else "" for at in range(0, len(parts), 3)]
        return [days[at : at + 2] for at in range(0, len(days), 2)]
    if one.type == "workplaces":
        return [[posted.get(f"{one.name}-{row}-{part}", "") for part in ROW] for row in range(MOST_PLACES)]
    return posted.get(one.name, "")


def read(fields: Iterable[Field], posted: Posted, on: date, regions: Iterable[str], others: Mapping[str, object] | None = None) -> Answers:
    """Reads every field; `others` are answers of other pages. Nothing typed is lost, whatever is wrong."""
    asked = list(fields)
    values: dict[str, Plain] = {}
    mistakes: list[Mistake] = []
    look_up = _look_up(regions)
    for one in asked:
        try:
            value = read_answer(one, typed_in(one, posted), on, look_up, {**(others or {}), **values})
        except Unreadable as bad:
            mistakes.append(Mistake(one.name, bad.name, {"field": one.name, **bad.values}, _at(one, bad)))
        else:
            values[one.name] = value
    return Answers(values, tuple(mistakes), {name: posted[name] for name in names_in_form(asked) if name in posted})


def first_input(one: Field) -> str:
    """The id of the first input of a field: where a link of the error summary goes."""
    return inputs_of(one)[0]


def as_typed(fields: Iterable[Field], kept: Mapping[str, object]) -> dict[str, str]:
    """The inputs that show answers kept earlier, as a person would have typed them."""
    typed: dict[str, str] = {}
    for one in fields:
        value = kept.get(one.name)
        if value is not None:
            typed |= _typed(one, value)
    return typed


def _typed(one: Field, value: object) -> dict[str, str]:
    if one.type == "day":
        return _typed_day(one.name, str(value))
    if one.type == "stays":
        ends = [(f"{one.name}-{row}-{end}", day) for row, pair in enumerate(value) for end, day in zip(ENDS, pair, strict=True)]
        return {name: part for prefix, day in ends for name, part in _typed_day(prefix, day).items()}
    if one.type == "workplaces":
        return {f"{one.name}-{row}-{part}": text for row, pair in enumerate(value) for part, text in zip(ROW, pair, strict=True)}
    return {one.name: ("yes" if value else "no") if isinstance(value, bool) else str(value)}


def _typed_day(prefix: str, day: str) -> dict[str, str]:
    year, month, number = day.split("-")
    return {f"{prefix}-day": str(int(number)), f"{prefix}-month": str(int(month)), f"{prefix}-year": year}


def _look_up(regions: Iterable[str]) -> LookUp:
    known = set(regions)
    return lambda kind, code, on: (code if code in known else "") if kind == "region" else people.look_up(kind, code, on)


def _at(one: Field, bad: Unreadable) -> str:
    if one.type == "day":
        return f"{one.name}-{_PART.get(bad.name, 'day')}"
    row = bad.values.get("row")
    if not isinstance(row, int):
        return first_input(one)
    return f"{one.name}-{row - 1}-{'from-day' if one.type == 'stays' else ROW[0]}"
