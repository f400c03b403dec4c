"""Why something cannot be done: names and values; the pages hold the sentences."""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """The law or the state of the file says no. `name` is a name of the catalogue, `values` fill its sentence."""

    def __init__(self, name: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.values = dict(values or {})


class NotAllowedNow(Refusal):
    """The act exists and the actor may do it, but not now."""


class NotYours(Refusal):
    """The actor has no such act on this file."""


class BadAnswer(Refusal):
    """Something typed will not do; `values["field"]` names the field where there is one."""


class TooOften(Refusal):
    """The actor did this as often as anybody may within a while; `values` say when again."""


class Overtaken(Refusal):
    """The file changed since its sender saw it, in a way that matters to this act."""
