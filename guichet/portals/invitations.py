"""Inviting the worker: the applicant sends, sends again or withdraws; the worker comes in with the code of the e-mail and their day of birth."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from guichet.desk import invitations
from guichet.engine.refusals import Refusal
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.law.rules import Field
from guichet.people import store as people
from guichet.people.invitations import invitation_of, withdraw
from guichet.people.store import Viewer
from guichet.portals.answers import Mistake, names_in_form
from guichet.portals.draft_law import law_of_draft
from guichet.portals.errors import error_page
from guichet.portals.forms import Ground, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid
from guichet.portals.jinja import address
from guichet.portals.law_names import LawNames
from guichet.portals.refusals import STATUS, mistakes_of
from guichet.portals.sentences import sentence_of
from guichet.portals.speech import in_four
from guichet.portals.strict import posted
from guichet.portals.throttle import Throttle, source_of
from guichet.portals.visitor import let_in, signed_in, visitor
from guichet.site import clock

DO = ("send", "withdraw")
throttle = Throttle(10, timedelta(minutes=10))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Where the invitation stands; a POST sends it, sends it again or withdraws it."""
    draft = _draft(request, draft_id)
    born = _born(request, draft)
    if request.method != "POST":
        return _show(request, draft, born, "", 200)
    do = posted(request, ("do",)).get("do", "")
    if do not in DO:
        raise BadRequest("An invitation is sent or withdrawn.")
    if not born or not draft.worker:
        return _show(request, draft, born, "invitation_needs_worker", 422)
    try:
        if do == "send":
            invitations.invite(draft.id, draft.worker, draft.body, born, clock.now(), clock.today())
        else:
            withdraw(draft.id, clock.now())
    except Refusal as refusal:
        said = sentence_of(refusal.name, refusal.values, speech_of(request), LawNames())
        return _show(request, draft, born, said, STATUS.get(type(refusal).__name__, 422))
    return HttpResponseRedirect(address("invite", draft.id))


def may_invite(case: UUID, viewer: Viewer) -> bool:
    """May this viewer invite the worker of a file? Only whose form it was: a file that a machine handed in has no invitation."""
    return _found(case, viewer) is not None


@require_http_methods(["GET", "HEAD", "POST"])
def come_in(request: HttpRequest) -> HttpResponse:
    """The worker types the code of the e-mail and the day of birth; with both they are at their own counter."""
    fields = _fields()
    ground = Ground(None, LawNames({("field", one.name): one.title for one in fields}), clock.today(), speech_of(request))
    if request.method != "POST":
        return page(request, "come_in.html", {"form": form(fields, {}, [], ground)})
    who, now = source_of(request), clock.now()
    if throttle.is_over(who, now):
        return error_page(request, 429)
    answers = read_form(fields, posted(request, names_in_form(fields)), ground)
    mistakes: list[Mistake] = list(answers.mistakes)
    person = ""
    if not mistakes:
        try:
            person = invitations.accept(str(answers.values["code"]), str(answers.values["born"]), now, clock.today())
        except Refusal as refusal:
            throttle.wrong(who, now)
            mistakes = mistakes_of(refusal, fields)
    viewer = people.viewer(person, "worker", "", on=clock.today()) if person else None
    if viewer is None:
        return page(request, "come_in.html", {"form": form(fields, answers.typed, mistakes, ground)}, status=422)
    let_in(request, viewer)
    return HttpResponseRedirect(address("files"))


def _draft(request: HttpRequest, draft_id: str) -> Draft:
    """The draft or filed application of the viewer's own body. Raises Http404."""
    identity = as_uuid(draft_id)
    draft = _found(identity, visitor(request)) if identity else None
    if draft is None:
        raise Http404
    return draft


def _found(identity: UUID, viewer: Viewer) -> Draft | None:
    draft = intake.open_draft(identity, viewer) if viewer.role != "worker" else None
    return draft if draft and draft.role == viewer.role else None


def _born(request: HttpRequest, draft: Draft) -> str:
    """The worker's day of birth as it was answered: the field from which the law takes an age; "" while it is not answered."""
    law = law_of_draft(draft, visitor(request), clock.today())
    return next((str(law.answers[one.name]) for one in law.rules.fields.values() if one.derive == "age_on_filing" and law.answers.get(one.name)), "")


def _fields() -> list[Field]:
    return [
        Field(
            "code",
            "code",
            in_four("Code of the invitation"),
            hint=in_four("Twelve letters and digits, in the e-mail that you received"),
            personal=True,
        ),
        Field("born", "day", in_four("Your day of birth"), hint=in_four("For example 27 3 1990"), at_most="today", personal=True),
    ]


def _show(request: HttpRequest, draft: Draft, born: str, wrong: str, status: int) -> HttpResponse:
    spoken, card = speech_of(request), people.person_card(draft.worker) if draft.worker else None
    said = sentence_of(wrong, {}, spoken, LawNames()) if wrong == "invitation_needs_worker" else wrong
    values = {
        "draft": draft, "invitation": invitation_of(draft.id, clock.today()), "ready": bool(born and card), "wrong": said,
        "worker": people.name_of(draft.worker) if draft.worker else "", "email": card.email if card else "",
        "back": address("file", draft.number) if draft.submitted else address("draft", draft.id),
    }  # fmt: skip
    return page(request, "invite.html", values, status=status)
