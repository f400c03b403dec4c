"""Many arrivals at once: a list, pasted or uploaded, one person a line; each line is done or told why not, and none is half done."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from guichet.desk.lines import Line, do_line
from guichet.engine.case_number import number_of, spaced
from guichet.engine.refusals import Refusal
from guichet.law.rules import Act, Field
from guichet.portals.as_it_goes import FEW, as_it_goes
from guichet.portals.desk_law import act_with_code, laws_of_today
from guichet.portals.errors import error_page
from guichet.portals.frame import page, speech_of
from guichet.portals.identity import as_uuid, uuid7
from guichet.portals.law_names import LawNames, names_of
from guichet.portals.sentences import sentence_of
from guichet.portals.strict import posted
from guichet.portals.visitor import signed_in, visitor
from guichet.site import clock

MOST_LINES, MOST_BYTES = 200, 100_000
SAYS = "arrival_registered"  # the word of the act that a list repeats


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one line: the number of its file, or the sentence why not."""

    place: int
    text: str
    number: str = ""
    sentence: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def arrivals(request: HttpRequest) -> HttpResponse:
    """Ask for a list; a POST does it line by line and says of each line what became of it."""
    acts = _acts(visitor(request).role)
    if acts is None:
        return error_page(request, 403)
    if request.method != "POST":
        return _show(request, acts, "", [], "", 200)
    form = posted(request, ("lines",), files=("list",))
    batch = as_uuid(form.get("command", ""))
    if batch is None:
        raise BadRequest("The form did not say which list it is.")
    text, wrong = _text(request, form.get("lines", ""))
    lines = [] if wrong else list(_lines(text, _columns(acts)))
    wrong = wrong or ("list_empty" if not lines else "list_too_long" if len(lines) > MOST_LINES else "")
    if wrong:
        return _show(request, acts, text, [], wrong, 422)
    told: list[Told] = []
    steps = _steps(request, batch, acts, lines, told)
    if len(lines) > FEW:
        return as_it_goes(request, len(lines), steps, lambda: _report(request, acts, told))
    for _ in steps:
        pass
    return _report(request, acts, told)


@require_safe
@signed_in
def arrivals_template(request: HttpRequest) -> HttpResponse:
    """An empty list to fill in: the names of the columns in the reader's language."""
    acts = _acts(visitor(request).role)
    if acts is None:
        return error_page(request, 403)
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerow(speech_of(request).law(one.title) for one in _columns(acts))
    answer = HttpResponse("\ufeff" + made.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="guichet.csv"'
    return answer


def _steps(request: HttpRequest, batch: UUID, acts: tuple[Act, Act], lines: Sequence[tuple[int, list[str]]], told: list[Told]) -> Iterator[str]:
    """Does line by line and notes in `told` what became of each."""
    for place, cells in lines:
        told.append(_done(request, batch, acts, place, cells, lines))
        yield spaced(told[-1].number) if told[-1].number else f"{told[-1].text}: {told[-1].sentence}"


def _report(request: HttpRequest, acts: tuple[Act, Act], told: list[Told]) -> HttpResponse:
    return _show(request, acts, "\n".join(one.text for one in told if one.sentence), told, "", 200)


def _acts(role: str) -> tuple[Act, Act] | None:
    """The taking over, and the act that a list repeats, if they are this role's."""
    laws = laws_of_today()
    take = act_with_code(role, laws)
    act = next((act for rules in laws for act in rules.acts.values() if act.says == SAYS and role in act.by), None)
    return (take, act) if take and act else None


def _columns(acts: tuple[Act, Act]) -> list[Field]:
    return [*(one for one in acts[0].asks if one.type == "code"), *acts[1].asks]


def _text(request: HttpRequest, typed: str) -> tuple[str, str]:
    """What was pasted, or else the uploaded file; and what is wrong with it."""
    file = request.FILES.get("list")
    if file is None:
        return typed[:MOST_BYTES], "list_too_long" if len(typed) > MOST_BYTES else ""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return typed, "list_too_long"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return typed, "list_no_text"
    return (typed, "list_no_text") if "\0" in text else (text, "")


def _lines(text: str, columns: Sequence[Field]) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold something, numbered as a reader counts them; the line with the names of the columns is passed over."""
    names = {title.casefold() for one in columns for title in one.title.values()} | {one.name for one in columns}
    for place, line in enumerate(text.replace("\ufeff", "").splitlines(), 1):
        mark = next((sign for sign in ";\t," if sign in line), ";")
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])]
        if any(cells) and cells[0].casefold() not in names:
            yield place, cells


def _done(request: HttpRequest, batch: UUID, acts: tuple[Act, Act], place: int, cells: list[str], lines: Sequence[tuple[int, list[str]]]) -> Told:
    columns, spoken, text = _columns(acts), speech_of(request), "; ".join(cells)
    key = cells[0].replace(" ", "").upper()
    first = next(at for at, other in lines if other[0].replace(" ", "").upper() == key)
    if first != place:
        return Told(place, text, sentence=spoken.say("This code stands on line {n} already", n=first))
    if len(cells) > len(columns):
        return Told(place, text, sentence=spoken.say("The line has more than {n} columns", n=len(columns)))
    answers = {one.name: cell for one, cell in zip(columns[1:], cells[1:], strict=False) if cell}
    try:
        case = do_line(batch, Line(columns[0].name, cells[0], answers), acts[0].name, acts[1].name, visitor(request).actor, clock.now())
    except Refusal as refusal:
        return Told(place, text, sentence=sentence_of(refusal.name, refusal.values, spoken, _names(columns)))
    return Told(place, text, number=number_of(case))


def _names(columns: Sequence[Field]) -> LawNames:
    law = names_of(laws_of_today()[0])
    return LawNames({**law.titles, **{("field", one.name): one.title for one in columns}}, law.cited, law.doubts)


def _show(request: HttpRequest, acts: tuple[Act, Act], text: str, told: list[Told], wrong: str, status: int) -> HttpResponse:
    values = {
        "columns": _columns(acts), "text": text, "told": told, "done": sum(1 for one in told if one.number), "most": MOST_LINES, "act": acts[1],
        "wrong": sentence_of(wrong, {"most": MOST_LINES}, speech_of(request), LawNames()) if wrong else "", "command": uuid7(clock.now()),
    }  # fmt: skip
    return page(request, "arrivals.html", values, status=status)
