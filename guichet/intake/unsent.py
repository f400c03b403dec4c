"""What somebody had typed and not sent, when their session ended or because they saved it: sealed for that person and that page, for a week."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from guichet.intake.models import Unsent
from guichet.vault import codes

KEPT = timedelta(days=7)
MOST = 10  # pages of one person; the oldest goes first
Typed = Mapping[str, list[str]]


def keep(whose: str, page: str, typed: Typed, at: datetime) -> None:
    """Keep what `whose` (person, role and body in one text) had typed on a page (its address); what was kept for it before goes."""
    row = {"whose": codes.blinded(whose), "page": codes.blinded(page)}
    sealed = codes.sealed(_use(whose, page), json.dumps(dict(typed)))
    Unsent.objects.update_or_create(**row, defaults={"typed": sealed, "kept_at": at})
    kept = Unsent.objects.filter(whose=row["whose"]).order_by("-kept_at", "-id").values_list("id", flat=True)
    Unsent.objects.filter(id__in=list(kept)[MOST:]).delete()


def find(whose: str, page: str, at: datetime) -> dict[str, list[str]]:
    """What was kept for this person on this page, by input; empty for everybody else and after a week."""
    row = Unsent.objects.filter(whose=codes.blinded(whose), page=codes.blinded(page), kept_at__gt=at - KEPT).first()
    text = codes.unsealed(_use(whose, page), row.typed) if row else ""
    return json.loads(text) if text else {}


def forget(whose: str, page: str) -> None:
    """It was sent after all."""
    Unsent.objects.filter(whose=codes.blinded(whose), page=codes.blinded(page)).delete()


def sweep(at: datetime) -> int:
    """Destroy what nobody came back for; return how many."""
    return Unsent.objects.filter(kept_at__lte=at - KEPT).delete()[0]


def _use(whose: str, page: str) -> str:
    return f"unsent {whose} {page}"
