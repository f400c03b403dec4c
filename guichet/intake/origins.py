"""Where answers come from that nobody was asked: by question the source and its day. An answer that is changed loses its origin."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guichet.intake import models


@dataclass(frozen=True, slots=True)
class Origin:
    """`permit`: the file of the running permit; `earlier`: an earlier application of the same applicant; `register`: what the sign-in says of the
    applicant; `which`: the questions about which permit is needed. `number` is that of the file, where there is one."""

    kind: str
    on: date
    number: str = ""


def read_origins(text: str) -> dict[str, Origin]:
    """What a draft holds of it."""
    told = json.loads(text) if text else {}
    return {name: Origin(kind, date.fromisoformat(on), number) for name, (kind, on, number) in told.items()}


def note_origins(draft: UUID, origins: Mapping[str, Origin]) -> None:
    """These answers of a draft were taken over from there; what was noted of others stays."""
    row = models.Draft.objects.filter(pk=draft, number="").first()
    if row and origins:
        models.Draft.objects.filter(pk=draft).update(origins=written({**read_origins(row.origins), **origins}))


def written(origins: Mapping[str, Origin]) -> str:
    """The same as a draft holds it."""
    return json.dumps({name: [one.kind, one.on.isoformat(), one.number] for name, one in sorted(origins.items())})
