"""What a new application begins with, so that nobody is asked twice: what the sign-in knows of the applicant, and their last application."""

from __future__ import annotations

from datetime import date, datetime

from guichet.desk.submission import read
from guichet.intake import copies
from guichet.intake import store as intake
from guichet.intake.store import Draft, Origin
from guichet.law.form_tables import REGISTERED
from guichet.law.rules import Rules
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.portals.draft_law import law_of_draft
from guichet.portals.kept_draft import keep_answers

LOOKED_AT = 3  # earlier applications, for one that was not erased
Known = dict[str, tuple[object, Origin]]


def begin_known(draft: Draft, viewer: Viewer, on: date, at: datetime) -> None:
    """Fills a draft that was just begun with what is known; what stands in it already stays."""
    law = law_of_draft(draft, viewer, on)
    if law.role != viewer.role or law.rules.applicant != viewer.role:
        return
    known = {**_remembered(law.rules, viewer), **_registered(law.rules, viewer, on)}
    told = {name: value for name, (value, _) in known.items() if name not in law.answers}
    answers = {name: value for name, value in read(law.rules, told, on)[0].items() if name in told}
    if answers:
        keep_answers(draft, viewer, law.with_answers(answers), at)
        intake.note_origins(draft.id, {name: known[name][1] for name in answers})


def _registered(rules: Rules, viewer: Viewer, on: date) -> Known:
    asked = [one for one in rules.fields.values() if one.from_register]
    known = _known(viewer) if asked else {}
    return {one.name: (known[one.from_register], Origin("register", on)) for one in asked if known[one.from_register]}


def _known(viewer: Viewer) -> dict[str, str]:
    """By what the law calls it: of a body its name and number; of whoever applies for themselves their own names and address."""
    if viewer.body:
        of_body = {"name": people.body_name(viewer.body, viewer.language), "enterprise_number": people.enterprise_number(viewer.body)}
        return {**dict.fromkeys(REGISTERED, ""), **of_body}
    card = people.person_card(viewer.person)
    own = {"family_name": card.latin_family, "given_names": card.latin_given, "email": card.email} if card else {}
    return {**dict.fromkeys(REGISTERED, ""), "name": viewer.name, **own}


def _remembered(rules: Rules, viewer: Viewer) -> Known:
    asked = [one.name for one in rules.fields.values() if one.remembered]
    before = next((one for one in copies.earlier(viewer, LOOKED_AT) if not copies.is_erased(one)), None) if asked else None
    answers = intake.contents(before).answers if before else {}
    return {name: (answers[name], Origin("earlier", before.updated_on, before.number)) for name in asked if answers.get(name) not in (None, "")}
