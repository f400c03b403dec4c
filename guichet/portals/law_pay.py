"""The public pages of the tables by region: what pay must reach, year by year, and which categories of work there are on a day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.law.thresholds import Amount
from guichet.portals.chosen_day import chosen_day, typed_day
from guichet.portals.deadlines import length_text
from guichet.portals.frame import page, speech_of
from guichet.portals.region_tables import Tables, per_unit, the_tables
from guichet.portals.strict import asked
from guichet.site import clock

COLUMNS = "region category amount unit from last_day known_until found sure source address last_checked_on doubt".split()
FIRST, LAST = 1900, 2999  # years that somebody may ask for


@dataclass(frozen=True, slots=True)
class Cell:
    """What one region asks for a category in a year: its amounts; none, and whether there are any of other years."""

    amounts: tuple[Amount, ...]
    other_years: bool


@require_safe
def pay_page(request: HttpRequest) -> HttpResponse:
    """What pay must reach in one year: a line for each category, a column for each region."""
    held, spoken = the_tables(), speech_of(request)
    typed = asked(request, ("year",)).get("year", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 and FIRST <= int(typed) <= LAST else clock.today().year
    good = typed in ("", str(year))
    lines = [(held.kinds.categories[name], cells) for name, cells in _lines(held, year) if name in held.kinds.categories]
    shown = [one for _, cells in lines for cell in cells.values() for one in cell.amounts]
    values = {
        "tables": held, "year": year, "typed": typed, "lines": lines, "any": any(one.first_day for one in shown),
        "error": "" if good else spoken.say("“{typed}” is not a year. Write four digits, for example {year}.", typed=typed, year=year),
        "per": lambda one: per_unit(one.unit, one.amount, spoken), **_said(held, [*shown, *held.heads.values()]),
    }  # fmt: skip
    return page(request, "law_pay.html", values, status=200 if good else 422)


@require_safe
def pay_csv(request: HttpRequest) -> HttpResponse:
    """Every amount of every year, with its source."""
    asked(request, ())
    held, made = the_tables(), io.StringIO()
    out = csv.writer(made)
    out.writerow(COLUMNS)
    for one in held.amounts:
        act = held.cited[one.source[0].partition(" ")[0]]
        days = (one.first_day or "", one.last_day or "", one.known_until)
        found = ("published" if one.published else "derived", one.sure, " ".join(one.source))
        out.writerow((one.region, one.category, one.amount, one.unit, *days, *found, act.address, act.last_checked_on, one.doubt))
    answer = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="guichet-pay.csv"'
    return answer


@require_safe
def kinds_page(request: HttpRequest) -> HttpResponse:
    """The categories of work on one day: who is meant, and what each region asks."""
    held, spoken = the_tables(), speech_of(request)
    on, typed, error = chosen_day(request)
    lines = [(one, {region: one.on(region, on) for region in held.regions}) for one in held.kinds.categories.values()]
    lists = [one for one in held.kinds.lists if one.first_day <= on]
    told = [*(line for _, found in lines for line in found.values() if line), *lists]
    values = {"tables": held, "on": on, "typed": typed or typed_day(on), "error": error, "lines": lines, "lists": lists}
    words = {"length": lambda length: length_text(str(length), spoken), **_said(held, told)}
    return page(request, "law_kinds.html", {**values, **words}, status=422 if error else 200)


def _lines(held: Tables, year: int) -> list[tuple[str, dict[str, Cell]]]:
    """Each category of which some region knows an amount, in the order of the categories."""
    return [
        (name, {region: _cell([one for one in held.amounts if (one.region, one.category) == (region, name)], year) for region in held.regions})
        for name in held.kinds.categories
        if any(one.category == name for one in held.amounts)
    ]


def _cell(amounts: list[Amount], year: int) -> Cell:
    return Cell(tuple(one for one in amounts if one.in_year(year)), bool(amounts))


def _said(held: Tables, told: Iterable[object]) -> dict[str, object]:
    """The doubts and sources of what is shown, each source with its number."""
    told = list(told)
    doubts = {name: doubt for name, doubt in held.doubts.items() if any(one.doubt == name for one in told)}
    named = {name.partition(" ")[0] for one in (*told, *doubts.values()) for name in one.source}
    acts = [act for name, act in held.cited.items() if name in named]
    return {"doubts": doubts, "acts": acts, "cited": {act.name: n for n, act in enumerate(acts, 1)}}
