"""What happens by itself after an event, in the same breath: outcome, documents, and the effect of silence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guichet.engine.appeals import with_lateness
from guichet.engine.case import Case
from guichet.engine.counting import ONE, after
from guichet.engine.limits import counted
from guichet.engine.look import Look
from guichet.engine.parts import Instance
from guichet.engine.subjects import subject
from guichet.engine.taken import TAKES, with_what_falls
from guichet.engine.tracks import all_yes, fell_silent
from guichet.engine.validity import validity
from guichet.engine.words import CLOCK, Event
from guichet.law.rules import LetterRule

ANSWERS = frozenset({"track_decided", "appeal_decided", "objection_raised"})


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
        return _silence(case, str(event.data["limit"]), event.on)
    if event.kind in TAKES:
        return _lapses(case, event)
    if event.kind not in ANSWERS or case.concluded:
        return []
    if _says_no(case, event):
        how = "silence" if event.data.get("how") == "silence" else "decisions"
        return [Event("refused", event.by, event.on, {"how": how, "tracks": [event.data["track"]]})]
    if all_yes(case):
        return [Event("granted", event.by, event.on, {"how": "silence" if fell_silent(case) else "decisions"})]
    return []


def _says_no(case: Case, event: Event) -> bool:
    if event.kind == "objection_raised":
        return event.data.get("track") in case.tracks
    return event.kind == "track_decided" and event.data["outcome"] == "no"


def _silence(case: Case, limit: str, on: date) -> list[Event]:
    """What the law makes of nothing heard: an outcome of the whole file, the answer to one question, or the end of one right."""
    word, _, about = case.rules.time_limits[limit].passing.partition(" ")
    track, _, outcome = about.partition(":")
    told_already = word in ("", "limit_passed")  # a reminder: that the day has come is all there is to say
    more = ({"track": track} if track else {}) | ({"outcome": outcome} if outcome else {})
    return [] if told_already else [Event(word, CLOCK, on, {"how": "silence"} | more)]


def _lapses(case: Case, event: Event) -> list[Event]:
    """Other rights that rest on the one that ended fall with it, as the law says."""
    name = str(event.data.get("track", ""))
    fallen = (t for t in case.rules.tracks.values() if name in t.lapses_with and case.tracks[t.name].outcome in ("yes", "silent"))
    return [Event("ended", event.by, event.on, {"track": t.name, "how": "lapse", "with_track": name}) for t in fallen]


def _follows(case: Case, event: Event) -> list[Event]:
    rows = case.index.concerns(event.kind, subject(event)).follows
    return [Event(row.says, event.by, event.on, dict(row.fixed)) for row in rows if row.when is None or row.when.holds(case.fact)]


def completed(case: Case, event: Event) -> Event:
    """What is issued carries its validity, and what is posted the day it counts as notified, so that the journal needs no later law (T9)."""
    if event.kind == "notified":
        return _deemed(case, event)
    if event.kind == "annulled":
        return event._replace(data=with_what_falls(case, event))
    if event.kind == "appeal_lodged":
        return event._replace(data=with_lateness(case, event))
    if event.kind != "document_issued" or "valid_from" in event.data:
        return event
    document = case.rules.documents[str(event.data["document"])]
    return event._replace(data=dict(event.data) | validity(case, document, event.on))


def _deemed(case: Case, event: Event) -> Event:
    """With the day on which the letter counts as notified, where the law says that it is not the day it was sent."""
    channel = case.rules.channels.get(str(event.data.get("channel", "")))
    if channel is None or channel.deemed is None:
        return event
    on = after(event.on, channel.deemed, case.rules.calendar)
    return event._replace(data=dict(event.data) | {"deemed_on": on.isoformat()})


def let_the_clock_speak(case: Case, day: date) -> list[Event]:
    """Writes the effect of every limit that ended before `day`, earliest first, each once (T8). Folds them into the case."""
    told: list[Event] = []
    while (passed := next_effect(case)) and passed[0] <= day:
        told += let_pass(case, *passed)
    return told


def let_pass(case: Case, on: date, instance: Instance) -> list[Event]:
    """Writes that one limit has passed, and its effect. Folds them into the case."""
    data = {"limit": instance.limit, "instance": f"{instance.limit}#{instance.number}"}
    return take_in(case, Event("limit_passed", CLOCK, on, data))


def next_effect(case: Case) -> tuple[date, Instance] | None:
    """The day on which silence takes effect next, and the instance of the limit; None if none waits."""
    waiting = [(counted(case, one).due_on + ONE, n) for n, one in enumerate(case.instances) if _takes_effect(case, one)]
    if not waiting:
        return None
    on, n = min(waiting)
    return on, case.instances[n]


def _takes_effect(case: Case, instance: Instance) -> bool:
    """A day counted backwards that was over before it could be counted is not waited for."""
    limit = case.rules.time_limits[instance.limit]
    if instance.ended_on or not limit.passing:
        return False
    return not limit.backwards or counted(case, instance).due_on >= instance.event_on


def letters_after(case: Case, events: Iterable[Event]) -> list[tuple[Event, LetterRule]]:
    """Which letters the law wants after these events."""
    return [
        (event, rule)
        for event in events
        for rule in case.index.concerns(event.kind, subject(event)).letters
        if rule.when is None or rule.when.holds(Look(case, event.on))
    ]
