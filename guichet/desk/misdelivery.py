"""A letter that reached somebody else: its notification falls, with what followed from it, and the letter leaves once more for whom the law names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from uuid import UUID, uuid5

from guichet.delivery.store import NewRow
from guichet.desk.addressees import addressee
from guichet.desk.law_of import rules_of
from guichet.desk.mistaken import fallen_with, found_without, kept_reason, said_of
from guichet.engine.case import Case, fold
from guichet.engine.corrected import after_corrections
from guichet.engine.refusals import NotAllowedNow, NotYours
from guichet.engine.words import Actor, Command, Entry, Event
from guichet.journal import store as journal

WRONG = "wrong_recipient"  # what the sender calls it; no act of the law
wrong_command = partial(said_of, WRONG)


def is_one(command: Command) -> bool:
    """Does this command say that a letter reached somebody else?"""
    return command.kind == WRONG


def may_say(case: Case, entries: Sequence[Entry], by: Actor, number: int) -> Entry:
    """The notification of this number, if it stands and the actor's authority wrote the letter. Raises NotYours, NotAllowedNow."""
    if case.bodies.get(by.role) != by.body or by.role not in case.seen_by:
        raise NotYours("no_such_case", {})
    found = next((one for one in after_corrections(entries) if one.number == number and one.kind == "notified"), None)
    if found is None:
        raise NotAllowedNow("no_such_notification", {})
    if all(rule.signed_by != by.role for rule in case.rules.letters if rule.letter == found.data["letter"]):
        raise NotYours("no_such_letter", {})
    return found


def offered(case: UUID, by: Actor, number: int) -> Entry:
    """The same for a page that asks whether the actor may say it of this notification. Raises NotYours, NotAllowedNow."""
    entries = journal.read(case)
    return may_say(fold(entries, rules_of(entries)), entries, by, number)


def decided(command: Command, case: Case, entries: Sequence[Entry], today: date, confirmed: object) -> tuple[Case, list[Event]]:
    """The case without that notification, and the events. Raises a Refusal; Overtaken when something else falls than what was confirmed."""
    notified = may_say(case, entries, command.by, int(str(command.data["entry"])))
    found = found_without(command, case, entries, today, notified.number, confirmed)
    first, *following = found.events(command.by, today, kept_reason(command))
    again = {"letter": notified.data["letter"], "to": notified.data["to"], "receipt": notified.data.get("receipt", "")}
    return fallen_with(command, case, entries, [Event(first.kind, first.by, first.on, dict(first.data) | {"again": again}), *following])


def sent_again(command: Command, entries: Sequence[Entry], new: Sequence[Entry], case: Case) -> Iterator[NewRow]:
    """The row that sends such a letter once more: the same paper, to whom the file names for that role now, by the channel of the law."""
    for entry in new:
        again = entry.data.get("again")
        made = last_made(entries, str(again["letter"]), str(again["to"])) if again else None
        rules = [rule for rule in case.rules.letters if again and rule.letter == again["letter"]]
        to = next(((r, key) for rule in rules for r in rule.to if r.role == again["to"] and (key := addressee(case, r))), None)
        if made is None or to is None:
            continue
        key = again_key(entry.number, to[1])
        data = {name: made.data[name] for name in ("letter", "language", "ref")} | {"on": made.on.isoformat(), "from": made.data.get("from", "")}
        data |= {"role": to[0].role, "channel": to[0].channel, "key": to[1]}
        yield NewRow(uuid5(command.case, key), command.case, "send", key, command.at, data, lane=f"send:{to[1]}")


def last_made(entries: Sequence[Entry], letter: str, role: str) -> Entry | None:
    """The letter as it was made last, for this role among others."""
    fitting = (e for e in reversed(entries) if e.kind == "letter_made" and e.data.get("letter") == letter)
    return next((e for e in fitting if any(to["role"] == role for to in e.data["recipients"])), None)


def again_key(entry: int, recipient: str) -> str:
    """The key of the row that sends it once more, after the correction of this number."""
    return f"again:{entry}:{recipient}"
