"""From the public answers to an application: the draft begins with what was answered, so that it is not asked again."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from guichet.desk.submission import read
from guichet.intake import store as intake
from guichet.intake.store import Draft, Origin
from guichet.law.rules import Rules
from guichet.people.store import Viewer
from guichet.portals.begun_with import begin_known
from guichet.portals.draft_law import law_of_draft
from guichet.portals.identity import as_uuid
from guichet.portals.jinja import address
from guichet.portals.kept_draft import keep_answers
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.portals.which_answer import Found, found_by
from guichet.portals.which_law import forget, given_by
from guichet.site import clock


@require_POST
@signed_in
def begin(request: HttpRequest) -> HttpResponse:
    """Begins the application that the answers lead to; whoever is not its applicant goes back to the answer, which says who is."""
    form = posted(request, ("procedure",))
    viewer, identity = visitor(request), as_uuid(form.get("command", ""))
    given = given_by(request, clock.today())
    found = found_by(given, clock.today(), form.get("procedure", "")) if not given.open_page() else None
    if identity is None:
        raise BadRequest("The form has no identity.")
    if found is None or found.rules is None or viewer.role != found.rules.applicant:
        return HttpResponseRedirect(address("which-answer"))
    draft = intake.start(viewer, found.rules.procedure, found.rules.application, clock.now(), identity)
    if not draft.answers_ref:  # sent twice, it is the same draft, and what was written since stays
        _fill(draft, viewer, found)
        begin_known(intake.open_draft(draft.id, viewer), viewer, clock.today(), clock.now())
    return forget(HttpResponseRedirect(address("draft", draft.id)))


def _fill(draft: Draft, viewer: Viewer, found: Found) -> None:
    law = law_of_draft(draft, viewer, found.on)
    answers = _answers(found, law.rules)
    kept = law.with_answers(answers)
    keep_answers(draft, viewer, kept, clock.now())
    intake.note_origins(draft.id, {name: Origin("which", found.on) for name in answers if name in kept.answers})


def _answers(found: Found, rules: Rules) -> dict[str, object]:
    """The questions of the form that the public answers answer, as far as the form would take them."""
    told = {one.name: found.facts[one.fact] for one in rules.fields.values() if one.fact in found.facts and not one.derive and not one.personal}
    return {name: value for name, value in read(rules, told, found.on)[0].items() if name in told}
