"""The doors of the registry for pages: one question under a purpose, written down before it is answered; one's own consultations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from guichet.engine.picture import Why
from guichet.engine.refusals import BadAnswer, NotYours
from guichet.law.rules import Right, Rules
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.registry import consultations, permits
from guichet.registry.answers import Answer
from guichet.registry.consultations import Consultation
from guichet.registry.models import LAST
from guichet.registry.pace import check_pace
from guichet.registry.permits import Permit
from guichet.registry.purposes import PURPOSES
from guichet.registry.questions import read_question, read_reference
from guichet.vault import codes

ROLE = "inspector"
LEGAL_ZONE = ZoneInfo("Europe/Brussels")
SHOWN = 20  # of one's own consultations
Found = tuple[str, Permit | None, tuple[Why, ...]]  # the answer, the permit, why


class Governing:
    """The law of a case by its digest, as the room that keeps the bundles answers; handed over by `configure`."""

    rules_of: Callable[[str], Rules]


def configure(rules_of: Callable[[str], Rules]) -> None:
    """Hand over how the law of a case is found by its digest; `site` does so at the start."""
    Governing.rules_of = staticmethod(rules_of)


def consult(viewer: Viewer, purpose: str, reference: str, question: str, day: date, at: datetime) -> Answer:
    """May the worker work on this day? The consultation is written and committed first; if it cannot be, nothing is answered.

    `question` is a case number, or the worker's name with the enterprise number of the employer; `at` is the aware instant of asking.
    Raises NotYours for whoever is no inspector at that instant, BadAnswer, naming the field, for what cannot be read, and TooOften for who asked
    too much within an hour: then nothing was looked up and nothing is written. What the database raises when the consultation
    cannot be written goes on to the caller.
    """
    check_inspector(viewer, at)
    if purpose not in PURPOSES:
        raise BadAnswer("not_a_choice", {"field": "purpose"})
    reference, asked = read_reference(reference), read_question(question)
    check_pace(viewer.actor, at)
    answer, permit, why = _found(permits.asked(asked, day, _rests_before), day)
    blinded = codes.blinded(asked.text)
    case = permit.case if permit else None
    number = consultations.write(Consultation(viewer.actor, at, purpose, reference, blinded, day, case, answer))
    return _told(Answer(answer, day, at, why, number, purpose, reference), permit)


def own_consultations(viewer: Viewer) -> tuple[Consultation, ...]:
    """What this inspector consulted, newest first; raises NotYours for others."""
    if viewer.role != ROLE:
        raise NotYours("not_an_inspector", {})
    return consultations.own(viewer.actor, SHOWN)


def check_inspector(viewer: Viewer, at: datetime) -> None:
    """Raises NotYours for whoever is no inspector at this instant."""
    if viewer.role != ROLE or not people.holds(viewer.actor, at.astimezone(LEGAL_ZONE).date()):
        raise NotYours("not_an_inspector", {})


def _found(fitting: tuple[Permit, ...], day: date) -> Found:
    """Nothing found, or more than one worker: unknown, which is not a no."""
    if not fitting:
        return "unknown", None, (Why("not_in_the_registry", {"on": day.isoformat()}),)
    if len({one.worker for one in fitting}) > 1:
        return "unknown", None, (Why("several_in_the_registry", {}),)
    best = fitting[0]
    line = _line(best)
    return best.answer, best, (Why("right_row", {"row": line.name}, line.source, line.doubt),) if line else ()


def _told(answer: Answer, permit: Permit | None) -> Answer:
    """The answer with what the permit says of the worker; only now does any of it leave the room."""
    if permit is None:
        return answer
    rules, line = Governing.rules_of(permit.law), _line(permit)
    document = rules.documents.get(permit.document)
    return replace(
        answer, case_number=permit.number, worker=permit.worker_name, employer=permit.employer_name, formerly=permit.formerly, until=_until(permit),
        document=document.title if document else None, title=line.title if line else None, rules=rules,
    )  # fmt: skip


def _rests_before(permit: Permit) -> bool:
    """Is it by a document of the file before that the worker may work?"""
    document = Governing.rules_of(permit.law).documents.get(permit.document)
    return document is not None and document.before


def _line(permit: Permit) -> Right | None:
    """The line of the law that gives the answer; None when no line speaks of the day."""
    return next((one for one in Governing.rules_of(permit.law).rights if one.name == permit.row), None)


def _until(permit: Permit) -> date | None:
    """The last day of a yes that has one."""
    last = permit.until or permit.to_on
    return date.fromisoformat(last) if permit.answer == "yes" and last not in ("", LAST) else None
