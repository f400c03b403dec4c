"""Who holds the file, and who waits for whom since when."""

from __future__ import annotations

from datetime import date

from guichet.engine.case import Case
from guichet.engine.counting import ONE
from guichet.engine.facts import iso
from guichet.engine.opinions import waited_for
from guichet.engine.tracks import LEFT_OUT, WAITING


def holders(case: Case, day: date) -> dict[str, dict[str, object]]:
    """For each role: "now" holds the file, "waits" for another role, "done" has decided; since when."""
    phase = case.rules.phases[case.phase]
    since = iso(case.phase_since) if case.phase_since else None
    found: dict[str, dict[str, object]] = {}
    if phase.held_by == ("open_tracks",):
        found.update(_deciding(case, since))
    elif not phase.ended:
        found.update({role: _line("now", since) for role in phase.held_by})
        if phase.waits_for:
            asker = next((r.by for r in case.open_requests()), "")
            found.update({asker: _line("waits", since, phase.waits_for)} if asker else {})
    for request in case.open_requests():
        last_on = case.last_day_of(request)
        if day > last_on:  # nobody waits any longer: the authority decides with what it has
            if phase.held_by != ("open_tracks",):
                found = {request.by: _line("now", iso(last_on + ONE))}
            continue
        pieces = [case.rules.evidence[name] for name in request.outstanding if name in case.rules.evidence]  # another region may not ask it
        givers = sorted({piece.given_by for piece in pieces}) or [case.rules.applicant]
        asked_on = iso(request.asked_on)
        found.update({role: _line("now", asked_on) for role in givers})
        found[request.by] = _line("waits", asked_on, givers[0])
    return found if phase.ended else found | _advising(case, day)


def _advising(case: Case, day: date) -> dict[str, dict[str, object]]:
    """Whose opinion is waited for, and by whom; once the time for it is over nobody waits, though it may still come."""
    found = {}
    for opinion in waited_for(case):
        if day <= case.last_day_of(opinion):
            asked_on = iso(opinion.asked_on)
            found |= {opinion.role: _line("now", asked_on), opinion.by: _line("waits", asked_on, opinion.role)}
    return found


def ends_of_requests(case: Case) -> list[date]:
    """The last days on which what was asked, evidence or an opinion, may still come."""
    return [case.last_day_of(request) for request in (*case.open_requests(), *waited_for(case))]


def _deciding(case: Case, since: str | None) -> dict[str, dict[str, object]]:
    found = {}
    for name, track in case.rules.tracks.items():
        state = case.tracks[name]
        if state.outcome == LEFT_OUT or found.get(track.decided_by, {}).get("state") == "now":
            continue  # one authority may decide several questions: what it has to do now is told
        if state.outcome == "open":
            found[track.decided_by] = _line("now", iso(state.opened_on) if state.opened_on else since)
        elif state.outcome == WAITING:
            found[track.decided_by] = _line("next", None)
        else:
            found[track.decided_by] = _line("done", iso(state.on) if state.on else since) | {"outcome": state.outcome}
    return found


def _line(state: str, since: str | None, waits_for: str = "") -> dict[str, object]:
    return {"state": state, "since": since, "waits_for": waits_for}
