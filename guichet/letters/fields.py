"""From plain values to what a letter prints: cut to the fields it names, in its language, days and money in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guichet.law.letters import DECIDING, FRAME, LetterFile
from guichet.letters.errors import BadField, MissingField
from guichet.letters.values import amount_text, answer_text, day_words, length_text, list_text, words_in

EMPTY = (None, "", [], {}, ())
ITEM_TEXT = ("article",)


def printed_fields(letter: LetterFile, fields: Mapping[str, object]) -> dict[str, object]:
    """Exactly the fields that the letter names, ready to print; an optional one that is not given is None.

    Raises MissingField for a required one that is missing or empty (for a letter that decides, also its grounds and appeals)
    and BadField for a value that cannot be printed.
    """
    for name in FRAME + letter.fields + DECIDING.get(letter.decides, ()):
        if fields.get(name) in EMPTY:
            raise MissingField("missing_field", letter=letter.name, field=name)
    shown = {name: _printed(name, fields.get(name), letter) for name in letter.all_fields}
    _guard_appeals(letter, shown)
    return shown


def _printed(key: str, value: object, letter: LetterFile) -> object:
    value = words_in(value, letter.language)
    if value in EMPTY:
        return None
    if key == "answers":
        return [_answer(item, letter) for item in _items(key, value, letter)]
    if key == "article" and not isinstance(value, str):
        return list_text([words_in(item, letter.language) for item in _items(key, value, letter)])
    if isinstance(value, Mapping):
        return {name: _printed(name, inner, letter) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printed("", item, letter) for item in value]
    return _scalar(key, value, letter)


def _scalar(key: str, value: object, letter: LetterFile) -> object:
    last = key.rpartition("_")[2]
    try:
        if last == "on" and key != "on":
            return day_words(str(value), letter.language)
        if last == "length":
            return length_text(str(value), letter.language)
        if last == "money":
            return amount_text(str(value), letter.language)
    except (ValueError, ArithmeticError, KeyError) as wrong:
        raise BadField("bad_field", letter=letter.name, field=key, value=str(value)) from wrong
    if isinstance(value, (bool, int, str)):
        return value
    raise BadField("bad_field", letter=letter.name, field=key, value=str(value))


def _items(key: str, value: object, letter: LetterFile) -> Sequence[object]:
    if isinstance(value, (list, tuple)):
        return value
    raise BadField("not_a_list", letter=letter.name, field=key)


def _answer(item: object, letter: LetterFile) -> dict[str, object]:
    if not isinstance(item, Mapping) or "title" not in item:
        raise BadField("bad_answer", letter=letter.name, field="answers")
    title = words_in(item["title"], letter.language)
    value = answer_text(words_in(item.get("value"), letter.language), str(item.get("type", "text")), letter.language)
    return {"title": str(title), "value": value}


def _guard_appeals(letter: LetterFile, shown: Mapping[str, object]) -> None:
    """Only a refusing authority has an appeal route in a refusal, and each of them has one."""
    if "refusals" not in letter.fields or "appeals" not in letter.fields:
        return
    refusing = {item["authority"] for item in shown["refusals"]}
    appealed = {item.get("authority") for item in shown["appeals"]}
    if refusing != appealed:
        raise BadField("appeals_do_not_match_refusals", letter=letter.name, refusing=sorted(refusing), appeals=sorted(map(str, appealed)))
