"""How Guichet speaks one language: sentences of the catalogue, law words, days, sums, names of countries."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

LANGUAGES = {"fr": "Français", "nl": "Nederlands", "de": "Deutsch", "en": "English"}
LOCALES = {"fr": "fr_BE", "nl": "nl_BE", "de": "de_BE", "en": "en_GB"}
_DAYS, _WEEKDAYS = {"de": "d. MMMM y"}, {"de": "EEEE, d. MMMM y"}
_TIMES = {"fr": "H 'h' mm", "nl": "H.mm"}
HERE = ZoneInfo("Europe/Brussels")
CATALOGUES = Path(__file__).parent / "locale"


def catalogue(language: str) -> Catalog:
    """The catalogue of one language, read from its .po file: what a translator saved is what a page says."""
    with (CATALOGUES / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


@lru_cache(maxsize=8)
def _sentences(language: str) -> dict[str, str | tuple[str, ...]]:
    """The translated sentences alone, read once; counted ones under their singular. What else a translator sees weighs ten times as much."""
    messages = [(message.id, message.string) for message in catalogue(language) if message.id and message.string]
    return {sys.intern(key[0] if isinstance(key, tuple) else key): text for key, text in messages}


class SpokenDays:
    """How one language writes days, and times in Brussels."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(LOCALES[language])

    def day(self, day: date | str) -> str:
        """ "1er avril 2026", "1 april 2026", "1. April 2026", "1 April 2026"."""
        return self._first(format_date(_day(day), _DAYS.get(self.language, "d MMMM y"), locale=self.locale), day)

    def weekday(self, day: date | str) -> str:
        """A day on which somebody must act: with its day of the week."""
        return self._first(format_date(_day(day), _WEEKDAYS.get(self.language, "EEEE d MMMM y"), locale=self.locale), day)

    def short_day(self, day: date | str) -> str:
        """A day in a narrow column: day of the week, day and month in short."""
        return format_date(_day(day), "EEE d MMM", locale=self.locale)

    def month(self, number: int) -> str:
        """The name of a month, 1 to 12."""
        return self.locale.months["stand-alone"]["wide"][number]

    def instant(self, at: datetime) -> str:
        """Day and time in Brussels."""
        local = at.astimezone(HERE)
        return f"{self.day(local.date())}, {self.time(at)}"

    def time(self, at: datetime) -> str:
        """The time in Brussels."""
        return format_time(at.astimezone(HERE), _TIMES.get(self.language, "H:mm"), locale=self.locale)

    def _first(self, text: str, day: date | str) -> str:
        return text.replace("1 ", "1er ", 1) if self.language == "fr" and _day(day).day == 1 else text


class Speech(SpokenDays):
    """One of the four languages; English is the language of the catalogue's keys."""

    def say(self, sentence: str, /, **values: object) -> str:
        """The sentence in this language, its {values} filled in. An English sentence without translation stays English."""
        return self._translated(sentence).format(**{name: self._plain(value) for name, value in values.items()})

    def filled(self, sentence: str, shown: Mapping[str, str]) -> str:
        """The sentence in this language with values that are words already."""
        return self._translated(sentence).format_map(shown)

    def say_number(self, one: str, many: str, /, n: int, **values: object) -> str:
        """One of two sentences, as the language counts: `say_number("{n} day", "{n} days", n=3)`."""
        plural = 0 if n == 1 or (n == 0 and self.language == "fr") else 1
        text = (one, many)[plural]
        if self.language != "en":
            told = _sentences(self.language).get(one)
            text = told[plural] if told and all(told) else text
        return text.format(n=self.number(n), **{name: self._plain(value) for name, value in values.items()})

    def law(self, words: Mapping[str, str] | str | None) -> str:
        """A text of the law folder, or a name that is the same in every language."""
        if words is None:
            return ""
        return words if isinstance(words, str) else words.get(self.language) or words.get("en") or next(iter(words.values()), "")

    def money(self, amount: Decimal | str) -> str:
        """An amount in euro."""
        return format_currency(Decimal(amount), "EUR", locale=self.locale)

    def number(self, value: int | Decimal) -> str:
        return format_decimal(value, locale=self.locale)

    def size(self, size: int) -> str:
        """The size of a file."""
        kilo = max(1, round(size / 1000))
        return (
            self.say("{size} kB", size=self.number(kilo)) if kilo < 1000 else self.say("{size} MB", size=self.number(round(Decimal(kilo) / 1000, 1)))
        )

    def listed(self, items: list[str]) -> str:
        """ "a, b and c"."""
        return format_list(items, locale=self.locale) if items else ""

    def _translated(self, sentence: str) -> str:
        if self.language == "en":
            return sentence
        return str(_sentences(self.language).get(sentence, sentence))

    def _plain(self, value: object) -> object:
        if isinstance(value, datetime):
            return self.instant(value)
        return self.day(value) if isinstance(value, date) else value


def _day(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


@lru_cache(maxsize=8)
def speech(language: str) -> Speech:
    """The speech of one language, made once."""
    return Speech(language)


def in_four(sentence: str) -> dict[str, str]:
    """A sentence of the catalogue in every language, where a text of the law folder is expected."""
    return {language: speech(language).say(sentence) for language in LANGUAGES}
