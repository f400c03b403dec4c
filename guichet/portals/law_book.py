"""The law book: a procedure as it is in force on a chosen day in a chosen region, with its sources and doubts; open to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.law.bundles import Law, read_law
from guichet.law.checks import Check
from guichet.law.dated import days_of_change
from guichet.law.folder import Folder
from guichet.law.laying import name_of
from guichet.law.mistakes import NoLawInForce
from guichet.law.rules import Rules
from guichet.law.signed_lists import CODE
from guichet.law.signing import Signature, who_signed
from guichet.law.steps import Step, steps
from guichet.law.used import used_of
from guichet.portals import law_regions
from guichet.portals.answers import PARTS
from guichet.portals.chosen_day import day_of, typed_day
from guichet.portals.condition_words import condition_text
from guichet.portals.deadlines import length_text
from guichet.portals.frame import page, speech_of
from guichet.portals.law_drawing import steps_drawing
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.phrases import SENTENCES
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import Speech
from guichet.portals.strict import asked
from guichet.site import clock


@require_safe
def law_list(request: HttpRequest) -> HttpResponse:
    """Every procedure of the law folder: those in force today, then those to come."""
    law = read_law(settings.LAW_FOLDER)
    found, coming = law.of_all(clock.today()), law.to_come(clock.today())
    doubts = {rules.procedure: len(used_of(rules).doubts) for rules in (*found, *coming)}
    kinds = {base.procedure: [rules for rules in found if rules.based_on == base.procedure] for base in found}
    placed = {rules.procedure for below in kinds.values() for rules in below}
    firsts = [rules for rules in found if rules.procedure not in placed]
    return page(request, "law_list.html", {"procedures": firsts, "kinds": kinds, "coming": coming, "doubts": doubts})


@require_safe
def law_book(request: HttpRequest, procedure: str) -> HttpResponse:
    """One procedure on one day: path, documents, time limits, rights, letters, doubts, sources."""
    law = read_law(settings.LAW_FOLDER)
    regions = law.folder.regions(procedure)
    if not regions:
        raise Http404
    parameters = asked(request, ("region", *(f"on-{part}" for part in PARTS)))
    region = parameters.get("region", "") if parameters.get("region", "") in regions else regions[0]
    on, error = day_of(request, parameters)
    on = on if any(parameters.get(f"on-{part}") for part in PARTS) and not error else law.shown_on(procedure, clock.today())
    try:
        rules = law.rules(procedure, region, on)
    except NoLawInForce:
        error = error or sentence_of("no_law_in_force", {"on": on}, speech_of(request), LawNames())
        on = law.shown_on(procedure, clock.today())
        rules = law.rules(procedure, region, on)
    names = names_of(rules)
    way = steps(rules)
    values = {"rules": rules, "names": names, "on": on, "error": error, "regions": regions, "typed": parameters or typed_day(on)}
    drawn = {"steps": way, "drawing": steps_drawing(rules, way, names, speech_of(request)), "places": _places(way), **_used(law, rules, regions, on)}
    drawn["limits_of_opinions"] = [limit.name for limit in rules.time_limits.values() if limit.starts.word == "opinion_requested"]
    drawn["signed"] = _signed(region)
    compared = {"rows": law_regions.rows(settings.LAW_FOLDER, procedure, on), "days": _days_of_change(law.folder, procedure, region, on)}
    return page(request, "law_book.html", {**values, **drawn, **compared, **_words(request, rules, names)}, status=422 if error else 200)


def _signed(region: str) -> dict[str, tuple[Signature, ...]]:
    """Who signed what all regions share ("") and the part of this one; nothing where no signature is asked for."""
    signed = _all_signed(Path(settings.LAW_FOLDER), settings.LAW_KEYS)
    return {layer: signed[layer] for layer in ("", CODE + region) if layer in signed}


@lru_cache(maxsize=8)
def _all_signed(folder: Path, keys: str) -> Mapping[str, tuple[Signature, ...]]:
    """Looked at once in this process, as the law itself is read once."""
    return who_signed(folder, Path(keys)) if keys else {}


def _places(way: tuple[Step, ...]) -> dict[str, int]:
    """The number of each step; 1 is the filing."""
    return {step.phase.name: n for n, step in enumerate(way, 2)}


def _used(law: Law, rules: Rules, regions: tuple[str, ...], on: date) -> dict[str, object]:
    """Documents of this region; doubts and sources of all of them, since the regions stand side by side, each source with its number."""
    every = [used_of(law.rules(rules.procedure, region, on)) for region in regions]
    doubts = {name: doubt for one in every for name, doubt in one.doubts.items()}
    cited = {name: act for one in every for name, act in one.cited.items()}
    acts = {name: cited[name] for name in map(name_of, law.folder.shared["acts"]["acts"]) if name in cited}  # in the order of their file
    return {"papers": used_of(rules).documents, "doubts": doubts, "acts": list(acts.values()), "cited": {name: n for n, name in enumerate(acts, 1)}}


def _days_of_change(folder: Folder, procedure: str, region: str, on: date) -> list[date]:
    """The days on which this law changed or will change, the day shown left out."""
    trunk = folder.trunks[procedure]
    first = trunk.get("in_force_from", date.min)
    changed = days_of_change(trunk, folder.overlays[procedure][region], {"from": first})
    return sorted({day for day in changed if day >= first and day != on})


def _words(request: HttpRequest, rules: Rules, names: LawNames) -> dict[str, object]:
    """What the template asks of the law in the reader's language."""
    spoken = speech_of(request)
    done = {str(act.fixed["about"]): act.title for act in rules.acts.values() if "about" in act.fixed}  # a fact is told by the act that brings it

    def event(word: str, subject: str) -> str:
        if subject in done:
            return spoken.law(done[subject])
        about, _, end = subject.rpartition(":")
        known = f"event_{word}_{end}" in SENTENCES  # an end of its own has a sentence of its own: annulled on appeal, ended by silence
        told, rest = (f"event_{word}_{end}", about) if known else (f"event_{word}", subject)
        return sentence_of(told, {"subject": subject_text(rest)}, spoken, names)

    def subject_text(subject: str) -> str:
        parts = [spoken.law(_title_of(part, names)) for part in subject.split(":") if part]
        return f" ({', '.join(parts)})" if parts else ""

    return {
        "length": lambda length: length_text(str(length), spoken),
        "event": event,
        "pay": lambda check: _sum(check, spoken),
        "when": lambda condition: condition_text(condition, spoken, names) if condition else "",
    }


def _sum(check: Check, spoken: Speech) -> str:
    """What the pay must reach."""
    amount = spoken.money(check.at_least or 0)
    return spoken.say("{sum} a year", sum=amount) if check.a_year else spoken.say("{sum} a month", sum=amount)


def _title_of(name: str, names: LawNames) -> object:
    for kind in ("document", "track", "limit", "role", "letter", "outcome"):
        found = names.title(kind, name)
        if found != name:
            return found
    return name
