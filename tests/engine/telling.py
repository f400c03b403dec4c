"""Tells the past of a case in one line each: "2026-03-02 declared_admissible"."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

from guichet.engine.case import Case, fold
from guichet.engine.decide import decide
from guichet.engine.telling import told_story
from guichet.engine.words import Actor, Command, Entry
from guichet.law.bundles import read_law
from guichet.law.rules import Rules
from guichet.law.worked import Example, Told

LAW = Path(__file__).parents[2] / "law"
PROCEDURE = "ict-long-term-mobility"


def make_entries(told: list[str | tuple[str, dict]], region: str = "brussels", **facts: object) -> tuple[list[Entry], Rules]:
    """The entries that these lines leave, and the rules they were told under."""
    lines = [(line, {}) if isinstance(line, str) else line for line in told]
    events = tuple(Told(date.fromisoformat(text[:10]), text[11:], details, n) for n, (text, details) in enumerate(lines, 1))
    example = Example("told", Path("told"), 1, PROCEDURE, "first", region, events, {}, facts=facts)
    story = told_story(example, lambda where, on: read_law(LAW).rules(PROCEDURE, where, on))
    return story.entries, story.rules


def make_case(told: list[str | tuple[str, dict]], **facts: object) -> Case:
    """The case folded from these lines."""
    return fold(*make_entries(told, **facts))


def ask(told: list[str | tuple[str, dict]], act: str, role: str, day: str, today: str = "", seen: int | None = None, **data: object) -> list[str]:
    """What one act brings, as words; raises what `decide` raises."""
    entries, rules = make_entries(told)
    on, now = date.fromisoformat(day), date.fromisoformat(today or day)
    last = len(entries) if seen is None else seen
    command = Command(UUID(int=7), UUID(int=1), last, act, Actor(role), on, datetime.combine(now, time(9), UTC), data)
    return [event.kind for event in decide(fold(entries, rules), command, entries, now)]
