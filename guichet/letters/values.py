"""Days, lengths, amounts and answers in the words of a language; from plain values alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

LOCALES = {"fr": "fr_BE", "nl": "nl_BE", "de": "de_BE", "en": "en_GB"}
_WEEKDAY = {"fr": "EEEE d MMMM y", "nl": "EEEE d MMMM y", "de": "EEEE, d. MMMM y", "en": "EEEE d MMMM y"}
_DAY = {"fr": "d MMMM y", "nl": "d MMMM y", "de": "d. MMMM y", "en": "d MMMM y"}
_UNITS = {
    "days": {"fr": ("jour", "jours"), "nl": ("dag", "dagen"), "de": ("Tag", "Tage"), "en": ("day", "days")},
    "working days": {
        "fr": ("jour ouvrable", "jours ouvrables"),
        "nl": ("werkdag", "werkdagen"),
        "de": ("Werktag", "Werktage"),
        "en": ("working day", "working days"),
    },
    "months": {"fr": ("mois", "mois"), "nl": ("maand", "maanden"), "de": ("Monat", "Monate"), "en": ("month", "months")},
    "years": {"fr": ("an", "ans"), "nl": ("jaar", "jaar"), "de": ("Jahr", "Jahre"), "en": ("year", "years")},
}
_YES_NO = {"fr": ("oui", "non"), "nl": ("ja", "nee"), "de": ("ja", "nein"), "en": ("yes", "no")}
_NO_ANSWER = {"fr": "pas de réponse", "nl": "geen antwoord", "de": "keine Antwort", "en": "no answer"}
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def words_in(value: object, language: str) -> object:
    """A text given in the four languages, in this one; anything else as it is."""
    if isinstance(value, Mapping) and value.keys() == LOCALES.keys():
        return value[language]
    return value


def day_words(iso: str, language: str) -> dict[str, str]:
    """The day in words, and with its weekday (where somebody must act). Raises ValueError when it is not an ISO day."""
    day = date.fromisoformat(iso)
    locale = LOCALES[language]
    text, weekday = (format_date(day, pattern[language], locale=locale) for pattern in (_DAY, _WEEKDAY))
    if language == "fr" and day.day == 1:
        text, weekday = re.sub(r"^1 ", "1er ", text), re.sub(r" 1 ", " 1er ", weekday, count=1)
    return {"text": text, "weekday": weekday}


def length_text(length: str, language: str) -> str:
    """ "8 working days" in words. Raises ValueError or KeyError when it is not a length."""
    number, _, unit = length.partition(" ")
    unit = unit if unit.endswith("s") else f"{unit}s"
    one, many = _UNITS[unit][language]
    return f"{int(number)} {one if int(number) == 1 else many}"


def amount_text(amount: str, language: str) -> str:
    """An amount in euro ("5600.00") in words. Raises decimal.InvalidOperation when it is not an amount."""
    return format_currency(Decimal(amount), "EUR", locale=LOCALES[language])


def list_text(items: Sequence[object]) -> str:
    """Several texts as one."""
    return " ; ".join(str(item) for item in items) if len(items) > 1 else "".join(str(item) for item in items)


def answer_text(value: object, kind: str, language: str) -> str:
    """One answer as a reader expects it, by the type of its field; what does not fit its type is printed as it is."""
    if value is None or value == "" or value == []:
        return _NO_ANSWER[language]
    if isinstance(value, (list, tuple)):
        return ", ".join(answer_text(words_in(item, language), kind, language) for item in value)
    if isinstance(value, Mapping):
        return " – ".join(answer_text(words_in(inner, language), kind, language) for inner in value.values() if inner)
    if isinstance(value, bool):
        return _YES_NO[language][0 if value else 1]
    try:
        return _typed(str(value), kind, language)
    except (ValueError, ArithmeticError, KeyError):
        return str(value)


def _typed(text: str, kind: str, language: str) -> str:
    if kind == "money":
        return amount_text(text, language)
    if kind == "whole":
        return format_decimal(int(text), locale=LOCALES[language])
    if kind == "yes_no":
        return _YES_NO[language][("true", "yes").count(text.lower()) ^ 1]
    if kind == "country":
        return str(Locale.parse(LOCALES[language]).territories[text])
    if kind == "enterprise_number":
        digits = re.sub(r"\D", "", text).zfill(10)
        return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if len(digits) == 10 else text
    if _ISO_DAY.fullmatch(text):
        return day_words(text, language)["text"]
    return text
