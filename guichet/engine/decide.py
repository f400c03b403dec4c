"""decide(case, command) -> events, or a refusal: may this actor do this act to this case on this day?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from guichet.engine.case import Case, fold
from guichet.engine.consequences import completed, let_the_clock_speak, take_in
from guichet.engine.corrected import after_corrections
from guichet.engine.event_data import data_of
from guichet.engine.facts import day_of
from guichet.engine.look import Look
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours, Overtaken
from guichet.engine.saying import said_on
from guichet.engine.words import CLOCK, GUICHET, Command, Entry, Event
from guichet.law.rules import Act, Rules

# Entries that change nothing for somebody who acts on what was shown before them.
QUIET = frozenset({"letter_made", "notified", "message_written", "fee_recorded", "assigned", "document_delivered"})
TICK = "tick"
REPORTS = frozenset({"letter_made", "notified", "law_corrected", "facts_changed"})
EFFECTS = frozenset({"track_decided", "granted", "refused", "limit_passed", "declared_inadmissible", "withdrawn"})


def decide(case: Case, command: Command, entries: Sequence[Entry], today: date) -> tuple[Event, ...]:
    """The events of one act, with all that follows from it. `today` is the Brussels day of the command's instant.

    Raises NotYours, NotAllowedNow, BadAnswer or Overtaken; the case is folded further in place.
    """
    events = _reported(case, command) if command.by in (CLOCK, GUICHET) else _done(case, command, entries, today)
    return (*events, *_due_again(case.rules, entries, events, today))


def _done(case: Case, command: Command, entries: Sequence[Entry], today: date) -> tuple[Event, ...]:
    act = _act_of(case, command)
    _not_overtaken(act, command, entries)
    _not_undoing(case, act, command, entries, today)
    _in_phase(case, act)
    _day_allowed(case, act, command, entries, today)
    return tuple(take_in(case, _said(case, act, command)))


def _due_again(rules: Rules, entries: Sequence[Entry], events: Sequence[Event], today: date) -> list[Event]:
    """What the clock would have said meanwhile, had that not been which these events undo: said now, on its day."""
    if not any(event.data.get("falls") for event in events):
        return []
    new = [Entry(e.kind, e.by, e.on, e.data, number) for number, e in enumerate(events, len(entries) + 1)]
    return let_the_clock_speak(fold([*entries, *new], rules), today)


def decide_then(case: Case, command: Command, entries: Sequence[Entry]) -> Event:
    """The event of an act of an earlier day alone, judged by the case as it stood on that day; `entries` are all that are known now.

    Raises what `decide` raises. What would follow from it is told by `engine.corrections`.
    """
    act = _act_of(case, command)
    _not_overtaken(act, command, entries)
    _in_phase(case, act)
    if not act.earlier_day:
        raise BadAnswer("day_must_be_today", {"field": "on", "today": case.last_on.isoformat() if case.last_on else ""})
    if not command.data.get("late_reason"):
        raise BadAnswer("late_reason_needed", {"field": "late_reason"})
    return _said(case, act, command)


def stood_then(rules: Rules, entries: Sequence[Entry], day: date) -> Case:
    """The case as it stood on a day, by what is known now."""
    return fold([e for e in entries if e.on <= day or e.kind == "corrected"], rules)


def _reported(case: Case, command: Command) -> tuple[Event, ...]:
    """What other rooms or files report (a letter made or delivered, the law corrected, a renewal filed), or the tick, which lets the clock speak."""
    if command.kind == TICK:
        return ()
    if command.kind not in REPORTS or case.filed_on is None:
        raise NotYours("no_such_act", {"act": command.kind, "role": command.by.role})
    return tuple(take_in(case, Event(command.kind, command.by, command.on, dict(command.data))))


def may_do(case: Case, look: Look) -> Mapping[str, list[str]]:
    """The acts that each role may do on the day of the look, as the law file says."""
    return said_on(case, look).acts


def _act_of(case: Case, command: Command) -> Act:
    act = case.rules.acts.get(command.kind)
    if act is None or command.by.role not in act.by:
        raise NotYours("no_such_act", {"act": command.kind, "role": command.by.role})
    return act


def _said(case: Case, act: Act, command: Command) -> Event:
    _conditions(case, act, command.on)
    event = Event(act.says, command.by, command.on, data_of(case, act, command))
    _still_holds(case, event)
    return event


def _still_holds(case: Case, event: Event) -> None:
    """Nobody is handed a document that would have ended before it was issued."""
    until = day_of(completed(case, event).data.get("valid_until")) if event.kind == "document_issued" else None
    if until and until < event.on:
        raise NotAllowedNow("document_would_be_over", {"document": event.data["document"], "until": until.isoformat()})


def _not_overtaken(act: Act, command: Command, entries: Sequence[Entry]) -> None:
    since = [e for e in entries if e.number > command.seen]
    if any(field.type == "colleague" for field in act.asks):  # who gives a file to an agent must know to whom it was given
        later = [e.number for e in since if e.kind == act.says and e.data.get("role") == act.fixed.get("role")]
    elif act.says in QUIET:
        return
    else:
        later = [e.number for e in since if e.kind not in QUIET and e.by != CLOCK and _concerns(e, act)]
    if later or (entries and command.seen > entries[-1].number):  # nobody can have seen what is not written yet
        raise Overtaken("changed_since", {"numbers": later, "seen": command.seen})


def _concerns(entry: Entry, act: Act) -> bool:
    """What one file tells another matters only to an act that asks about it, or about a fact that it changed."""
    if entry.by != GUICHET or entry.kind != "facts_changed":
        return True
    told = {f"happened {entry.kind}", f"happened {entry.kind} {entry.data.get('about', '')}", *dict(entry.data.get("facts") or {})}
    return act.when is not None and any(name in told for name in act.when.names())


def _not_undoing(case: Case, act: Act, command: Command, entries: Sequence[Entry], today: date) -> None:
    """What can no longer be done today, but could on its day, would undo what moved the file since: that is a correction (T11)."""
    if not act.earlier_day or not act.phases or case.phase in act.phases or command.on >= today or not entries:
        return
    if stood_then(case.rules, entries, command.on).phase not in act.phases:
        return
    if not command.data.get("late_reason"):
        raise BadAnswer("late_reason_needed", {"field": "late_reason"})
    raise NotAllowedNow("would_undo", {"numbers": _effects_after(entries, command.on)})


def _effects_after(entries: Sequence[Entry], day: date) -> list[int]:
    return [e.number for e in after_corrections(entries) if e.on > day and e.kind in EFFECTS]


def _in_phase(case: Case, act: Act) -> None:
    if act.says == "application_submitted":
        if case.filed_on is not None:
            raise NotAllowedNow("already_submitted", {})
        return
    if case.phase not in act.phases:
        raise NotAllowedNow("not_in_this_phase", {"act": act.name, "phase": case.phase, "phases": list(act.phases)})


def _day_allowed(case: Case, act: Act, command: Command, entries: Sequence[Entry], today: date) -> None:
    """T11: at most today; earlier only for those the law lets, with a reason, not before what it answers or undoes."""
    if command.on > today:
        raise BadAnswer("day_in_the_future", {"field": "on", "today": today.isoformat()})
    if command.on == today:
        return
    if not act.earlier_day:
        raise BadAnswer("day_must_be_today", {"field": "on", "today": today.isoformat()})
    if not command.data.get("late_reason"):
        raise BadAnswer("late_reason_needed", {"field": "late_reason"})
    if case.phase_since and command.on < case.phase_since:
        raise BadAnswer("day_before_what_it_answers", {"field": "on", "since": case.phase_since.isoformat()})
    undone = _effects_after(entries, command.on)
    if undone:
        raise NotAllowedNow("would_undo", {"numbers": undone})


def _conditions(case: Case, act: Act, day: date) -> None:
    if act.when is None:
        return
    look = Look(case, day)
    if act.when.holds(look):
        return
    if "missing_evidence" in act.when.names():
        raise NotAllowedNow("still_missing", {"evidence": [e.name for e in case.missing_evidence()]})
    failed = [line for line in act.when.explain(look) if not line["holds"]]
    raise NotAllowedNow("condition_not_met", {"act": act.name, "conditions": failed})
