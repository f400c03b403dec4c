"""The page of a file for an agent: who it is, what the checks say, answers beside documents, messages, notes, other files."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from guichet.casefile.desk_view import DeskView, desk_view
from guichet.casefile.views import CaseView, FileView, Words
from guichet.desk.assigning import act_of
from guichet.people.colleagues import Colleague, colleagues
from guichet.people.store import Viewer
from guichet.portals.before_it_leaves import leaves_at, undoable
from guichet.portals.compared_pay import needed_text
from guichet.portals.frame import speech_of
from guichet.portals.identity import uuid7
from guichet.portals.messages import notes_of, threads_of
from guichet.portals.preparing import prepared_of
from guichet.portals.set_aside import set_aside, signed
from guichet.portals.strict import asked
from guichet.portals.visitor import visitor
from guichet.site import clock

TOLD = 6  # lines of the history that are shown at once


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file that can be read in the page, under the piece of evidence that it was given for."""

    title: Words
    file: FileView


def desk_parts(request: HttpRequest, case: CaseView) -> dict[str, object] | None:
    """What the page of an agent shows beside the file; None for a viewer whose desk decides nothing."""
    viewer = visitor(request)
    if not any(track.decided_by == viewer.role for track in case.rules.tracks.values()):
        return None
    beside = desk_view(case, viewer)
    if beside is None:
        return None
    sheets, chosen = sheets_of(case), asked(request, ("document",)).get("document", "")
    threads, spoken, last = threads_of(case), speech_of(request), undoable(case, clock.now())
    notes = notes_of(case)
    put = set_aside(case, notes)
    team = colleagues(viewer.role, viewer.body, clock.today()) if put or (beside.person and beside.person != viewer.person) else []
    judged = [one for one in beside.checks if one.check.name not in put]
    return {
        "beside": beside, "sheets": sheets, "sheet": next((one for one in sheets if one.file.id == chosen), sheets[0] if sheets else None),
        "assigns": act_of(case.rules, viewer.role) is not None,
        "threads": threads, "notes": notes, "agent": _agent(beside, viewer, team), "aside": signed(put, team),
        "command": uuid7(clock.now()), "told": TOLD,
        "verdict_text": lambda verdict: needed_text(verdict, spoken),
        "counts": {answer: sum(one.answer == answer for one in judged) for answer in ("yes", "no", "unknown")},
        "prepared": prepared_of(case, viewer),
        "last_act": last, "leaves_at": spoken.time(leaves_at(last)) if last else "", "undone": bool(request.GET.get("undone")),
        "unanswered": [one for one in threads if one.late and one.asked.mine],
        "mine_open": [one for one in threads if one.open_for == viewer.role],
    }  # fmt: skip


def sheets_of(case: CaseView) -> list[Sheet]:
    """Every file of the evidence that the viewer may open, in the order of the law."""
    return [Sheet(piece.title, file) for piece in case.evidence for file in piece.files if not file.held]


def _agent(beside: DeskView, viewer: Viewer, team: list[Colleague]) -> dict[str, object]:
    """Who has the file in hand; a colleague is asked for by name only where it is not the viewer."""
    return {"me": beside.person == viewer.person, "one": next((one for one in team if one.ref == beside.person), None)}
