"""A procedure drawn as one SVG file: the drawing of the law book, with the style that it needs inside."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path

from guichet.law.bundles import Law
from guichet.law.mistakes import NoLawInForce
from guichet.law.rules import Rules

THEME = Path(__file__).resolve().parents[1] / "portals" / "static" / "look" / "theme.css"

NARROW = ".g-flow text { font-size: 12px; }"  # outside the counter another font is taken, perhaps a wider one: words stay in their boxes


class CannotDraw(Exception):
    """There is nothing to draw; the text says why and what to write."""


def as_svg(rules: Rules, language: str) -> str:
    """The text of the file. Needs Django's templates."""
    from django.template import engines

    from guichet.law.steps import steps
    from guichet.portals.law_drawing import steps_drawing
    from guichet.portals.law_names import names_of
    from guichet.portals.speech import Speech

    spoken = Speech(language)
    drawing = steps_drawing(rules, steps(rules), names_of(rules), spoken)
    macros = engines["jinja"].env.get_template("law_parts.html").make_module({"say": spoken.say})
    opened = '<svg xmlns="http://www.w3.org/2000/svg" '
    return str(macros.flow(drawing)).strip().replace("<svg ", opened, 1).replace("<title", f"<style>{_style()}</style><title", 1)


def _style() -> str:
    """The tokens of the theme and the lines that draw a procedure."""
    text = THEME.read_text(encoding="utf-8")
    tokens = re.search(r":root \{.*?\n\}", text, re.S)
    lines = [line for line in text.splitlines() if line.startswith(".g-flow .")]
    return "\n".join([tokens[0] if tokens else "", *lines, NARROW])


def rules_named(law: Law, name: str, region: str, typed: str) -> Rules:
    """The rules of a procedure, of the first of its regions if none is named, on a day; without one today or its first day.

    Raises CannotDraw for what is not there, NoLawInForce for a day before it began.
    """
    from guichet.site import clock

    regions = law.folder.regions(name)
    if not regions:
        raise CannotDraw(f'There is no procedure "{name}". Write one of: {", ".join(sorted(law.folder.overlays))}.')
    if region and region not in regions:
        raise CannotDraw(f'{name} has no part of "{region}". Write --region and one of: {", ".join(regions)}.')
    try:
        on = date.fromisoformat(typed) if typed else law.shown_on(name, clock.today())
    except ValueError:
        raise CannotDraw(f'"{typed}" is not a day. Write --on 2027-03-01.') from None
    return law.rules(name, region or regions[0], on)


def draw(options: argparse.Namespace) -> int:
    """Writes the drawing of a procedure to a file, or to the screen; 1 with a sentence when there is none."""
    import django

    django.setup()
    from django.conf import settings

    from guichet.law.bpmn import as_bpmn
    from guichet.law.bundles import read_law

    try:
        rules = rules_named(read_law(settings.LAW_FOLDER), options.path, options.region, options.on)
    except (CannotDraw, NoLawInForce) as why:
        sys.stderr.write(f"{why}\n")
        return 1
    made = as_bpmn if options.second.endswith(".bpmn") else as_svg
    text = made(rules, options.language)
    if not options.second:
        sys.stdout.write(f"{text}\n")
        return 0
    Path(options.second).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{options.second} is written.\n")
    return 0
