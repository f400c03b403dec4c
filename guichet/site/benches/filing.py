"""How long the check before filing takes, and the competent region with the list of documents: every procedure and region, ever other answers."""

import statistics
import time
from datetime import date, timedelta
from pathlib import Path

from guichet.law.loader import Lines
from guichet.law.rules import Field, Rules

ROUNDS = 2000
TARGETS = {"list": 2, "check": 10}  # milliseconds


def measure(cases: int = 0, folder: Path = Path()) -> dict[str, object]:
    """Return milliseconds for one `list` (region and documents) and one `check` before filing (median, longest of 100) over `cases` of each."""
    from django.conf import settings

    from guichet.engine.before_filing import before_filing
    from guichet.engine.personal_list import personal_list
    from guichet.law.bundles import read_law
    from guichet.site import clock

    law, today = read_law(Path(settings.LAW_FOLDER)), clock.today()
    laws = [(law.rules(name, region, today), law.own_lines(name, region)) for name in law.procedures() for region in law.folder.regions(name)]
    table, lists, checks = law.folder.shared["competence"], [], []
    for number in range(-len(laws), cases or ROUNDS):  # each law once before, unmeasured
        rules, own = laws[number % len(laws)]
        facts = facts_for(rules, number, today)
        papers = {name: today - timedelta(days=number % 300) for name in rules.evidence if number % 3}
        began = time.perf_counter()
        found_region(table, facts, today)
        personal_list(rules, facts, today, own)
        listed = time.perf_counter()
        before_filing(rules, facts, papers, today)
        if number >= 0:
            lists.append(listed - began)
            checks.append(time.perf_counter() - listed)
    return {"laws": len(laws), **_figures("list", lists), **_figures("check", checks)}


def found_region(table: Lines, facts: dict[str, object], today: date) -> str:
    """The region that these facts lead to, "" where they lead to none; every commune lies in the first territory of the table."""
    from guichet.engine.competence import competent
    from guichet.engine.refusals import BadAnswer

    territory = next(str(place["territory"]) for place in table["places"] if place.get("territory"))
    try:
        return competent(table, facts, lambda code: territory, today).authority
    except BadAnswer:
        return ""


def facts_for(rules: Rules, number: int, today: date) -> dict[str, object]:
    """An answer to every question that gives a fact, no two numbers alike."""
    return {one.fact: _answer(one, number + place, today) for place, one in enumerate(rules.fields.values()) if one.fact}


def _answer(one: Field, number: int, today: date) -> object:
    if one.derive == "age_on_filing":
        return 17 + number % 50
    if one.type == "yes_no":
        return bool(number % 2)
    if one.options:
        return one.options[number % len(one.options)].value
    plain = {"day": (today + timedelta(days=number % 900)).isoformat(), "money": f"{1500 + number % 7000}.00", "stays": [], "workplaces": []}
    return plain.get(one.type, "BEL" if one.type == "country" else str(20 + number % 20))


def _figures(name: str, seconds: list[float]) -> dict[str, object]:
    in_order = sorted(1000 * value for value in seconds)
    last = in_order[int(len(in_order) * 0.99)]
    return {f"{name}_ms": round(statistics.median(in_order), 2), f"{name}_p99_ms": round(last, 2), f"{name}_target_ms": TARGETS[name]}
