"""Versions of the answers of a file: what changed since it was filed, and what differs from another file that the viewer may open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile.views import AnswerView, CaseView
from guichet.portals.frame import page
from guichet.portals.opened import case_or_404, tools
from guichet.portals.strict import asked
from guichet.portals.visitor import signed_in


@require_safe
@signed_in
def differences_page(request: HttpRequest, number: str) -> HttpResponse:
    """The changes of one file; with `with`, also what it answers otherwise than that other file."""
    case, wanted = case_or_404(request, number), asked(request, ("with",)).get("with", "")
    other = case_or_404(request, wanted) if wanted else None
    rows, same = between(other, case) if other else ([], 0)
    return page(request, "differences.html", {**tools(request), "case": case, "other": other, "rows": rows, "same": same})


def between(before: CaseView, after: CaseView) -> tuple[list[dict[str, object]], int]:
    """The questions answered otherwise in two files, in the order of the form, and how many are answered the same."""
    old, new = ({one.name: one for one in case.answers} for case in (before, after))
    names = list(dict.fromkeys([*new, *old]))
    rows = [_row(old.get(name), new.get(name)) for name in names]
    apart = [row for row in rows if row["before"] != row["after"]]
    return apart, len(rows) - len(apart)


def _row(old: AnswerView | None, new: AnswerView | None) -> dict[str, object]:
    one = new or old
    before, after = (side.value if side else None for side in (old, new))
    return {"title": one.title, "type": one.type, "by": "", "before": before, "after": after}
