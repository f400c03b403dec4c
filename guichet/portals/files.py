"""The list of files and the page of one file: who holds it, what is due and why, what may be done, what happened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.casefile import reading
from guichet.casefile.views import AnswerView, CaseFilter, CaseLine, CaseView, HistoryLine
from guichet.portals.deadlines import URGENT, calculation_left, days_left, shade_of
from guichet.portals.draft_law import drafts_of
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import plain_number
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.phrases import SENTENCES
from guichet.portals.sentences import sentence_of, shown_value
from guichet.portals.speech import Speech
from guichet.portals.strict import asked
from guichet.portals.timeline import drawing
from guichet.portals.visitor import is_staff, signed_in, visitor
from guichet.site import clock

TABS = ("all", "turn", "urgent", "waiting", "ended")


@require_safe
@signed_in
def list_files(request: HttpRequest) -> HttpResponse:
    """The files of the viewer: a table for a desk, rows for the public; the most urgent first."""
    wanted = _wanted(asked(request, ("q", "tab", "page")))
    found = reading.list_cases(visitor(request), wanted, clock.today())
    values = {**tools(request), "list": found, "wanted": wanted, "tabs": TABS}
    if is_staff(visitor(request)):
        return page(request, "list_desk.html", {**values, "groups": _groups(found.lines, clock.today())})
    return page(request, "list_public.html", {**values, "drafts": drafts_of(visitor(request), clock.today())})


def _wanted(parameters: Mapping[str, str]) -> CaseFilter:
    """What the address asks of the list; what means nothing is passed over."""
    text = "".join(sign for sign in parameters.get("q", "") if sign.isprintable()).strip()[:200]
    tab, number = parameters.get("tab", ""), parameters.get("page", "")
    known = number.isascii() and number.isdecimal() and len(number) < 6
    return CaseFilter(text=text, tab=tab if tab in TABS else "all", page=max(1, int(number)) if known else 1)


@require_safe
@signed_in
def file_page(request: HttpRequest, number: str) -> HttpResponse:
    """The page of one file, for whoever may know that it exists."""
    case = case_or_404(request, number)
    template = "file_desk.html" if is_staff(visitor(request)) else "file_public.html"
    names = names_of(case.rules)
    done = names.titles.get(("act", request.GET.get("done", "")))
    drawn = drawing(case, visitor(request).role, visitor(request).name, places_in_list(case), speech_of(request))
    return page(request, template, {**tools(request), "case": case, "names": names, "done": done, "drawn": drawn, **_parts(case)})


@require_safe
@signed_in
def receipt_page(request: HttpRequest, number: str) -> HttpResponse:
    """Right after filing: the number, who holds the file now, what happens next and when."""
    case = case_or_404(request, number)
    return page(request, "receipt.html", {**tools(request), "case": case, "names": names_of(case.rules), **_parts(case)})


def case_or_404(request: HttpRequest, number: str) -> CaseView:
    """The file as this viewer may see it today; 404 is the same for what is missing and for what is not theirs."""
    case = reading.open_case(plain_number(number), visitor(request), clock.today())
    if case is None:
        raise Http404
    return case


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
        "days_left": lambda limit: days_left(limit, today),
        "calc_left": lambda line, names, last: calculation_left(line, last, spoken),
        "answer_text": lambda answer: _answer_text(answer, spoken),
        "history_words": lambda line, names: _history_words(line, names, spoken),
    }


def _history_words(line: HistoryLine, names: LawNames, spoken: Speech) -> str:
    """One entry as a sentence: the journal's word, in brackets what it is about, then what the viewer may know of it."""
    subject = f" ({spoken.law(line.title)})" if line.title else ""
    told = f"event_{line.kind}_{line.values.get('outcome') or line.values.get('how')}"
    sentence = sentence_of(told if told in SENTENCES else f"event_{line.kind}", {**line.values, "subject": subject}, spoken, names)
    more = [shown_value(key, line.values[key], spoken, names) for key in ("evidence", "role") if line.values.get(key)]
    if line.values.get("valid_until"):
        more.append(spoken.say("valid until {day}", day=spoken.day(str(line.values["valid_until"]))))
    return spoken.say("{name}: {value}", name=sentence, value="; ".join(more)) if more else sentence


def _answer_text(answer: AnswerView, spoken: Speech) -> str:
    """One answer as it is read: an amount, a day, an enterprise number in groups, days inside a text in words."""
    value = answer.value
    if isinstance(value, bool):
        return spoken.say("Yes") if value else spoken.say("No")
    if isinstance(value, date):
        return spoken.day(value)
    if answer.type == "money":
        return spoken.money(str(value))
    if answer.type == "enterprise_number" and isinstance(value, str):
        return f"{value[:4]}.{value[4:7]}.{value[7:]}"
    if answer.type == "stays" and isinstance(value, str):
        return re.sub(r"\d{4}-\d{2}-\d{2}", lambda day: spoken.day(day[0]), value)
    return spoken.law(value)


def _parts(case: CaseView) -> dict[str, object]:
    """What the template asks of a file, sorted: limits that run first, acts by weight, evidence by part, answers by section."""
    mine = {act.by_role for act in case.acts}
    running = sorted(
        (limit for limit in case.limits if limit.state in ("running", "paused")),
        key=lambda limit: (limit.responsible not in mine, limit.state != "paused", limit.due_on or case.day),
    )
    over = [limit for limit in case.limits if limit.state not in ("running", "paused")]
    sections: dict[str, list[object]] = {}
    for answer in case.answers:
        sections.setdefault(answer.section_title["en"], []).append(answer)
    return {"running": running, "over": over, "sections": list(sections.values()), "history": numbered(case)[::-1], "turn": _turn(case)}


def _turn(case: CaseView) -> Mapping[str, object] | None:
    """The one thing the viewer must do now: an act that answers a request, with the limit given for it."""
    for act in case.acts:
        if act.evidence == "open_request":
            limit = next((one for one in case.limits if one.state == "running" and one.responsible == act.by_role), None)
            return {"act": act, "limit": limit}
    return None


def _groups(lines: tuple[CaseLine, ...], today: object) -> list[dict[str, object]]:
    """Lines of a desk by legal risk: a limit that acts within days, the viewer's turn, running, paused, no limit."""
    groups: dict[str, list[CaseLine]] = {"urgent": [], "turn": [], "running": [], "paused": [], "other": []}
    for line in lines:
        groups[_risk(line, today)].append(line)
    return [{"name": name, "lines": found} for name, found in groups.items() if found]


def _risk(line: CaseLine, today: object) -> str:
    left = days_left(line.limit, today) if line.limit else None
    if line.limit is None or line.limit.state not in ("running", "paused"):
        return "turn" if line.turn else "other"
    if line.limit.state == "paused":
        return "paused"
    if left is not None and left <= URGENT:
        return "urgent"
    return "turn" if line.turn else "running"
