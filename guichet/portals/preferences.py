"""How you hear from us: an e-mail each time, one a day, or none. What the law sends is not a matter of choice, and the page says so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.law.form import Field, Option
from guichet.people import news
from guichet.portals.answers import names_in_form
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.jinja import address
from guichet.portals.law_names import LawNames
from guichet.portals.speech import in_four
from guichet.portals.strict import asked, posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

FIELD = Field(
    "news", "choice", in_four("When there is news in a file"),
    options=(
        Option("each", in_four("One e-mail each time")),
        Option("daily", in_four("At most one e-mail a day")),
        Option("none", in_four("No e-mail; I look here myself")),
    ),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def preferences(request: HttpRequest) -> HttpResponse:
    """Show what this person chose; a POST chooses anew."""
    viewer = visitor(request)
    ground = Ground(None, LawNames({("field", FIELD.name): FIELD.title}), clock.today(), speech_of(request))
    if request.method != "POST":
        shown = form([FIELD], {FIELD.name: news.way_of(viewer.person, viewer.role)}, [], ground)
        return page(request, "preferences.html", {"form": shown, "done": asked(request, ("done",)).get("done") == "1"})
    typed = posted(request, names_in_form([FIELD]))
    answers = read_form([FIELD], typed, ground)
    if answers.mistakes:
        return page(request, "preferences.html", {"form": form([FIELD], typed, answers.mistakes, ground), "done": False}, status=422)
    news.choose(viewer.person, str(answers.values[FIELD.name]))
    return HttpResponseRedirect(f"{address('preferences')}?done=1")
