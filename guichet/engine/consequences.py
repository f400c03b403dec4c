"""What happens by itself after an event, in the same breath: outcome, documents, and the effect of silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from guichet.engine.case import Case
from guichet.engine.counting import ONE, after
from guichet.engine.facts import day_of
from guichet.engine.limits import counted
from guichet.engine.subjects import means
from guichet.engine.words import CLOCK, Event
from guichet.law.rules import LetterRule


def take_in(case: Case, event: Event) -> list[Event]:
    """Folds an event and everything that follows from it; returns them all, in order."""
    event = completed(case, event)
    case.apply(event)
    told = [event]
    for following in [*_outcome(case, event), *_follows(case, event)]:
        told += take_in(case, following)
    return told


def _outcome(case: Case, event: Event) -> list[Event]:
    """The rule that combines yes, no and silence: the first no refuses at once, all yes grants."""
    if event.kind == "limit_passed":
        effect = case.rules.time_limits[str(event.data["limit"])].passing
        return [Event(effect, CLOCK, event.on, {"how": "silence"})] if effect else []
    if event.kind != "track_decided" or ("refused", "") in case.happened or ("granted", "") in case.happened:
        return []
    if event.data["outcome"] == "no":
        return [Event("refused", event.by, event.on, {"how": "decisions", "tracks": [event.data["track"]]})]
    if all(track.outcome == "yes" for track in case.tracks.values()):
        return [Event("granted", event.by, event.on, {"how": "decisions"})]
    return []


def _follows(case: Case, event: Event) -> list[Event]:
    rows = (row for row in case.index.follows.get(event.kind, ()) if means(row.after, event))
    return [Event(row.says, event.by, event.on, dict(row.fixed)) for row in rows if row.when is None or row.when.holds(case.fact)]


def completed(case: Case, event: Event) -> Event:
    """What is issued carries its validity, and what is posted the day it counts as notified, so that the journal needs no later law (T9)."""
    if event.kind == "notified":
        return _deemed(case, event)
    if event.kind != "document_issued" or "valid_from" in event.data:
        return event
    document = case.rules.documents[str(event.data["document"])]
    before = next((d for d in reversed(case.documents) if d.name == document.name), None)
    begins = event.on
    if document.chained and before and before.until_on and event.on <= before.until_on:
        begins = before.until_on  # issued by the end of the one before, it runs from that end
    until, safe = None, None
    if document.validity:
        until = after(begins, document.validity, case.rules.calendar)
        safe = after(begins, document.safe_validity, case.rules.calendar) if document.safe_validity else until
    elif document.ends_with:
        until = safe = min((d for d in (day_of(case.facts.get(name)) for name in document.ends_with) if d), default=None)
    days = {"valid_from": begins, "valid_until": until, "safe_until": safe}
    return replace(event, data=dict(event.data) | {k: d.isoformat() for k, d in days.items() if d})


def _deemed(case: Case, event: Event) -> Event:
    """With the day on which the letter counts as notified, where the law says that it is not the day it was sent."""
    channel = case.rules.channels.get(str(event.data.get("channel", "")))
    if channel is None or channel.deemed is None:
        return event
    on = after(event.on, channel.deemed, case.rules.calendar)
    return replace(event, data=dict(event.data) | {"deemed_on": on.isoformat()})


def let_the_clock_speak(case: Case, day: date) -> list[Event]:
    """Writes the effect of every limit that ended before `day`, earliest first, each once (T8). Folds them into the case."""
    told: list[Event] = []
    while True:
        passed = next_effect(case)
        if passed is None or passed[0] > day:
            return told
        on, instance = passed
        event = Event("limit_passed", CLOCK, on, {"limit": instance.limit, "instance": f"{instance.limit}#{instance.number}"})
        told += take_in(case, event)


def next_effect(case: Case) -> tuple[date, object] | None:
    """The day on which silence takes effect next, and the instance of the limit; None if none waits."""
    waiting = [
        (counted(case, instance).due_on + ONE, n)
        for n, instance in enumerate(case.instances)
        if instance.ended_on is None and case.rules.time_limits[instance.limit].passing
    ]
    if not waiting:
        return None
    on, n = min(waiting)
    return on, case.instances[n]


def letters_after(case: Case, events: Iterable[Event]) -> list[tuple[Event, LetterRule]]:
    """Which letters the law wants after these events."""
    return [
        (event, rule)
        for event in events
        for rule in case.rules.letters
        if means(rule.after, event) and (rule.when is None or rule.when.holds(case.fact))
    ]
