"""What a page needs of one case: stretches computed ahead, each with its reasons; plain values that go to JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Why(NamedTuple):
    """One line of an explanation: a name of the catalogue and its values, the articles, the doubt that touches it."""

    name: str
    values: Mapping[str, object]
    source: tuple[str, ...] = ()
    doubt: str = ""


class Stretch(NamedTuple):
    """From one day to another (both included; None: open) something holds.

    kind/name and value:
      phase ""          {"phase": "completeness", "ended": false}
      holder <role>     {"state": "now" | "waits" | "done" | "next", "since": ISO day, "waits_for": role or ""}
      limit <name#n>    {"limit": name, "state": "running" | "paused" | "passed" | "ended", "due_on", "safe_on" (last safe working day
                        of an authority), "paused_since", "days_left" (only when paused), "started_on", "responsible": role}
      right "stay"/"work"  {"answer": "yes" | "no" | "unknown", "row": name of the rights row, "until": ISO day or null, "document": name or ""}
      may ""            {"acts": {role: [names of acts]}}
      document <name#n> {"document": name, "state": "valid" | "ended", "valid_from", "valid_until", "safe_until"}
    """

    kind: str
    name: str
    from_on: date
    to_on: date | None
    value: Mapping[str, object]
    why: tuple[Why, ...] = ()


class Picture(NamedTuple):
    """The whole file as known at its last entry."""

    stretches: tuple[Stretch, ...]
    next_change_on: date | None  # the next day on which the clock must write something; None: never
    facts: Mapping[str, object]
    # name -> {"needed": bool, "state": "missing" | "requested" | "received", "received_on", "late", "files": [ref]}
    evidence: Mapping[str, Mapping[str, object]]
    bodies: Mapping[str, str]  # role -> body code, for every role that this file concerns
    persons: Mapping[str, str]  # "worker" -> reference into people
    seen_by: tuple[str, ...]  # the roles that may see the file by now
    last: int  # number of the last entry
