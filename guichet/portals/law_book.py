"""The law book: a procedure as it is in force on a chosen day in a chosen region, with its sources and doubts; open to everybody."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.engine.typed_days import read_day
from guichet.engine.unreadable import Unreadable
from guichet.law.bundles import read_law
from guichet.law.mistakes import NoLawInForce
from guichet.law.rules import Field, Rules, TimeLimit
from guichet.portals.answers import PARTS
from guichet.portals.deadlines import length_text
from guichet.portals.frame import page, speech_of
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.sentences import condition_text, sentence_of
from guichet.portals.strict import asked
from guichet.site import clock


@require_safe
def law_list(request: HttpRequest) -> HttpResponse:
    """Every procedure of the law folder that is in force today."""
    law = read_law(settings.LAW_FOLDER)
    found = [law.rules(name, law.folder.regions(name)[0], clock.today()) for name in law.procedures()]
    return page(request, "law_list.html", {"procedures": found})


@require_safe
def law_book(request: HttpRequest, procedure: str) -> HttpResponse:
    """One procedure on one day: path, documents, time limits, rights, letters, doubts, sources."""
    law = read_law(settings.LAW_FOLDER)
    regions = law.folder.regions(procedure)
    if not regions:
        raise Http404
    parameters = asked(request, ("region", *(f"on-{part}" for part in PARTS)))
    region = parameters.get("region", "") if parameters.get("region", "") in regions else regions[0]
    on, error = _chosen_day(request, parameters)
    try:
        rules = law.rules(procedure, region, on)
    except NoLawInForce:
        error = error or sentence_of("no_law_in_force", {"on": on}, speech_of(request), LawNames())
        on = clock.today()
        rules = law.rules(procedure, region, on)
    names = names_of(rules)
    values = {"rules": rules, "names": names, "on": on, "error": error, "regions": regions, "typed": parameters or _typed(on)}
    return page(
        request,
        "law_book.html",
        {**values, **_words(request, rules, names), "others": _differences(law, procedure, regions, on)},
        status=422 if error else 200,
    )


def _chosen_day(request: HttpRequest, parameters: dict[str, str]) -> tuple[date, str]:
    """The day asked for, today when none is; a day that cannot be read is today, with the sentence why."""
    try:
        read = read_day([parameters.get(f"on-{part}", "") for part in PARTS])
    except Unreadable as bad:
        return clock.today(), sentence_of(bad.name, bad.values, speech_of(request), LawNames())
    return (date.fromisoformat(read) if read else clock.today()), ""


def _typed(on: date) -> dict[str, str]:
    return {"on-day": str(on.day), "on-month": str(on.month), "on-year": str(on.year)}


def _words(request: HttpRequest, rules: Rules, names: LawNames) -> dict[str, object]:
    """What the template asks of the law in the reader's language."""
    spoken = speech_of(request)

    def event(word: str, subject: str) -> str:
        return sentence_of(f"event_{word}", {"subject": subject_text(subject)}, spoken, names)

    def subject_text(subject: str) -> str:
        parts = [spoken.law(_title_of(part, names)) for part in subject.split(":") if part]
        return f" ({', '.join(parts)})" if parts else ""

    return {
        "length": lambda length: length_text(str(length), spoken),
        "event": event,
        "when": lambda condition: condition_text(condition, spoken, names) if condition else "",
    }


def _title_of(name: str, names: LawNames) -> object:
    for kind in ("document", "track", "limit", "role", "letter", "outcome"):
        found = names.title(kind, name)
        if found != name:
            return found
    return name


def _differences(law: object, procedure: str, regions: tuple[str, ...], on: date) -> list[dict[str, object]]:
    """Time limits and documents that are not the same in every region on that day."""
    by_region = {region: law.rules(procedure, region, on) for region in regions}
    found: list[dict[str, object]] = []
    for kind, table in (("limit", "time_limits"), ("evidence", "evidence")):
        names = {name for rules in by_region.values() for name in getattr(rules, table)}
        for name in sorted(names):
            cells = {region: getattr(rules, table).get(name) for region, rules in by_region.items()}
            if len({_cell(cell) for cell in cells.values()}) > 1:
                title = next(cell.title for cell in cells.values() if cell is not None)
                found.append({"kind": kind, "title": title, "cells": {region: _cell(cell) for region, cell in cells.items()}})
    return found


def _cell(thing: TimeLimit | Field | None) -> str:
    """What a cell of the comparison holds: a length, "yes" for a document that is asked, "" for none."""
    if thing is None:
        return ""
    return str(thing.length) if isinstance(thing, TimeLimit) else "yes"
