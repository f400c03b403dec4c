"""From a draft to the command that files it; what an authority is asked besides the form when the application came on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import HttpRequest

from guichet.casefile.views import ActView
from guichet.desk import paper
from guichet.desk.handle import SUBMIT
from guichet.engine.words import Actor, Command
from guichet.intake.store import Draft
from guichet.law.rules import Field
from guichet.portals.answers import Answers, Mistake
from guichet.portals.commands import ON_FIELD, act_fields
from guichet.portals.draft_law import DraftLaw
from guichet.portals.forms import Ground
from guichet.portals.frame import speech_of
from guichet.portals.kept_draft import submission_data
from guichet.portals.speech import in_four
from guichet.site import clock

RECEIVED = in_four("Day on which the application was received")


def questions(law: DraftLaw) -> tuple[Field, ...]:
    """What is asked besides the form when it is filed: for one that came on paper, what its act asks, and the day of receipt with the reason."""
    act = paper.act_of(law.rules, law.viewer_role) if law.on_paper else None
    if act is None:
        return ()
    fields = act_fields(ActView(act.name, act.title, act.hint, act.asks, by_role=law.viewer_role, earlier_day=act.earlier_day))
    return tuple(replace(one, title=RECEIVED, required=True, at_most="today") if one.name == ON_FIELD else one for one in fields)


def ground(request: HttpRequest, law: DraftLaw) -> Ground:
    """What these questions stand on: they have titles of their own."""
    own = {("field", one.name): one.title for one in questions(law)}
    return Ground(law.rules, replace(law.names, titles={**law.names.titles, **own}), clock.today(), speech_of(request))


def missing_scan(law: DraftLaw) -> list[Mistake]:
    """What the authority itself gives is the paper: without it nobody could prove what was asked."""
    own = [one.name for one in law.mine if one.given_by == law.viewer_role] if law.on_paper else []
    return [Mistake(name, "scan_needed", {"field": name}, "") for name in own if not law.came(name)]


def filing(identity: UUID, draft: Draft, law: DraftLaw, by: Actor, answers: Answers) -> Command:
    """The command that files a draft; one that came on paper is filed on the day it was received."""
    act = paper.act_of(law.rules, law.viewer_role) if law.on_paper else None
    more = {name: value for name, value in answers.values.items() if name != ON_FIELD and value is not None}
    on = answers.values.get(ON_FIELD)
    kind, day = (act.name, date.fromisoformat(str(on))) if act else (SUBMIT, clock.today())
    return Command(identity, draft.id, 0, kind, by, day, clock.now(), {**more, **submission_data(draft, law)})
