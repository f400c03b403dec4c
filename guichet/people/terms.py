"""Occupations, sectors and joint committees: classifications that somebody else keeps, as frozen values with their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guichet.people import models

KINDS = ("occupation", "sector", "joint_committee")
LANGUAGES = ("fr", "nl", "de", "en")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a classification. Where it has no name in a language, `names` holds the English one there, else the French one."""

    kind: str
    code: str
    names: Mapping[str, str]
    verified: bool

    @property
    def words(self) -> Mapping[str, str]:
        """Name and code as a page shows them: the code tells apart what is called the same."""
        return {language: f"{name} ({self.code})" for language, name in self.names.items()}


_KEPT: dict[str, dict[str, Term]] = {}  # by kind and code; the tables change only when they are loaded, which clears it


def forget() -> None:
    """Read the terms anew: the reference tables were loaded again."""
    _KEPT.clear()


def terms(kind: str) -> Mapping[str, Term]:
    """Every entry of a classification, by code."""
    if kind not in _KEPT:
        found = {row.code: _term(row) for row in models.Term.objects.filter(kind=kind).order_by("code")}
        if not found:  # not loaded yet: ask again next time
            return {}
        _KEPT[kind] = found
    return MappingProxyType(_KEPT[kind])


def term_meant(kind: str, typed: str) -> str:
    """The code of the entry that somebody meant: by its code, or by its name with or without the code behind it; "" if there is none, or several."""
    known = terms(kind)
    if typed in known:
        return typed
    wanted = typed.casefold()
    found = {one.code for one in known.values() for name in (*one.names.values(), *one.words.values()) if name.casefold() == wanted}
    return found.pop() if len(found) == 1 else ""


def words_of_terms(kind: str, codes: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Name and code of several entries, by code; who is unknown is left out."""
    known = terms(kind)
    return {code: known[code].words for code in codes if code in known}


def _term(row: models.Term) -> Term:
    return Term(row.kind, row.code, MappingProxyType({language: getattr(row, f"name_{language}") for language in LANGUAGES}), row.verified)
