"""The law book beside its procedures: what needs no file, which permit the answers lead to, and which region is competent by which rule."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.desk.law_of import the_law
from guichet.portals.footnotes import Footnotes
from guichet.portals.frame import page
from guichet.portals.which_law import cited_in, information_on, which_on
from guichet.site import clock


@require_safe
def information(request: HttpRequest) -> HttpResponse:
    """Every entry in force today, and the two ordered tables with their sources and doubts."""
    on, law = clock.today(), the_law()
    rules = law.folder.shared["competence"]["rules"]
    values = {
        "footnotes": Footnotes(), "information": information_on(settings.LAW_FOLDER, on), "leads": which_on(settings.LAW_FOLDER, on).leads,
        "names": cited_in(settings.LAW_FOLDER), "titles": {name: _title(name) for name in law.procedures()},
        "competence": [{**one, "source": _listed(one.get("source", ()))} for one in rules],
    }  # fmt: skip
    return page(request, "law_information.html", values)


def _title(procedure: str) -> object:
    """What the trunk calls it, in force today or not."""
    return the_law().folder.trunks[procedure].get("title")


def _listed(source: object) -> tuple[str, ...]:
    return (source,) if isinstance(source, str) else tuple(source)
