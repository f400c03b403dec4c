"""When a question is opened: at once, or by the yes of the questions before it; and whether the file asks it at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guichet.engine.case import Case

SAID_YES = ("yes", "silent")  # by a decision, or because nobody decided in time
LEFT_OUT = "none"  # the law does not ask this question of this file
SETTLED = (*SAID_YES, LEFT_OUT)
WAITING = "waiting"  # for the yes of the questions before it
OPENS = frozenset({"application_submitted", "track_decided", "appeal_decided"})  # after these a question may be opened


def opened(case: Case, on: date) -> None:
    """Opens every question whose turn has come, in the order of the law; one that is not asked lets the next through."""
    for name, rule in case.rules.tracks.items():
        track = case.tracks[name]
        if track.opened_on or track.outcome not in ("open", WAITING) or any(case.tracks[one].outcome not in SETTLED for one in rule.after):
            continue
        track.opened_on = on
        asked = rule.when is None or rule.when.holds(case.fact)
        track.outcome, track.on = ("open", None) if asked else (LEFT_OUT, on)


def closed(case: Case, name: str, withdrawn: bool) -> bool:
    """Does the end of the file close this question? One that goes on after a refusal stays, unless nothing can open it any more."""
    rule = case.rules.tracks[name]
    if withdrawn or rule.after_a_refusal == "stop":
        return True
    return case.tracks[name].outcome == WAITING and any(case.tracks[one].outcome in ("no", "closed") for one in rule.after)


def all_yes(case: Case) -> bool:
    """Is every question of the file answered with yes?"""
    outcomes = [track.outcome for track in case.tracks.values()]
    return all(one in SETTLED for one in outcomes) and any(one in SAID_YES for one in outcomes)


def woken(case: Case) -> None:
    """After a refusal was undone: what it had closed is asked again, or waits for its turn again."""
    for name, track in case.tracks.items():
        if track.outcome == "closed":
            track.outcome, track.on, track.opened_on = WAITING if case.rules.tracks[name].after else "open", None, None


def fell_silent(case: Case) -> bool:
    """Was one of the answers that of nobody?"""
    return any(track.outcome == "silent" for track in case.tracks.values())
