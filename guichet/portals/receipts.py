"""The receipt of an application: its number, its fingerprint and how to check it, what happens next and when; good to keep and to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile.views import CaseView
from guichet.desk.first_entry import first_entry
from guichet.desk.first_entry import verifier as verifier_text
from guichet.portals.frame import page
from guichet.portals.law_names import names_of
from guichet.portals.opened import case_or_404, tools
from guichet.portals.visitor import signed_in, visitor

VERIFIER = "stand_alone_verifier.py"


@require_safe
@signed_in
def receipt_page(request: HttpRequest, number: str) -> HttpResponse:
    """Right after filing, and at any time later under the same address."""
    case = case_or_404(request, number)
    limits = [one for one in case.limits if one.state in ("running", "paused")]
    running = sorted(limits, key=lambda one: (one.state != "paused", one.due_on or case.day))
    found = first_entry(case.case) if _may_prove(request, case) else None
    values = {"case": case, "names": names_of(case.rules), "running": running, "digest": found.digest if found else "", "verifier": VERIFIER}
    return page(request, "receipt.html", {**tools(request), **values})


@require_safe
@signed_in
def entry(request: HttpRequest, number: str) -> HttpResponse:
    """The first entry of the journal as a file, for whoever applied; 404 for everybody else."""
    case = case_or_404(request, number)
    found = first_entry(case.case) if _may_prove(request, case) else None
    if found is None:
        raise Http404
    return _file(found.export, f"guichet-{case.number}.jsonl", "application/x-ndjson")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that checks entries of the journal: one file for anybody, it knows nothing of us."""
    return _file(verifier_text(), VERIFIER, "text/x-python; charset=utf-8")


def _may_prove(request: HttpRequest, case: CaseView) -> bool:
    return visitor(request).role == case.rules.applicant


def _file(text: str, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, content_type=kind, headers=headers)
