"""The page of one file: who holds it, what is due and why, what may be done, what happened."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile.views import CaseView
from guichet.portals.case_page import desk_parts
from guichet.portals.corrections import earlier_acts
from guichet.portals.former import former_page
from guichet.portals.frame import page, speech_of
from guichet.portals.invitations import may_invite
from guichet.portals.law_names import names_of
from guichet.portals.messages import threads_of
from guichet.portals.mistaken import may_be_mistaken
from guichet.portals.opened import case_or_404, names_for, numbered, places_in_list, tools
from guichet.portals.presence import others_here
from guichet.portals.running_permit import ending, offer
from guichet.portals.timeline import drawing
from guichet.portals.usual_time import usual_sentence
from guichet.portals.visitor import is_staff, signed_in, visitor
from guichet.portals.worker_page import worker_parts
from guichet.site import clock


@require_safe
@signed_in
def file_page(request: HttpRequest, number: str) -> HttpResponse:
    """The page of one file, for whoever may know that it exists; who held it once keeps what they did."""
    try:
        case = case_or_404(request, number)
    except Http404:
        return former_page(request, number)
    desk = desk_parts(request, case)
    template = "file_agent.html" if desk else "file_desk.html" if is_staff(visitor(request)) else "file_public.html"
    names = names_for(case)
    done = names.titles.get(("act", request.GET.get("done", "")))
    drawn = drawing(case, visitor(request).role, visitor(request).name, places_in_list(case), speech_of(request))
    values = {**tools(request), "case": case, "names": names, "done": done, "drawn": drawn, "earlier": earlier_acts(case, visitor(request).role)}
    values["mistakable"] = may_be_mistaken(case, visitor(request).role)
    values["right_names"] = names_of(case.rights_rules) if case.rights_rules else names
    values["offer"] = offer(case, visitor(request), clock.today()) if case.ended else None
    values["ending"] = ending(case, visitor(request), clock.today()) if case.ended else None
    values["usual"] = "" if is_staff(visitor(request)) else usual_sentence(case, speech_of(request))
    threads = threads_of(case)
    values["may_invite"] = not is_staff(visitor(request)) and may_invite(case.case, visitor(request))
    values |= {"threads": threads, "questions": [one for one in threads if one.open_for == visitor(request).role]}
    values["present"] = others_here(request, case)
    return page(request, template, {**values, **_parts(case), **worker_parts(request, case), **(desk or {})})


def _parts(case: CaseView) -> dict[str, object]:
    """What the template asks of a file, sorted: limits that run first, acts by weight, evidence by part, answers by section."""
    mine = {act.by_role for act in case.acts}
    running = sorted(
        (limit for limit in case.limits if limit.state in ("running", "paused")),
        key=lambda limit: (limit.responsible not in mine, limit.state != "paused", limit.due_on or case.day),
    )
    over = [limit for limit in case.limits if limit.state not in ("running", "paused")]
    sections: dict[str, list[object]] = {}
    for answer in case.answers:
        sections.setdefault(answer.section_title["en"], []).append(answer)
    return {"running": running, "over": over, "sections": list(sections.values()), "history": numbered(case)[::-1], "turn": _turn(case)}


def _turn(case: CaseView) -> Mapping[str, object] | None:
    """The one thing the viewer must do now, with the limit given for it: answer a request, or be heard before something is taken back."""
    for act in case.acts:
        if act.evidence == "open_request":
            limit = next((one for one in case.limits if one.state == "running" and one.responsible == act.by_role), None)
            return {"act": act, "limit": limit, "heard": False}
    for act in case.acts:
        law = case.rules.acts[act.name]
        if law.says == "heard" and law.fixed.get("how") == "answered":
            hearing = case.rules.tracks[str(law.fixed["track"])].hearing
            return {"act": act, "limit": next((one for one in case.limits if one.state == "running" and one.name == hearing), None), "heard": True}
    return None
