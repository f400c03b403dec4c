"""One file as every page about it opens it: 404 for whoever may not know of it, and what its templates ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest

from guichet.casefile import reading
from guichet.casefile.views import CaseView, HistoryLine
from guichet.engine.case_number import spaced
from guichet.portals.deadlines import calculation_left, days_left, shade_of, shade_of_due
from guichet.portals.frame import speech_of
from guichet.portals.identity import plain_number
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.phrases import SENTENCES
from guichet.portals.sentences import sentence_of, shown_value
from guichet.portals.speech import Speech
from guichet.portals.visitor import visitor
from guichet.site import clock

_AMOUNT = re.compile(r"[0-9]+\.[0-9]{2}\Z")  # as the journal writes a sum


def case_or_404(request: HttpRequest, number: str) -> CaseView:
    """The file as this viewer may see it today; 404 is the same for what is missing and for what is not theirs."""
    case = reading.open_case(plain_number(number), visitor(request), clock.today())
    if case is None:
        raise Http404
    return case


def names_for(case: CaseView) -> LawNames:
    """The titles of the law of a file, and of what came under an earlier one before the file was sent on."""
    names = names_of(case.rules)
    came = {("evidence", piece.name): piece.title for piece in case.evidence}
    return replace(names, titles={**came, **names.titles})


def places_in_list(case: CaseView) -> dict[int, int]:
    """Entry -> its number in the list of what happened; the oldest is 1."""
    return {line.number: place for place, line in numbered(case)}


def numbered(case: CaseView) -> list[tuple[int, HistoryLine]]:
    """What happened, numbered from the oldest; that a letter was written stands in the list of letters, and here when it was delivered."""
    return list(enumerate((line for line in case.history if line.kind != "letter_made"), 1))


def tools(request: HttpRequest) -> dict[str, object]:
    """What the templates of a file ask about deadlines, in the reader's language."""
    spoken, today = speech_of(request), clock.today()
    return {
        "limit_shade": lambda limit: shade_of(limit, today, spoken),
        "written_on": lambda line: clock.day_of(line.at),
        "due_shade": lambda due: shade_of_due(due.due_on, today, spoken),
        "days_left": lambda limit: days_left(limit, today),
        "calc_left": lambda line, names, last: calculation_left(line, last, spoken),
        "fact_text": lambda name, value, names=LawNames(): _fact_text(name, value, spoken, names),  # noqa: B008 - frozen
        "answer_text": lambda answer: value_text(answer.type, answer.value, spoken),
        "value_text": lambda kind, value: value_text(kind, value, spoken),
        "history_words": lambda line, names: _history_words(line, names, spoken),
    }


def _fact_text(name: str, value: object, spoken: Speech, names: LawNames) -> str:
    """A fact as a person reads it: a choice of the form by its title, an amount in euro."""
    if chosen := names.titles.get((f"fact {name}", str(value))):
        return spoken.law(chosen)
    return spoken.money(value) if _AMOUNT.match(str(value)) else shown_value(name, value, spoken, LawNames())


def _history_words(line: HistoryLine, names: LawNames, spoken: Speech) -> str:
    """One entry as a sentence: the journal's word, in brackets what it is about, then what the viewer may know of it. No brackets in brackets."""
    title = spoken.law(line.title) if line.title else ""
    nested = "(" in title
    subject = f" ({title})" if title and not nested else ""
    told = f"event_{line.kind}_{line.values.get('outcome') or line.values.get('how') or str(line.values.get('about')).partition(':')[0]}"
    sentence = sentence_of(told if told in SENTENCES else f"event_{line.kind}", {**line.values, "subject": subject}, spoken, names)
    body = line.values.get("body") if line.kind == "assigned" else None  # who took it over, rather than the role
    more = [title] if nested else []
    more += [shown_value(key, line.values[key], spoken, names) for key in ("evidence", *(() if body else ("role",))) if line.values.get(key)]
    more += [spoken.law(body)] if isinstance(body, (Mapping, str)) else []
    if line.values.get("valid_until"):
        more.append(spoken.say("valid until {day}", day=spoken.day(str(line.values["valid_until"]))))
    if int(str(line.values.get("copy") or 1)) > 1:
        more.append(spoken.say("duplicate {n}", n=int(str(line.values["copy"])) - 1))
    return spoken.say("{name}: {value}", name=sentence, value="; ".join(more)) if more else sentence


def value_text(kind: str, value: object, spoken: Speech) -> str:
    """One answer as it is read: an amount, a day, an enterprise number in groups, days inside a text in words; `kind` is the type of its field."""
    if value is None:
        return spoken.say("nothing was answered")
    if isinstance(value, bool):
        return spoken.say("Yes") if value else spoken.say("No")
    if isinstance(value, date):
        return spoken.day(value)
    if kind == "money":
        return spoken.money(str(value))
    if kind == "enterprise_number" and isinstance(value, str):
        return f"{value[:4]}.{value[4:7]}.{value[7:]}"
    if kind == "case_number" and isinstance(value, str):
        return spaced(value)
    if kind == "stays" and isinstance(value, str):
        return re.sub(r"\d{4}-\d{2}-\d{2}", lambda day: spoken.day(day[0]), value)
    return spoken.law(value)
