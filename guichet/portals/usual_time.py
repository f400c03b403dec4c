"""How long files like this one took lately: one sentence for an applicant, and nothing where there are too few of them."""

from __future__ import annotations

from datetime import timedelta

from guichet.casefile.figures import Pace, usual
from guichet.casefile.views import CaseView
from guichet.portals.shared_answers import Shared
from guichet.portals.speech import Speech

DAYS, HOURS = 90, 24  # of the period looked at; of a day
_usual: Shared[Pace] = Shared(usual)
_OVER = frozenset({"granted", "refused", "declared_inadmissible", "withdrawn"})


def usual_sentence(case: CaseView, spoken: Speech) -> str:
    """From filing to the decision, for the region that has the file; "" once it is decided, or with too few like files."""
    if any(line.kind in _OVER and not line.undone_by for line in case.history):
        return ""
    found = _usual("decision", f"authority:{case.rules.region}", case.day - timedelta(days=DAYS), case.day)
    if found.half is None or found.most is None:
        return ""
    half, most = (spoken.say_number("{n} day", "{n} days", n=max(1, round(hours / HOURS))) for hours in (found.half, found.most))
    return spoken.say(
        "In this region half of the files were decided within {half} of filing, 80 of 100 within {most}: "
        "about {files} files of the last 90 days, counted on {day}.",
        half=half,
        most=most,
        files=found.files,
        day=case.day,
    )
