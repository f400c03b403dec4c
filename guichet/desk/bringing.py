"""What a form brings to an act: facts stay plain, free text and files go to the vault and leave a reference."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from uuid import UUID

from guichet.desk.answers import is_given, plain
from guichet.engine.case import Case
from guichet.engine.refusals import BadAnswer
from guichet.engine.words import Actor, Command
from guichet.law.rules import BRINGS, Act, Field
from guichet.people import store as people
from guichet.vault import held
from guichet.vault import store as vault


def brought(case: Case, act: Act, command: Command, takeover_code: Callable[[], str | None]) -> Command:
    """The same command with facts and references only. Raises BadAnswer for a field that is missing or not of this act."""
    data: dict[str, object] = {"facts": {}, "texts": {}}
    known = {field.name for field in act.asks} | {"asked", "files", "evidence", "late_reason", "bodies"}
    unknown = set(command.data) - known
    if unknown:
        raise BadAnswer("unknown_field", {"field": sorted(unknown)[0]})
    for field in act.asks:
        if field.type == "check":
            data["check"] = _check(case, field, command)
        elif field.type == "act":
            data["prepares"] = _prepares(case, field, command)
        elif field.when is None or field.when.holds(case.fact):
            _take(field, command, data, takeover_code)
    if command.data.get("late_reason"):
        data["late_reason"] = _text(command, command.data["late_reason"])
    if act.evidence in BRINGS:
        data["evidence"] = _files(command)
        data["digests"] = digests(command.case, data["evidence"])
    for key in ("asked", "bodies"):
        if command.data.get(key):
            data[key] = command.data[key]
    return Command(command.id, command.case, command.seen, command.kind, command.by, command.on, command.at, data)


def _take(field: Field, command: Command, data: dict[str, object], takeover_code: Callable[[], str | None]) -> None:
    value = command.data.get(field.name)
    if not is_given(value):
        if field.required:
            raise BadAnswer("needed", {"field": field.name})
        return
    if field.type == "code":
        code = takeover_code()
        if code is None or not hmac.compare_digest(str(value).replace(" ", "").upper().encode(), code.encode()):
            raise BadAnswer("wrong_code", {"field": field.name})
    elif field.type == "colleague":
        data["persons"] = {command.by.role: _colleague(command, field, str(value))}
    elif field.changes:
        data.setdefault("changed_answers", {})[field.changes] = plain(field, value, command.on)
    elif field.fact:
        data["facts"][field.fact] = plain(field, value, command.on)
    else:
        data["texts"][field.name] = _text(command, value)


def _colleague(command: Command, field: Field, person: str) -> str:
    """The person, who must hold the actor's role for the actor's body on the day the command reached us."""
    if not people.holds(Actor(command.by.role, command.by.body, person), command.on):
        raise BadAnswer("not_a_choice", {"field": field.name})
    return person


def _check(case: Case, field: Field, command: Command) -> str:
    """The name of a check, which tells nothing of anybody: it stays plain."""
    name = str(command.data.get(field.name) or "")
    if name not in {one.name for one in case.rules.checks}:
        raise BadAnswer("not_a_choice" if name else "needed", {"field": field.name})
    return name


def _prepares(case: Case, field: Field, command: Command) -> str:
    """The name of an act of the same role that a colleague may release: it stays plain."""
    name = str(command.data.get(field.name) or "")
    found = case.rules.acts.get(name)
    if found is None or not found.second_agent or command.by.role not in found.by:
        raise BadAnswer("not_a_choice" if name else "needed", {"field": field.name})
    return name


def _text(command: Command, value: object) -> Mapping[str, str]:
    kept = vault.keep(command.case, "text", str(value))
    return {"ref": kept.ref, "digest": kept.digest}


def _files(command: Command) -> dict[str, list[str]]:
    """Files of the form are kept now; pieces kept earlier come as references ("evidence")."""
    pieces = pieces_of(command.data.get("evidence"))
    for file in command.data.get("files") or ():
        kept = vault.keep_file(command.case, "file", file.content, file.name, file.media_type)
        if getattr(file, "held", False):
            held.hold(command.case, kept.ref, command.at)
        pieces.setdefault(file.evidence, []).append(kept.ref)
    return pieces


def digests(case: UUID, pieces: Mapping[str, list[str]]) -> dict[str, str]:
    """The salted digest of each file, so that the journal can prove which one was given. Raises BadAnswer for what is not kept for this case."""
    labels = vault.labels(case, [ref for refs in pieces.values() for ref in refs])
    unknown = [name for name, refs in pieces.items() if set(refs) - labels.keys()]
    if unknown:
        raise BadAnswer("no_file", {"field": "evidence", "evidence": unknown})
    return {ref: digest for ref, (*_, digest) in labels.items()}


def pieces_of(given: object) -> dict[str, list[str]]:
    """Pieces of evidence by the references of their files, as they were given."""
    return {str(name): [str(ref) for ref in refs] for name, refs in dict(given or {}).items()}
