"""The one way in: a command becomes entries of the journal and everything told from them, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from functools import partial
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from django.db import transaction

from guichet.casefile import store as casefile
from guichet.desk import changed_answers, codes, corrections, filed_renewals, letters_due, linked_ends, paper
from guichet.desk.actors import check_file_is_theirs, check_role_held
from guichet.desk.bringing import brought
from guichet.desk.law_of import new_rules, regions_of, rules_of, rules_of_digest
from guichet.desk.second_agent import released
from guichet.desk.submission import competence_at, submitted
from guichet.engine.case import Case, fold
from guichet.engine.consequences import let_the_clock_speak
from guichet.engine.decide import decide
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours, Overtaken
from guichet.engine.stretches import picture
from guichet.engine.words import CLOCK, GUICHET, Command, Entry, Event
from guichet.journal import store as journal
from guichet.law.rules import Rules
from guichet.registry import store as registry
from guichet.transactions import Transaction
from guichet.vault import codes as blinded
from guichet.vault.store import Erased

LEGAL_ZONE = ZoneInfo("Europe/Brussels")
SUBMIT = paper.SUBMIT
_TEXT = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS
TRIES = 3  # on PostgreSQL two commands may race for one number


class Answer(NamedTuple):
    """What the desk did: the numbers of the entries it appended; `last` is the last entry of the case after it."""

    case: UUID
    last: int
    numbers: tuple[int, ...]
    repeated: bool = False


def handle(command: Command) -> Answer:
    """Does one command to one case, once: the same id and body give the same answer, another body is refused.

    Raises a Refusal of engine.refusals: NotYours, NotAllowedNow, BadAnswer, Overtaken. Nothing is kept of a refused command.
    """
    for _ in range(TRIES):
        try:
            with Transaction():
                return in_transaction(command)
        except Erased:
            raise NotYours("no_such_case", {}) from None
        except journal.LostRace:
            continue
    raise Overtaken("changed_since", {"numbers": [], "seen": command.seen})


def handle_all(commands: Iterable[Command]) -> int:
    """Does many commands in one transaction, each asked for when the ones before it are done; returns how many there were."""
    with transaction.atomic():
        return sum(1 for command in commands if in_transaction(command))


def in_transaction(command: Command) -> Answer:
    """The same for a caller that holds the transaction already."""
    entries, today = journal.read(command.case), command.at.astimezone(LEGAL_ZONE).date()
    before = _answered(command, entries)
    if before:
        return before
    check_role_held(command.by, command.kind, today)
    if entries:
        rules = rules_of(entries)
        case = fold(entries, rules)
        spoken = let_the_clock_speak(case, today)  # also for an act of an earlier day: it undoes nothing that time has done
        prepared = command if corrections.is_one(command) else _prepared(command, case, entries)
    else:
        rules, prepared = _first(command)
        case, spoken = Case(rules), []
    known = [*entries, *_numbered(spoken, entries)]
    if entries and corrections.is_one(command):
        case, decided = corrections.decided(command, case, known, today, _prepared)
    else:
        decided = decide(case, prepared, known, today)
    events = [*spoken, *decided]
    return _written(command, entries, codes.added(command.case, case.rules, events), rules, case)


def _answered(command: Command, entries: Sequence[Entry]) -> Answer | None:
    """The answer of a command that was done already; None for a new one. Raises BadAnswer where it says something else now."""
    its = command.id.hex
    numbers = tuple([one.number for one in entries if one.command == its])
    if not numbers:
        return None
    if journal.mark_of(command.case, command.id) != _mark(command):
        raise BadAnswer("same_command_other_words", {})
    return Answer(command.case, numbers[-1], numbers, repeated=True)


def _first(command: Command) -> tuple[Rules, Command]:
    """The law of a new case, and its submission without anything personal."""
    if not paper.files(command):
        raise NotYours("no_such_case", {})
    return submitted(command)


def _prepared(command: Command, case: Case, entries: Sequence[Entry]) -> Command:
    """The command without anything personal, once it is sure that the file is the actor's."""
    if command.by in (CLOCK, GUICHET):
        return command
    act = case.rules.acts.get(command.kind)
    if act is None or command.by.role not in act.by:
        raise NotYours("no_such_act", {"act": command.kind, "role": command.by.role})
    check_file_is_theirs(case, act, command.by)
    if act.says == paper.FILED:
        raise NotAllowedNow("already_submitted", {})
    plain = changed_answers.kept(brought(case, act, command, partial(codes.of_case, command.case, entries)), case, entries)
    return _sent_on(released(act, plain, entries), case)


def _sent_on(command: Command, case: Case) -> Command:
    """Sent on to another region, the file has another work authority from then on, and the rule that names it where one does."""
    region = dict(command.data.get("facts") or {}).get("to_region")
    if not region:
        return command
    if region not in regions_of(case.rules.procedure):
        raise BadAnswer("not_a_choice", {"field": "to_region"})
    data = dict(command.data) | {"bodies": {"work_authority": f"authority:{region}"}} | competence_at(str(region), case.facts, command.on)
    return Command(command.id, command.case, command.seen, command.kind, command.by, command.on, command.at, data)


def _written(command: Command, entries: Sequence[Entry], events: Sequence[Event], rules: Rules, case: Case) -> Answer:
    if not events:
        return Answer(command.case, entries[-1].number if entries else 0, ())
    before, rules = rules, _law_after(entries, events, rules)
    number, digest = (entries[-1].number, entries[-1].digest) if entries else (0, "")
    new = journal.append(command.case, number, events, command.at, rules.digest, digest, (command.id.hex, _mark(command)))
    known = [*entries, *new]
    since = casefile.since_of(entries, new) if rules is before else None  # under another law all is told anew
    undoes = any(e.data.get("falls") for e in new)  # what it undid counts no more, from its own day on
    case = case if rules is before and not undoes else fold(known, rules)
    letters_due.put(command, known, new, case)
    filed_renewals.put(command, new)
    linked_ends.put(command, known, new, case)
    now = picture(known, rules, since, case)
    works_otherwise = casefile.tell(command.case, known, new, now, rules, since)
    if works_otherwise or any(e.kind == "granted" for e in new):  # nothing else changes what the registry holds
        registry.tell(command.case, known, new, now, rules, since)
    return Answer(command.case, new[-1].number, tuple(e.number for e in new))


def _law_after(entries: Sequence[Entry], events: Sequence[Event], rules: Rules) -> Rules:
    """A file sent on to another region goes on under its overlay; the governing day stays that of filing. A corrected law is named by its digest."""
    corrected = next((e.data for e in events if e.kind == "law_corrected"), None)
    if corrected:
        if corrected["law_before"] != rules.digest:  # it went on under another law since somebody looked
            raise Overtaken("changed_since", {"numbers": [], "seen": 0})
        return rules_of_digest(str(corrected["law"]))
    region = next((str(e.data["region"]) for e in reversed(events) if e.kind == "sent_on"), "")
    if not region:
        return rules
    return new_rules(rules.procedure, region, entries[0].on)


def _numbered(spoken: Sequence[Event], entries: Sequence[Entry]) -> list[Entry]:
    return [Entry(e.kind, e.by, e.on, e.data, number) for number, e in enumerate(spoken, len(entries) + 1)]


def _mark(command: Command) -> str:
    """What the command says, blinded: nobody can try out what was typed. The day counts only when it was chosen; a repeat may come after midnight."""
    chosen = command.on if command.on != command.at.astimezone(LEGAL_ZONE).date() else ""
    body = {"kind": command.kind, "by": [command.by.role, command.by.body, command.by.person], "on": chosen, "data": command.data}
    try:
        return blinded.mark_of(orjson.dumps(body, default=_plain, option=_TEXT).decode())
    except orjson.JSONEncodeError:  # half a character, or a number beyond 64 bits: refused later with a sentence
        return blinded.mark_of(repr(body))


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (date, UUID)):
        return str(value)
    if is_dataclass(value):
        return [getattr(value, name) for name in value.__dataclass_fields__]
    return str(value)
