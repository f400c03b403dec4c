"""What a role may apply for on a day, and the drafts that somebody has begun."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from guichet.desk import paper
from guichet.desk.submission import form_rules
from guichet.intake import store as intake
from guichet.law.bundles import read_law
from guichet.law.rules import Rules
from guichet.people import store as people
from guichet.people.store import Viewer


def drafts_of(viewer: Viewer, on: date) -> list[dict[str, object]]:
    """What the viewer has begun or is asked to complete: the draft, the worker as far as known, and what it is for; few questions for any number."""
    begun = intake.drafts(viewer)
    workers = people.names_of({one.worker for one in begun})
    return [{"draft": one, "worker": workers.get(one.worker, ""), "title": form_rules(one.procedure, on).title} for one in begun]


def procedures(role: str, on: date) -> list[Rules]:
    """What this role may apply for on a day."""
    return read_law(settings.LAW_FOLDER).of_all(on, role) if role else []


def procedures_on_paper(role: str, on: date) -> list[Rules]:
    """The applications that this role may enter for somebody who sent them on paper."""
    return [rules for rules in read_law(settings.LAW_FOLDER).of_all(on) if paper.act_of(rules, role)]
