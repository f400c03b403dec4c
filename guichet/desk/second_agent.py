"""What one agent prepares and another releases: who prepared an act, and whether the law lets this agent release it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guichet.engine.refusals import NotAllowedNow
from guichet.engine.words import Command, Entry
from guichet.law.rules import Act


def released(act: Act, command: Command, entries: Sequence[Entry]) -> Command:
    """The command with the number of the entry by which a colleague prepared it, if one did.

    Raises NotAllowedNow where the law asks for two agents and nobody prepared it, or the same person did.
    """
    if not act.second_agent:
        return command
    found = _prepared(act, command, entries)
    by_another = found is not None and found.by.person != command.by.person
    if act.second_agent == "required" and not by_another:
        raise NotAllowedNow("another_agent_releases" if found else "second_agent_needed", {"act": act.name})
    return replace(command, data={**command.data, "prepared": found.number}) if found and by_another else command


def _prepared(act: Act, command: Command, entries: Sequence[Entry]) -> Entry | None:
    """The newest preparation of this act at this desk that was not released yet."""
    spent = {entry.data.get("prepared") for entry in entries}
    mine = (one for one in reversed(entries) if (one.by.role, one.by.body) == (command.by.role, command.by.body))
    return next((one for one in mine if one.data.get("prepares") == act.name and one.number not in spent), None)
