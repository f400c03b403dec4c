"""A decision that one agent prepares for a colleague: kept as a note of their authority, and the beginning of the form of whoever releases it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from guichet.casefile.views import CaseView, HistoryLine
from guichet.engine.words import Command
from guichet.law.rules import Act, Words
from guichet.people.store import Viewer, names_of
from guichet.portals.answers import Answers

PREPARE = "prepare"  # the button of a form that leaves it to a colleague


@dataclass(frozen=True, slots=True)
class Prepared:
    """One decision that waits for its release: by whom it was prepared ("" for somebody who has left), and whether that is the viewer."""

    line: HistoryLine
    act: str
    title: Words
    who: str
    mine: bool
    earlier: bool = False  # it can only have been done on an earlier day


def prepared_of(case: CaseView, viewer: Viewer) -> list[Prepared]:
    """What waits in this file for the viewer's desk, the newest for each act, while the act can be done. One question, and only if there is any.

    What can no longer be done today may have been done on an earlier day: then it waits too, to be corrected by two.
    """
    spent = {line.values.get("prepared") for line in case.history}
    open_now = {act.name for act in case.acts}
    acts = {act.name: act for act in case.rules.acts.values() if act.name in open_now or act.earlier_day}
    found: dict[str, HistoryLine] = {}
    for line in case.history:
        name = str(line.values.get("prepares") or "")
        if name in acts and line.mine and line.number not in spent:
            found[name] = line
    names = names_of({line.person for line in found.values()}) if found else {}
    return [
        Prepared(line, name, acts[name].title, names.get(line.person, ""), line.person == viewer.person, name not in open_now)
        for name, line in found.items()
    ]


def begun_by(prepared: Prepared | None) -> dict[str, str]:
    """What the colleague had typed, by input; empty for a note that holds no form."""
    for text in prepared.line.texts.values() if prepared else ():
        try:
            typed = json.loads(text)
        except ValueError:
            continue
        if isinstance(typed, dict):
            return {str(name): str(value) for name, value in typed.items()}
    return {}


def preparing(case: CaseView) -> Act | None:
    """The act of the law by which a decision is prepared: the one that names another act."""
    return next((act for act in case.rules.acts.values() if any(field.type == "act" for field in act.asks)), None)


def command_of(case: CaseView, command: Command, answers: Answers) -> Command:
    """The same form as a preparation: its act by name, what was typed as a text that only the vault keeps."""
    act = preparing(case)
    if act is None:
        return command
    name = next(field.name for field in act.asks if field.type == "act")
    text = next(field.name for field in act.asks if field.type == "long_text")
    return replace(command, kind=act.name, on=command.on, data={name: command.kind, text: _text(answers.typed)})


def _text(typed: Mapping[str, object]) -> str:
    return json.dumps({name: value for name, value in typed.items() if isinstance(value, str) and value}, ensure_ascii=False, sort_keys=True)
