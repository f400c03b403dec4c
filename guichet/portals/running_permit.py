"""The permit that can be renewed: what the page of its file offers, the draft that begins with it, and one whose number was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guichet.casefile.life_views import GapView
from guichet.casefile.standing import gaps
from guichet.casefile.views import CaseView
from guichet.desk import renewals
from guichet.desk.law_of import the_law
from guichet.engine.checks import Verdict, verdicts
from guichet.engine.foreseen import gaps_if_filed, serves_again
from guichet.engine.refusals import NotAllowedNow, Refusal
from guichet.intake import renewals as drafts
from guichet.intake.store import Draft
from guichet.law.rules import Evidence, Field, Rules
from guichet.people.store import Viewer
from guichet.portals.answers import Mistake
from guichet.portals.draft_law import DraftLaw

FILED = ("facts_changed", "renewal_filed")  # what ends the limits that remind of a renewal


@dataclass(frozen=True, slots=True)
class Offer:
    """What the applicant is told before a renewal begins; `refused` is why it cannot begin now."""

    rules: Rules
    until: date  # the last day of the card
    file_by: date | None  # the last safe day to file
    begun: Draft | None
    refused: NotAllowedNow | None
    concerns: tuple[Verdict, ...]  # what the law warns of, if it is filed today
    gaps: tuple[GapView, ...]
    known: Mapping[str, date]
    taken: tuple[Evidence, ...]  # papers that need not be given again, as far as is known now


def renewal_rules(rules: Rules, on: date) -> Rules | None:
    """The law of a renewal of a permit of this law, as it stands today; None if there is none."""
    procedure = the_law().named(rules.procedure, "renewal")
    found = the_law().rules(procedure, rules.region, on)
    return found if found.application == "renewal" else None


def days_known(case: CaseView, rules: Rules) -> dict[str, date]:
    """The days that the file knows of the running permit, by question of the renewal; empty when one that is needed is missing."""
    found = {}
    for field in rules.fields.values():
        first = next((case.days[name] for name in field.known_from if name in case.days), None)
        if first:
            found[field.name] = first
        elif field.known_from and field.required:
            return {}
    return found


def file_by(case: CaseView) -> date | None:
    """The last safe day to file a renewal: the last working day of the time limit that ends by filing it."""
    ends = {name for name, limit in case.rules.time_limits.items() if any((p.word, p.subject) == FILED for p in limit.ends)}
    limit = next((one for one in case.limits if one.name in ends), None)
    return (limit.safe_on or limit.due_on) if limit else None


@dataclass(frozen=True, slots=True)
class Ending:
    """What the worker is told of a permit that nobody has asked to renew: the last day of the card, and the last safe day to file."""

    until: date
    file_by: date | None


def ending(case: CaseView, viewer: Viewer, on: date) -> Ending | None:
    """For the worker who cannot file it; None for others, without a card, and once a renewal was filed."""
    rules = renewal_rules(case.rules, on)
    known = days_known(case, rules) if rules and viewer.role == "worker" != rules.applicant else {}
    if not known or any(not one.earlier for one in case.linked):
        return None
    return Ending(_until(known, rules), file_by(case))


def offer(case: CaseView, viewer: Viewer, on: date) -> Offer | None:
    """What the applicant may do about the permit of a file; None for others, and where there is no card to renew or it is renewed already."""
    rules = renewal_rules(case.rules, on)
    known = days_known(case, rules) if rules and viewer.role == rules.applicant else {}
    if not known:
        return None
    if _refused(lambda: _found(case, rules, viewer, on)):
        return None  # the sentence over the file, or the line about the other file, says it
    facts = {rules.fields[name].fact: day.isoformat() for name, day in known.items()}
    judged = [one for one in verdicts(rules, facts, on, on) if one.answer == "no"]
    return Offer(
        rules, _until(known, rules), file_by(case), drafts.begun(viewer, case.case), _refused(lambda: renewals.check_in_time(rules, facts, on)),
        tuple(judged), gaps(gaps_if_filed(rules, facts, on), rules), known, _serving(case, rules, on),
    )  # fmt: skip


def begin(case: CaseView, viewer: Viewer, on: date, at: datetime, id: UUID) -> Draft:
    """The draft that renews the permit of a file: the one begun already, or a new one. Raises a Refusal."""
    rules = renewal_rules(case.rules, on)
    if rules is None:
        raise NotAllowedNow("no_permit_yet", {})
    found = _found(case, rules, viewer, on)
    known = found.known(rules, on)
    renewals.check_in_time(rules, {field.fact: known[name] for name, field in rules.fields.items() if field.known_from and name in known}, on)
    return drafts.begin(viewer, rules.procedure, rules.application, _taken(found, rules, viewer, on), at, id)


def joined(draft: Draft, viewer: Viewer, law: DraftLaw, at: datetime) -> Draft | Mistake | None:
    """Joins a draft to the permit whose number was typed in it; or why that cannot be, beside the question. None where no number was typed."""
    field = renewals.number_field(law.rules)
    if draft.renews or field is None or field not in law.open_fields(field.section) or not law.answers.get(field.name):
        return None
    try:
        found = renewals.running(str(law.answers[field.name]), law.rules, viewer.actor, field.name)
        renewals.check_renewable(found, law.rules, law.on)
        return drafts.join(draft, viewer, _taken(found, law.rules, viewer, law.on), at)
    except Refusal as refusal:
        return _mistake(field, refusal)


def _found(case: CaseView, rules: Rules, viewer: Viewer, on: date) -> renewals.Running:
    found = renewals.running(case.number, rules, viewer.actor)
    renewals.check_renewable(found, rules, on)
    return found


def _taken(found: renewals.Running, rules: Rules, viewer: Viewer, on: date) -> drafts.Taken:
    pieces, filed_on = found.pieces(rules, viewer.role), found.entries[0].on
    return drafts.Taken(found.id, found.worker, found.answers(rules, on), pieces, found.known(rules, on), filed_on)


def _until(known: Mapping[str, date], rules: Rules) -> date:
    """The last day of the card: the first day that the law says is known from the file before."""
    return next(known[name] for name in rules.fields if name in known)


def _mistake(field: Field, refusal: Refusal) -> Mistake:
    return Mistake(field.name, refusal.name, {**refusal.values, "field": field.name}, field.name)


def _refused(asked: Callable[[], object]) -> NotAllowedNow | None:
    try:
        asked()
    except NotAllowedNow as refusal:
        return refusal
    return None


def _serving(case: CaseView, rules: Rules, on: date) -> tuple[Evidence, ...]:
    """The papers of the file that serve, as long as the new period is not said."""
    came = {piece.name: piece.received_on for piece in case.evidence if piece.received_on and not piece.secret}
    return tuple(piece for name, piece in rules.evidence.items() if name in came and serves_again(piece, came[name], rules, {}, on))
