"""The accessibility statement: made from what the tests of every page found, with what failed and what nobody has tried."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guichet.portals.frame import page, speech_of
from guichet.portals.speech import Speech

CHECKS = {
    "axe": "No rule of the machine test is broken (WCAG 2.0 to 2.2, levels A and AA, and good practice)",
    "axe_narrow": "The same at the width of a phone, 320 pixels",
    "markup": "The markup is whole: every element is closed, stands where it may stand, and no name is given twice",
    "narrow": "Nothing scrolls sideways at 320 pixels or at 400 per cent, except tables in their own frame",
    "spaced": "Wider spacing of lines, words and letters loses nothing",
    "focused": "The focus of the keyboard is seen on everything that can have it",
    "still": "Nothing moves for those who asked their device that nothing moves",
    "forced": "In colours that a reader forces, the words of every drawing stand out",
}
# What the rules of the machine test ask that it could not answer by itself, in words.
RULES = {
    "color-contrast": "Whether words stand out enough from what lies behind them",
    "link-in-text-block": "Whether a link inside a text is told apart by more than its colour",
    "th-has-data-cells": "Whether each heading of a table belongs to cells",
    "target-size": "Whether what can be pressed is large enough and stands apart",
    "aria-hidden-focus": "Whether the keyboard reaches nothing that is hidden from a screen reader",
    "scrollable-region-focusable": "Whether what scrolls can be scrolled by the keyboard",
    "label-content-name-mismatch": "Whether the name that is read aloud holds the words that are seen",
    "aria-valid-attr-value": "Whether each name that a part points to exists on the page",
}
NOT_TRIED = {
    "screen_reader": "No real screen reader was used, only its tree of names and roles.",
    "persons": "No person with a disability was asked.",
    "voice_and_switch": "Voice control, switches and screen magnifiers were not tried.",
    "letters_read_aloud": "The letters (PDF) are tagged, but nobody listened to them.",
    "native_readers": "No native reader has checked the plain words in each language.",
    "outside_audit": "Nobody from outside has examined this site.",
}


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """What holds, what does not, what is not known; and where to complain."""
    spoken, found = speech_of(request), _found(settings.REFERENCE_FOLDER / "accessibility.json")
    if not found:
        return page(request, "accessibility.html", {"found": None, "contact": settings.CONTACT})
    said = {name: spoken.say(sentence) for name, sentence in CHECKS.items()}
    checks = [(said[name], held) for name, held in found["checks"].items() if name in said]
    values = {
        "found": found,
        "tested_on": date.fromisoformat(str(found["tested_on"])),
        "checks": checks,
        "failed": [(said[one["check"]], one) for one in found["failed"]],
        "undecided": [(_rule(name, spoken), times) for name, times in found.get("undecided", {}).items()],
        "not_tried": [spoken.say(NOT_TRIED[name]) for name in found["not_tried"]],
        "contact": settings.CONTACT,
    }
    return page(request, "accessibility.html", values)


def _rule(name: str, spoken: Speech) -> str:
    """A rule of the machine test in words; one without words of its own by the name that its makers gave it."""
    return spoken.say(RULES[name]) if name in RULES else spoken.say("The rule that its makers call “{rule}”", rule=name)


@lru_cache(maxsize=2)
def _found(path: Path) -> Mapping[str, object] | None:
    """What `tests/accessibility.py` wrote; None where it was never run."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
