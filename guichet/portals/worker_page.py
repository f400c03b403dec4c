"""What only the worker's page of a file tells: whether the employer did what was promised, and what each letter means."""

from __future__ import annotations

from django.http import HttpRequest

from guichet.casefile import reading
from guichet.casefile.views import CaseView
from guichet.portals.visitor import visitor


def worker_parts(request: HttpRequest, case: CaseView) -> dict[str, object]:
    """The promises of the others and the plain words of the letters; nothing of it for anybody else."""
    if visitor(request).role != "worker":
        return {"promises": (), "explained": {}}
    return {"promises": [one for one in reading.promises(case) if one.by != "worker"], "explained": case.rules.explanations}
