"""Can this character be printed? Asked of the built-in fonts before rendering; what none of them draws is replaced by a visible sign."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

import typst

SIGN = "▯"
PROBE = b"""#set document(title: "probe", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: "Libertinus Serif", lang: "en")
#for cluster in json(bytes(sys.inputs.clusters)) [#cluster #strong(cluster) ]
"""
_REFUSED = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_LONG_WORD = re.compile(r"\S{40}(?=\S)")
_CERTAIN = {chr(code): True for code in (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180))}
_MOST_KNOWN = 50_000  # answers kept; more can only be somebody trying
_known: dict[str, bool] = dict(_CERTAIN)


def drawable(value: object, missing: Iterable[str] = ()) -> tuple[object, bool]:
    """The same value with every text printable, and whether a character had to be replaced.

    `missing` are texts that a letter could not draw although each of their characters can be drawn alone.
    """
    wanted = {cluster for text in _texts(value) for cluster in clusters(_tidy(text))}
    if len(_known) > _MOST_KNOWN:
        _known.clear()
        _known.update(_CERTAIN)
    _ask(wanted - _known.keys())
    refused = {cluster for text in missing for cluster in clusters(text)} - _CERTAIN.keys()
    good = {cluster for cluster in wanted if _known[cluster]} - refused
    replaced: list[str] = []
    return _cleaned(value, good, replaced), bool(replaced)


def undrawn(refused: typst.TypstError) -> list[str]:
    """The texts that a compilation said it could not draw; none when it failed for another reason."""
    return [_ESCAPE.sub(_unescaped, text) for text in _REFUSED.findall(f"{refused} {getattr(refused, 'diagnostic', '')}")]


def clusters(text: str) -> list[str]:
    """The text cut into what is drawn as one: a character with the marks that stand on it."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.category(character).startswith("M"):
            found[-1] += character
        else:
            found.append(character)
    return found


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def _cleaned(value: object, good: set[str], replaced: list[str]) -> object:
    if isinstance(value, str):
        text = "".join(_or_sign(cluster, good, replaced) for cluster in clusters(_tidy(value)))
        return _LONG_WORD.sub(lambda word: f"{word[0]}\u200b", text)  # a place to break a word that is wider than the page
    if isinstance(value, Mapping):
        return {name: _cleaned(inner, good, replaced) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(inner, good, replaced) for inner in value]
    return value


def _or_sign(cluster: str, good: set[str], replaced: list[str]) -> str:
    if cluster in good:
        return cluster
    replaced.append(cluster)
    return cluster[0] if len(cluster) > 1 and cluster[0] in _CERTAIN else SIGN


@cache
def _invisible(character: str) -> bool:
    """Controls and marks of direction change how the text around them reads, and draw nothing themselves."""
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and character != "\n"


def _tidy(text: str) -> str:
    plain = unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    return "".join(character for character in plain if not _invisible(character))


def _ask(unknown: set[str]) -> None:
    """One small compilation tells which of these clusters the built-in fonts draw, plain and bold."""
    impossible = {cluster for cluster in unknown if any(_hopeless(character) for character in cluster)}
    _known.update(dict.fromkeys(impossible, False))
    _known.update({"\n": True})
    asked = sorted(unknown - impossible - {"\n"})
    if not asked:
        return
    try:
        _prober().compile(format="pdf", sys_inputs={"clusters": json.dumps(asked)}, pdf_standards=["a-2a", "ua-1"])
        refused: set[str] = set()
    except typst.TypstError as wrong:
        refused = {cluster for text in undrawn(wrong) for cluster in clusters(text)}
    for cluster in asked:
        _known[cluster] = cluster not in refused and not (len(cluster) > 1 and any(mark in refused for mark in cluster))


def _hopeless(character: str) -> bool:
    """Not a character at all, or of a script of thousands of signs that no built-in font has: not worth asking."""
    code = ord(character)
    return unicodedata.category(character) in ("Cs", "Co", "Cn") or 0x2E80 <= code <= 0xA4CF or 0xAC00 <= code <= 0xD7FF or code >= 0x20000


def _prober() -> typst.Compiler:
    return typst.Compiler(PROBE, ignore_system_fonts=True)


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return {"n": "\n", "r": "\r", "t": "\t"}.get(match[2], match[2])
