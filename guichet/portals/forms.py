"""A form as a page shows it: each field of the law with what was typed, its choices and its mistake; the error summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from guichet.law.rules import Field, Rules
from guichet.portals.answers import ENDS, MOST_STAYS, ROW, STAYS, Answers, Mistake, read
from guichet.portals.choices import choices_of, regions_of
from guichet.portals.law_names import LawNames
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import Speech

_RADIOS = 8  # up to so many choices are shown at once
_INPUTMODE = {"whole": "numeric", "money": "decimal", "hours": "decimal", "enterprise_number": "text", "code": "text"}
_WIDTH = {
    "whole": "govuk-input--width-5",
    "hours": "govuk-input--width-5",
    "money": "govuk-input--width-10",
    "code": "govuk-input--width-20",
    "enterprise_number": "govuk-input--width-20",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One field on a page, in words of the reader."""

    name: str
    type: str
    shape: str  # "radios" | "select" | ""
    title: str
    hint: str
    value: str
    typed: Mapping[str, str]
    error: str
    wrong: str  # the part of a day to correct
    choices: list[dict[str, object]]  # value, text, and the sources of a ground
    rows: list[dict[str, str]]
    inputmode: str
    width: str
    suffix: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """All inputs of a page and the lines of its error summary."""

    inputs: list[Input]
    lines: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What every form stands on: the law, the day, the language."""

    rules: Rules | None
    names: LawNames
    on: date
    spoken: Speech
    because: Callable[[Field], str] = lambda one: ""  # why a question is asked, where not everybody is


def read_form(fields: Iterable[Field], posted: Mapping[str, str], ground: Ground, others: Mapping[str, object] | None = None) -> Answers:
    """Reads a form; what may be chosen comes from the law and the reference tables."""
    return read(fields, posted, ground.on, regions_of(ground.rules) if ground.rules else (), others)


def form(fields: Iterable[Field], typed: Mapping[str, str], mistakes: Iterable[Mistake], ground: Ground) -> Form:
    """The form to show: what was typed, and the same words at the field as in the summary."""
    found = list(mistakes)
    by_field = {mistake.field: mistake for mistake in reversed(found)}
    inputs = [_input(one, typed, by_field.get(one.name), ground) for one in fields]
    return Form(inputs, [{"href": _href(mistake.at), "text": _sentence(mistake, ground)} for mistake in found])


def _href(at: str) -> str:
    """To the input on this page, or to the page of another question."""
    return at if at.startswith("/") or not at else f"#{at}"


def _input(one: Field, typed: Mapping[str, str], mistake: Mistake | None, ground: Ground) -> Input:
    cited = {option.value: option.source for option in one.options}
    choices = [
        {"value": value, "text": text, "source": cited.get(value, ())} for value, text in choices_of(one, ground.rules, ground.on, ground.spoken)
    ]
    shape = "" if not choices or one.type == "workplaces" else "radios" if len(choices) <= _RADIOS else "select"
    title = ground.spoken.law(one.title)
    return Input(
        name=one.name,
        type=one.type,
        shape=shape,
        title=title if one.required else ground.spoken.say("{question} (if any)", question=title),
        hint=ground.spoken.law(one.hint) or (ground.spoken.say("For example 27 3 2026") if one.type == "day" else ""),
        value=typed.get(one.name, ""),
        typed=typed,
        error=_sentence(mistake, ground) if mistake else "",
        wrong=_wrong_part(one, mistake),
        choices=[{"text": text} for _, text in _told_apart(choices)] if one.type == "workplaces" else choices,
        rows=_rows(one, typed, dict(_told_apart(choices) if one.type == "workplaces" else ())),
        inputmode=_INPUTMODE.get(one.type, "text"),
        width=_WIDTH.get(one.type, ""),
        suffix=_suffix(one, ground.spoken),
        because=ground.because(one),
    )


def _suffix(one: Field, spoken: Speech) -> str:
    """What stands behind the input: the unit of a number."""
    units = {"month": spoken.say("€ a month"), "year": spoken.say("€ a year"), "hour": spoken.say("€ an hour")}
    return units.get(one.unit, "€") if one.type == "money" else spoken.say("hours a week") if one.type == "hours" else ""


def _wrong_part(one: Field, mistake: Mistake | None) -> str:
    if mistake is None or one.type != "day":
        return ""
    part = mistake.at.removeprefix(f"{one.name}-")
    return "all" if mistake.name in ("needed", "day_incomplete", "not_a_day") else part


def _rows(one: Field, typed: Mapping[str, str], places: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of days or of places: one more than are filled, two at least; a place that was kept by its code stands there by its name."""
    parts = {"stays": ENDS, "workplaces": ROW}.get(one.type, ())
    if not parts:
        return []
    filled = {int(key.removeprefix(f"{one.name}-").split("-")[0]) for key, value in typed.items() if key.startswith(f"{one.name}-") and value}
    count = min(max(STAYS, max(filled, default=-1) + 2), MOST_STAYS)
    rows = [{f"{part}_id": f"{one.name}-{row}-{part}" for part in parts} for row in range(count)]
    for row in rows if one.type == "workplaces" else ():
        kept = typed.get(row["place_id"], "")
        row["place"] = places.get(kept, kept)
    return rows


def _told_apart(choices: list[dict[str, object]]) -> list[tuple[str, str]]:
    """Value and text; a text that two values share also says the value."""
    times = Counter(str(one["text"]) for one in choices)
    return [(str(one["value"]), f"{one['text']} ({one['value']})" if times[str(one["text"])] > 1 else str(one["text"])) for one in choices]


def _sentence(mistake: Mistake, ground: Ground) -> str:
    return sentence_of(mistake.name, mistake.values, ground.spoken, ground.names)
