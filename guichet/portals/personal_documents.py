"""The personal list of documents of one application: on screen, and to be printed on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.engine.expected import expected_decision
from guichet.engine.personal_list import Piece, personal_list
from guichet.intake.store import Draft
from guichet.law.rules import Rules
from guichet.portals.because import because_text
from guichet.portals.draft_door import on_draft
from guichet.portals.draft_law import DraftLaw
from guichet.portals.footnotes import Footnotes
from guichet.portals.frame import page, speech_of
from guichet.portals.law_names import LawNames
from guichet.portals.opened import tools
from guichet.portals.speech import Speech


@dataclass(frozen=True, slots=True)
class Line:
    """One document in words of the reader."""

    piece: Piece
    why: str  # "" where everybody gives it
    languages: str  # in which it may be written; "" where the law says nothing
    seen_by: str
    secret: bool  # kept from somebody


def lines_of(pieces: tuple[Piece, ...], rules: Rules, names: LawNames, on: date, spoken: Speech) -> list[Line]:
    """The list in words: for the application of somebody, or for the answers of a visitor."""
    return [_line(one, rules, names, on, spoken) for one in pieces]


def language_names(spoken: Speech) -> dict[str, str]:
    """The four languages of papers, as the reader calls them."""
    return {"fr": spoken.say("French"), "nl": spoken.say("Dutch"), "de": spoken.say("German"), "en": spoken.say("English")}


@require_safe
@on_draft
def list_page(request: HttpRequest, draft: Draft, law: DraftLaw) -> HttpResponse:
    """What this application needs, piece by piece, for whoever prepares it."""
    spoken = speech_of(request)
    pieces = personal_list(law.rules, law.facts, law.on, law.own)
    values = {
        "footnotes": Footnotes(), "draft": draft, "law_of": law, "lines": lines_of(pieces, law.rules, law.names, law.on, spoken),
        "expected": expected_decision(law.rules, law.facts, law.on),
    }  # fmt: skip
    return page(request, "personal_documents.html", {**values, **tools(request)})


def _line(one: Piece, rules: Rules, names: LawNames, on: date, spoken: Speech) -> Line:
    seen = [spoken.law(names.title("role", role)) for role in one.seen_by]
    named = language_names(spoken)
    languages = spoken.listed([named[code] for code in one.evidence.languages])
    return Line(one, because_text(one.because, rules, names, on, spoken), languages, spoken.listed(seen), bool(one.evidence.secret_from))
