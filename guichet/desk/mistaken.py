"""An act that was recorded by mistake: it falls, with all that followed from it, by a further entry; a colleague confirms what undoes effects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from guichet.desk.law_of import rules_of
from guichet.engine.case import Case, fold
from guichet.engine.corrections import ALWAYS, Correction, acts_of, without
from guichet.engine.decide import EFFECTS
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours, Overtaken
from guichet.engine.taken import TAKES
from guichet.engine.words import Actor, Command, Entry, Event
from guichet.journal import store as journal
from guichet.vault import store as vault

MISTAKEN = "mistaken"  # what the sender calls it; no act of the law
Falls = list[int] | str


def said_of(kind: str, identity: UUID, case: UUID, seen: int, by: Actor, at: tuple[date, datetime], entry: int, reason: str, falls: Falls) -> Command:  # noqa: PLR0913, PLR0917
    """The command that says something of the entry `entry` so that it falls; `falls` as a correction confirms it."""
    return Command(identity, case, seen, kind, by, *at, {"entry": entry, "reason": reason, "falls": falls})


mistaken_command = partial(said_of, MISTAKEN)


def is_one(command: Command) -> bool:
    """Does this command say that an act was recorded by mistake?"""
    return command.kind == MISTAKEN


def correctable(case: UUID, by: Actor) -> list[int]:
    """The acts of this desk that stand and may be called a mistake, the newest first."""
    entries = journal.read(case)
    return [one.number for one in reversed(_theirs(fold(entries, rules_of(entries)), entries, by))]


def decided(command: Command, case: Case, entries: Sequence[Entry], today: date, confirmed: object) -> tuple[Case, list[Event]]:
    """The case without that act, and the events. `confirmed`: what its sender saw falling; None in a trial. Raises a Refusal."""
    number = int(str(command.data["entry"]))
    act = next((one for one in _theirs(case, entries, command.by) if one.number == number), None)
    if act is None:
        raise NotAllowedNow("no_such_mistake", {})
    found = found_without(command, case, entries, today, number, confirmed)
    undoes = any(one.kind in (*EFFECTS, *TAKES) for one in entries if one.number in found.falls)
    if confirmed is not None and undoes and act.by.person == command.by.person:  # what undoes effects is never the work of one person
        raise NotAllowedNow("another_agent_confirms", {})
    return fallen_with(command, case, entries, found.events(command.by, today, kept_reason(command)))


def found_without(command: Command, case: Case, entries: Sequence[Entry], today: date, number: int, confirmed: object) -> Correction:  # noqa: PLR0913, PLR0917
    """What falls and comes without this entry. Raises BadAnswer without a reason, Overtaken when something else falls than was confirmed."""
    if not str(command.data.get("reason") or "").strip():
        raise BadAnswer("needed", {"field": "late_reason"})
    found = without(entries, case.rules, number, today)
    if confirmed is not None and confirmed != list(found.falls):
        raise Overtaken("changed_since", {"numbers": list(found.falls), "seen": command.seen})
    return found


def kept_reason(command: Command) -> dict[str, str]:
    """The reason as the entry names it: its text lies in the vault."""
    kept = vault.keep(command.case, "text", str(command.data["reason"]))
    return {"ref": kept.ref, "digest": kept.digest}


def fallen_with(command: Command, case: Case, entries: Sequence[Entry], events: Sequence[Event]) -> tuple[Case, list[Event]]:
    """The case as these events leave it, and the events."""
    new = [Entry(e.kind, e.by, e.on, e.data, number) for number, e in enumerate(events, len(entries) + 1)]
    return fold([*entries, *new], case.rules), list(events)


def _theirs(case: Case, entries: Sequence[Entry], by: Actor) -> list[Entry]:
    """What this desk did itself. Raises NotYours for a stranger, and for whoever may never give an act an earlier day: only an authority corrects."""
    if case.bodies.get(by.role) != by.body or by.role not in case.seen_by:
        raise NotYours("no_such_case", {})
    if not any(act.earlier_day and by.role in act.by for act in case.rules.acts.values()):
        raise NotYours("no_such_act", {"act": MISTAKEN, "role": by.role})
    sent_on = max((one.number for one in entries if one.kind == "sent_on"), default=0)  # what was decided under another law stays
    mine = (one for one in acts_of(entries, case.rules) if (one.by.role, one.by.body) == (by.role, by.body))
    return [one for one in mine if one.kind not in ALWAYS and one.number > sent_on]
