"""Answers that an act changes: the vault keeps all of them anew beside those of before, and a worker called otherwise is known so from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from django.db import transaction

from guichet.casefile import store as casefile
from guichet.delivery import store as outbox
from guichet.delivery.store import NewRow, OutboxRow
from guichet.desk import rebuild
from guichet.desk.submission import kept_answers
from guichet.engine.case import Case
from guichet.engine.words import Command, Entry
from guichet.journal import store as journal
from guichet.law.rules import Rules
from guichet.people import store as people
from guichet.vault import store as vault

GIVEN = "changed_answers"  # in a command, once its form was read: question of the form -> the other answer
KIND = "renamed"  # of the outbox: the other files of a worker are to be told under the name of now


def kept(command: Command, case: Case, entries: Sequence[Entry]) -> Command:
    """The command with the names of the questions, and the reference of all answers as they are then. What is as before is no change."""
    if GIVEN not in command.data:
        return command
    given = dict(command.data[GIVEN])
    data = {name: value for name, value in command.data.items() if name != GIVEN}
    before = answers_of(command.case, entries) if given else {}
    changed = {name: value for name, value in given.items() if value != before.get(name)}
    if not changed:
        return replace(command, data=data)
    after = before | changed
    _make_known(command, case, before, after)
    return replace(command, data=data | {"answers": kept_answers(command.case, after), "changed": sorted(changed)})


def answers_of(case: UUID, entries: Sequence[Entry]) -> dict[str, object]:
    """All answers of a case as they were last kept. Raises Erased."""
    return dict(vault.read(case, next(str(one.data["answers"]["ref"]) for one in reversed(entries) if one.data.get("answers"))))


def identity_of(rules: Rules, answers: Mapping[str, object]) -> tuple[str, str, str, str, str]:
    """Who the answers say the worker is: family and given name as written at home and in Latin letters, and the e-mail address."""
    fields = [one for one in rules.fields.values() if one.type == "latin_name"]
    if len(fields) < 2:
        return "", "", "", "", ""
    latin = [str(answers.get(one.name) or "") for one in fields[:2]]
    beside = {one.type: str(answers.get(one.name) or "") for one in rules.fields.values() if one.section == fields[0].section}
    at_home = beside.get("name", "")
    return (at_home or latin[0], "" if at_home else latin[1], *latin, beside.get("email", ""))


def tell_others(row: OutboxRow) -> None:
    """Tells every other file of the worker again: lists and the registry then know the name of now, and the name of before still finds them."""
    for case in casefile.cases_of_worker(str(row.data["worker"])):
        if case != row.case:
            with transaction.atomic():
                journal.hold()
                rebuild.tell_again(case)


def _make_known(command: Command, case: Case, before: Mapping[str, object], after: Mapping[str, object]) -> None:
    was, now = (identity_of(case.rules, answers) for answers in (before, after))
    worker = case.persons.get("worker", "")
    card = people.person_card(worker) if was != now else None
    if card is None:
        return
    if was[0] == now[0] and was[2:4] != now[2:4]:  # the name of before in its own script says nothing of the new one
        now = (now[2], now[3], *now[2:])
    people.add_worker(*now[:4], card.language, now[4], ref=worker)
    outbox.put([NewRow(uuid5(command.id, KIND), command.case, KIND, str(command.id), command.at, {"worker": worker})])
