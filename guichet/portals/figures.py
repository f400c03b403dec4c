"""The public figures: how long each step takes at each authority, questions, silences, open files; as tables, a plot and a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile.figures import ENOUGH, ROUND, Count, Figures, Pace, figures
from guichet.portals.desk_law import laws_of_today
from guichet.portals.frame import page, speech_of
from guichet.portals.jinja import opening
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.sentences import sentence_of
from guichet.portals.shared_answers import Shared
from guichet.portals.speech import Speech
from guichet.portals.strict import asked
from guichet.site import clock

QUARTER, DAY = 90, 24  # days of the shorter period; hours
STEPS = {
    "completeness": "To check whether a file is complete and admissible",
    "completion": "To complete a file, by the applicant",
    "track": "To decide, once the file is admissible",
    "decision": "From filing to the decision of all",
    "visa": "From the decision to the visa",
    "arrival": "From the visa or entry to the commune",
}
_counted: Shared[Figures] = Shared(figures)
_OUTCOMES = ("granted", "silence", "refused", "declared_inadmissible", "declared_incomplete", "sent_on", "visa_issued", "visa_refused")
_LABEL, _WIDTH, _BAR = 330, 1080, 34  # width of the words, of the plot, height of a line; in units of the drawing


@dataclass(frozen=True, slots=True)
class Line:
    """One pace in the words of a reader."""

    step: str
    who: str
    pace: Pace
    half: str
    most: str
    waited: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the plot: a full bar to the half, a pale one to the most; a title where a new step begins."""

    y: float
    title: str
    who: str
    half: float
    most: float
    text: str


@require_safe
def figures_page(request: HttpRequest) -> HttpResponse:
    """The figures of the last 90 days, or of all days."""
    spoken, found, every = speech_of(request), *_asked_for(request)
    names = _names()
    lines = [_line(pace, names, spoken) for pace in _sorted(found.paces)]
    told, hidden = [line for line in lines if line.half], [line for line in lines if not line.half]
    bars, height = _plot(told)
    plot = {"lines": told, "hidden": hidden, "bars": bars, "height": height, "label": _LABEL}
    counts = {"outcomes": list(_outcomes(found, spoken)), "phases": list(_phases(found, names, spoken)), "enough": ENOUGH, "fives": ROUND}
    questions = None if found.questions is None else spoken.number(Decimal(str(found.questions)))
    return page(request, "figures.html", {"found": found, "every": every, **plot, **counts, "questions": questions})


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table for machines: names of the law and of steps, hours, nothing rounded away but what is held back on the page too."""
    found, _ = _asked_for(request)
    made = io.StringIO()
    out = csv.writer(made)
    out.writerow(["kind", "name", "authority", "first_day", "last_day", "files", "hours_half", "hours_80_of_100", "hours_applicant_awaited"])
    days = [found.first.isoformat(), found.last.isoformat()]
    for pace in _sorted(found.paces):
        out.writerow(["step", pace.step, pace.who, *days, *("" if one is None else one for one in (pace.files, pace.half, pace.most, pace.waited))])
    for kind, counts in (("outcome", found.outcomes), ("open", found.open_by_phase)):
        for one in counts:
            out.writerow([kind, one.name, "", *days, "" if one.number is None else one.number, "", "", ""])
    answer = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="guichet-figures.csv"'
    return answer


def _asked_for(request: HttpRequest) -> tuple[Figures, bool]:
    every, today = asked(request, ("days",)).get("days") == "all", clock.today()
    return _counted(date.min if every else today - timedelta(days=QUARTER), today), every


def _names() -> LawNames:
    """Bodies, roles and phases by their titles, of all procedures together."""
    titles: dict[tuple[str, str], object] = {}
    for rules in laws_of_today():
        titles |= names_of(rules).titles
    return LawNames(titles)


def _sorted(paces: Sequence[Pace]) -> list[Pace]:
    order = list(STEPS)
    return sorted(paces, key=lambda pace: (order.index(pace.step), pace.who))


def _line(pace: Pace, names: LawNames, spoken: Speech) -> Line:
    title = names.title("body", pace.who)
    who = opening(spoken.law(title if title != pace.who else names.title("role", pace.who)))
    half, most, waited = (_time(hours, spoken) for hours in (pace.half, pace.most, pace.waited))
    return Line(spoken.say(STEPS[pace.step]), who, pace, half, most, waited)


def _time(hours: int | None, spoken: Speech) -> str:
    """Hours up to two days, then whole days."""
    if hours is None:
        return ""
    if hours < 2 * DAY:
        return spoken.say_number("{n} hour", "{n} hours", n=hours)
    return spoken.say_number("{n} day", "{n} days", n=round(hours / DAY))


def _plot(lines: Sequence[Line]) -> tuple[list[Bar], float]:
    """Bars on one scale, and the height of the whole."""
    longest = max((line.pace.most or 0 for line in lines), default=0) or 1
    room, y, bars, step = _WIDTH - _LABEL - 170, 8.0, [], ""
    for line in lines:
        title = line.step if line.step != step else ""
        step = line.step
        y += _BAR if title else 0
        half, most = ((hours or 0) / longest * room for hours in (line.pace.half, line.pace.most))
        bars.append(Bar(y, title, line.who, round(max(half, 2), 1), round(max(most, 2), 1), f"{line.half} / {line.most}"))
        y += _BAR
    return bars, y + 8


def _outcomes(found: Figures, spoken: Speech) -> Iterator[tuple[str, Count]]:
    """What happened how often: what is told first, then what is held back or did not happen."""
    counts = {one.name: one for one in found.outcomes}
    for name in sorted(_OUTCOMES, key=lambda name: -(counts[name].number or 0) if name in counts else 0):
        words = (
            spoken.say("Granted because the time had passed in silence")
            if name == "silence"
            else sentence_of(f"event_{name}", {"subject": ""}, spoken, LawNames())
        )
        yield words, counts.get(name, Count(name, 0))


def _phases(found: Figures, names: LawNames, spoken: Speech) -> Iterator[tuple[str, Count]]:
    for one in sorted(found.open_by_phase, key=lambda one: (-(one.number or 0), one.name)):
        yield spoken.law(names.title("phase", one.name)), one
