"""What a checklist of documents brought: the pieces, the ready sentences that were ticked, and one's own words after them."""

from __future__ import annotations

from django.http import HttpRequest

from guichet.casefile.views import ActView, CaseView
from guichet.law.checks import TextBlock
from guichet.portals.frame import speech_of
from guichet.portals.speech import LANGUAGES
from guichet.portals.strict import posted


def ticked(request: HttpRequest, case: CaseView, act: ActView) -> tuple[list[str], dict[str, object], str]:
    """The pieces chosen, everything as it was typed, and the text of the request."""
    text = text_field(act)
    fields = posted(request, (text, "language"), many=("evidence", "block"))
    known = {one for one, _ in act.evidence_choices}
    pieces = [name for name in request.POST.getlist("evidence") if name in known]
    language = fields.get("language", "") if fields.get("language") in LANGUAGES else speech_of(request).language
    blocks = [one for one in case.rules.text_blocks if one.name in request.POST.getlist("block") and one.evidence in pieces]
    typed = {text: fields.get(text, ""), "evidence": pieces, "block": [one.name for one in blocks], "language": language}
    return pieces, typed, _written(blocks, language, str(typed[text]))


def text_field(act: ActView) -> str:
    """The name of the field for one's own words."""
    return next(field.name for field in act.fields if field.type == "long_text")


def _written(blocks: list[TextBlock], language: str, own: str) -> str:
    """The ready sentences one by one, then what the agent wrote."""
    return "\n".join([*(f"– {one.text[language]}" for one in blocks), *([own.strip()] if own.strip() else [])])
