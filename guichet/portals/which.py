"""Which permit do I need? One question per page, open to everybody; a POST keeps the answer and goes on to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.law.form import Field
from guichet.law.which import Contradiction, Question
from guichet.people import places
from guichet.people import store as people
from guichet.portals import which_answer
from guichet.portals.answers import Mistake, as_typed, names_in_form
from guichet.portals.choices import text_of
from guichet.portals.commune import read_commune
from guichet.portals.forms import Form, Ground, Input, form, read_form
from guichet.portals.frame import page, speech_of
from guichet.portals.jinja import address
from guichet.portals.strict import posted
from guichet.portals.which_law import Given, cited_in, forget, given_by, is_third_country, keep
from guichet.site import clock


@require_http_methods(["GET", "HEAD", "POST"])
def question_page(request: HttpRequest, question: str = "") -> HttpResponse:
    """One question, or two that belong together; without a name the first. What cannot go with the answers before is said and not kept."""
    given = given_by(request, clock.today())
    if not given.which.questions:
        raise Http404
    shown = given.page_of(question or given.which.questions[0].name)
    if not shown:  # another answer left it out, or it never was one
        return HttpResponseRedirect(_onward(given))
    if request.method != "POST":
        return _shown(request, given, shown, {}, [], 200)
    typed = posted(request, names_in_form([one.field for one in shown]))
    values, mistakes = _read(request, shown, typed)
    now = given.with_page(shown, values)
    wrong = now.which.contradiction(now.known()) if not mistakes else None
    if mistakes or wrong:
        return _shown(request, given, shown, typed, mistakes, 422, wrong)
    kept = now.and_later(given.answers)
    return keep(HttpResponseRedirect(_onward(kept, shown)), kept)


@require_safe
def answer_page(request: HttpRequest, procedure: str = "") -> HttpResponse:
    """What the answers lead to: the procedure with everything it asks, or what needs no file; or another procedure that they may lead to."""
    given = given_by(request, clock.today())
    if given.open_page():
        return HttpResponseRedirect(_onward(given))
    values = which_answer.values_of(request, given, procedure)
    if procedure and values["found"] is None:
        raise Http404
    return page(request, "which_answer.html", values | {"told": _told(request, given)})


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Forget the answers and begin anew."""
    posted(request, ())
    return forget(HttpResponseRedirect(address("which")))


def _onward(given: Given, shown: list[Question] | None = None) -> str:
    """To the next page, when it was never answered, or the first that is open; then to the answer."""
    pages = given.pages()
    here = next((place for place, page in enumerate(pages) if shown and page[0].name == shown[0].name), -1)
    following = pages[here + 1 : here + 2] if shown else []
    fresh = next((page for page in following if all(one.name not in given.answers for one in page)), None) or given.open_page()
    return address("which-question", fresh[0].name) if fresh else address("which-answer")


def _read(request: HttpRequest, shown: list[Question], typed: Mapping[str, str]) -> tuple[dict[str, object], list[Mistake]]:
    plain = [one.field for one in shown if one.field.type != "municipality"]
    read = read_form(plain, typed, _ground(request))
    values, mistakes = dict(read.values), list(read.mistakes)
    for one in shown:
        if one.field.type == "municipality":
            code, wrong = read_commune(one.name, typed.get(one.name, ""), clock.today())
            values[one.name] = code
            mistakes += [wrong] if wrong else []
    return values, mistakes


def _shown(request: HttpRequest, given: Given, shown: list[Question], typed: Mapping[str, str], mistakes: list[Mistake], status: int,
           wrong: Contradiction | None = None) -> HttpResponse:  # fmt: skip
    pages = given.pages()
    here = next(place for place, one in enumerate(pages) if one[0].name == shown[0].name)
    values = {
        "question": shown[0].name, "n": here + 1, "back": address("which-question", pages[here - 1][0].name) if here else address("start"),
        "form": _form(request, given, shown, typed, mistakes, wrong), "wrong": wrong, "names": cited_in(settings.LAW_FOLDER),
    }  # fmt: skip
    return page(request, "which.html", values, status=status)


def _form(request: HttpRequest, given: Given, shown: list[Question], typed: Mapping[str, str], mistakes: list[Mistake],
          wrong: Contradiction | None) -> Form:  # fmt: skip
    """The page's questions with what was typed, or answered before; a commune is typed by its name."""
    ground = _ground(request)
    before = [one.field for one in shown if given.answers.get(one.name) is not None]
    kept = as_typed([one for one in before if one.type != "municipality"], given.answers)
    kept |= {one.name: _words(one, given.answers[one.name], ground) for one in before if one.type == "municipality"}
    fields = [replace(one.field, type="text") if one.field.type == "municipality" else one.field for one in shown]
    made = form(fields, {**kept, **typed}, mistakes, ground)
    said = ground.spoken.law(wrong.says) if wrong else ""
    inputs = [_as_asked(one, said if place == 0 else "") for place, one in enumerate(made.inputs)]
    return Form(inputs, made.lines + ([{"href": f"#{shown[0].name}", "text": said}] if said else []))


def _as_asked(one: Input, said: str) -> Input:
    """Choices of the law stand open, however many; a contradiction is said at the question just answered."""
    nationalities = {place.code for place in people.countries() if place.third_country is not None} if one.type == "country" else set()
    choices = [choice for choice in one.choices if one.type != "country" or choice["value"] in nationalities]
    return replace(one, shape="radios" if one.type == "choice" else one.shape, choices=choices, error=said or one.error)


def _words(field: Field, value: object, ground: Ground) -> str:
    """An answer as it is read; a commune that was merged by the name that was typed."""
    then = places.ended(str(value), ground.on) if field.type == "municipality" else None
    return then.names[ground.spoken.language] if then else text_of(field, value, None, ground.on, ground.spoken)


def _ground(request: HttpRequest) -> Ground:
    return Ground(None, cited_in(settings.LAW_FOLDER), clock.today(), speech_of(request))


def _told(request: HttpRequest, given: Given) -> list[dict[str, str]]:
    """Every question with its answer in words, and where to change it."""
    ground = _ground(request)
    asked = given.which.asked(given.answers, is_third_country)
    texts = [_words(one.field, given.answers.get(one.name), ground) or ground.spoken.say("Not answered") for one in asked]
    titles = [ground.spoken.law(one.field.title) for one in asked]
    return [
        {"title": title, "text": text, "href": address("which-question", one.name)} for one, title, text in zip(asked, titles, texts, strict=True)
    ]
