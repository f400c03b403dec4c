"""The environment of every template: where templates lie, and what a name that nobody gave does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, Undefined
from jinja2.exceptions import UndefinedError

TEMPLATES = Path(__file__).parent / "templates"


class Unknown(ChainableUndefined):
    """A name nobody gave is refused; a missing key of a mapping (the parameters of a macro) is empty."""

    def _may_be_empty(self) -> bool:
        return isinstance(self._undefined_obj, (Mapping, Undefined)) or self._undefined_name == "caller"

    def _empty_or_refused(self, empty: object) -> object:
        if not self._may_be_empty():
            raise UndefinedError(self._undefined_message)
        return empty

    def __str__(self) -> str:
        return self._empty_or_refused("")

    def __html__(self) -> str:
        return self._empty_or_refused("")

    def __iter__(self):
        return iter(self._empty_or_refused(()))

    def __len__(self) -> int:
        return self._empty_or_refused(0)

    def __bool__(self) -> bool:
        return self._empty_or_refused(False)

    def __eq__(self, other: object) -> bool:
        self._empty_or_refused(None)
        return isinstance(other, Undefined)

    __hash__ = Undefined.__hash__


def environment(**options: object) -> Environment:
    """The environment that Django's Jinja2 engine asks for: own templates first, the macros of govuk-frontend-jinja by prefix."""
    options.update(
        undefined=Unknown,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=ChoiceLoader([FileSystemLoader(TEMPLATES), PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]),
        extensions=["jinja2.ext.do"],
    )
    made = Environment(**options)
    nothing: Mapping[str, object] = {}
    made.globals.update(static=static, url=address, null=None, undefined=Unknown(obj=nothing, name="undefined"))
    made.filters["opening"] = opening
    return made


def opening(text: str) -> str:
    """The text with a capital at its start; the rest as it was, because nouns and names keep theirs."""
    return text[:1].upper() + text[1:]


def address(name: str, *parts: object) -> str:
    """The address of a page by its name."""
    return reverse(name, args=parts)
