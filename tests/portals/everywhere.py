"""What holds on every page, whatever it shows: nothing scrolls sideways, wider spacing loses nothing, focus is seen, still stays still."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from guichet.portals.speech import LANGUAGES
from tests.portals import markup

REPORT = os.environ.get("GUICHET_ACCESSIBILITY", "")  # where each look is noted, for the public statement; "" for nowhere
WIDE, PHONE, ZOOMED = {"width": 1280, "height": 900}, {"width": 320, "height": 900}, {"width": 320, "height": 256}  # 1280 x 1024 at 400 %
SPACING = (
    """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
)
_SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
_STACKED = "[...document.querySelectorAll('.g-scroll:has(> .g-law--stack)')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.ariaLabel)"
_CUT = """() => [...document.querySelectorAll('body *')].filter(e => {
  const s = getComputedStyle(e);
  if (!e.innerText || e.closest('.govuk-visually-hidden, svg, .g-scroll, [hidden]') || s.clipPath != 'none' || e.clientWidth < 2) return false;
  return ['hidden', 'clip'].includes(s.overflowX) && e.scrollWidth > e.clientWidth + 1
    || ['hidden', 'clip'].includes(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
}).map(e => e.outerHTML.slice(0, 90))"""
_UNSEEN = """() => {
  const looks = e => [e, e.parentElement, e.nextElementSibling, ...(e.labels || [])].filter(Boolean).flatMap(n =>
    [null, '::before', '::after'].map(p => { const s = getComputedStyle(n, p);
      return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.borderWidth, s.clipPath, s.position].join('|') })).join(';');
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && !e.closest('iframe')).filter(e => {
      document.activeElement.blur(); const before = looks(e); e.focus({preventScroll: true});
      return document.activeElement === e && looks(e) === before;
    }).map(e => e.outerHTML.slice(0, 90));
}"""
_MOVES = """() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
  return s.animationName != 'none' || s.transitionDuration.split(',').some(t => parseFloat(t) > 0) || s.scrollBehavior == 'smooth'
}).map(e => e.outerHTML.slice(0, 90))"""

# In forced colours the browser sees to all words but those of a drawing: each must stand out from what is painted under it.
_DROWNED = """() => {
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b };
  const holds = (box, x, y) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
  return [...document.querySelectorAll('svg text')].filter(t => t.checkVisibility()).filter(t => {
    const box = t.getBoundingClientRect(), x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    const under = [...t.closest('svg').querySelectorAll('rect')].filter(r => holds(r.getBoundingClientRect(), x, y)
      && r.compareDocumentPosition(t) & Node.DOCUMENT_POSITION_FOLLOWING).map(r => getComputedStyle(r).fill).filter(f => f.startsWith('rgb(')).pop();
    const [dark, bright] = [light(getComputedStyle(t).fill), light(under || getComputedStyle(t.closest('svg')).backgroundColor)].sort((a, b) => a - b);
    return (bright + .05) / (dark + .05) < 4.5;
  }).map(t => t.textContent.slice(0, 60));
}"""


def language_of(place: int) -> str:
    """The language in which a page is looked at, by its place among others (docs/decisions/0280)."""
    return list(LANGUAGES)[place % len(LANGUAGES)]


def by_turns(place: int) -> pytest.MarkDecorator:
    """A test of several states is lived in one language, another one by its place; in `make test-all` in the other three too."""
    others = (pytest.param(language_of(place + turn), marks=pytest.mark.thorough) for turn in range(1, len(LANGUAGES)))
    return pytest.mark.parametrize("language", [language_of(place), *others])


def narrow(tab: Page) -> list[str]:
    """Does it scroll sideways on a phone, or at 400 per cent?"""
    found = []
    for name, size in (("320 px", PHONE), ("400 %", ZOOMED)):
        tab.set_viewport_size(size)
        found += [f"{name}: scrolls sideways"] if tab.evaluate(_SIDEWAYS) else []
        found += [f"{name}: a card hides words: {table}" for table in tab.evaluate(_STACKED)]
    return found


def spaced(tab: Page) -> list[str]:
    """Does wider spacing of lines, words and letters cut something off, or make it scroll sideways?"""
    tab.set_viewport_size(PHONE)
    style = tab.add_style_tag(content=SPACING)
    found = [f"spacing cuts: {line}" for line in tab.evaluate(_CUT)]
    found += ["spacing: scrolls sideways"] if tab.evaluate(_SIDEWAYS) else []
    style.evaluate("e => e.remove()")
    return found


def focused(tab: Page) -> list[str]:
    """Does the focus show on everything that can have it?"""
    tab.set_viewport_size(WIDE)
    tab.keyboard.press("Tab")  # from here on the focus is that of a keyboard
    return [f"focus is not seen: {line}" for line in tab.evaluate(_UNSEEN)]


def still(tab: Page) -> list[str]:
    """Does something move for a reader who asked that nothing moves?"""
    tab.emulate_media(reduced_motion="reduce")
    found = [f"moves: {line}" for line in tab.evaluate(_MOVES)]
    tab.emulate_media(reduced_motion="no-preference")
    return found


def forced(tab: Page) -> list[str]:
    """Do the words of a drawing drown in the colours that a reader forces?"""
    tab.set_viewport_size(WIDE)
    found = []
    for scheme in ("light", "dark"):
        tab.emulate_media(forced_colors="active", color_scheme=scheme)
        found += [f"forced colours, {scheme}: {line}" for line in tab.evaluate(_DROWNED)]
    tab.emulate_media(forced_colors="none", color_scheme="light")
    return found


CHECKS: dict[str, Callable[[Page], list[str]]] = {"narrow": narrow, "spaced": spaced, "focused": focused, "still": still, "forced": forced}


def look(tab: Page, html: str, run: Callable[[], dict[str, object]]) -> list[str]:
    """Every check on the page that is open; `run` asks axe. For a report axe looks at the width of a phone too, and all of it is noted."""
    axe = run()
    found = {"axe": _broken(axe), "markup": markup.faults_of(html), **{name: check(tab) for name, check in CHECKS.items()}}
    if REPORT:
        tab.set_viewport_size(PHONE)
        found["axe_narrow"] = _broken(run())
        rules = {one["id"] for kind in ("violations", "passes", "inapplicable", "incomplete") for one in axe[kind]}
        seen = {"title": tab.title(), "language": tab.evaluate("document.documentElement.lang"), "found": found, "rules": sorted(rules)}
        seen |= {
            "undecided": sorted(one["id"] for one in axe["incomplete"]),
            "axe": axe["testEngine"]["version"],
            "browser": tab.context.browser.version,
        }
        with Path(REPORT).open("a", encoding="utf-8") as file:
            file.write(json.dumps(seen) + "\n")
    return [line for lines in found.values() for line in lines]


def _broken(axe: dict[str, object]) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in axe["violations"]]
