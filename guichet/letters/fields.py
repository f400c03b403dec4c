"""From plain values to what a letter prints: cut to the fields it names, in its language, days and money in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guichet.law.letters import DECIDING, FRAME, LetterFile
from guichet.letters.errors import BadField, MissingField
from guichet.letters.values import amount_text, answer_text, day_words, length_text, list_text, words_in

EMPTY = (None, "", [], {}, ())


def printed_fields(letter: LetterFile, fields: Mapping[str, object]) -> dict[str, object]:
    """Exactly the fields that the letter names, ready to print; an optional one that is not given is None.

    Raises MissingField for a required one that is missing or empty (for a letter that decides, also its grounds and appeals)
    and BadField for a value that cannot be printed.
    """
    for name in FRAME + letter.fields + DECIDING.get(letter.decides, ()):
        if fields.get(name) in EMPTY:
            raise MissingField("missing_field", letter=letter.name, field=name)
    shown = {name: _printed(name, fields.get(name), letter) for name in letter.all_fields}
    if letter.decides:
        _guard_reasons(letter, shown)
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


def _guard_reasons(letter: LetterFile, shown: Mapping[str, object]) -> None:
    """A decision says why in fact and in law; a refusal also where, how and until when to appeal. Without them the term does not run."""
    for ground in shown["grounds"]:
        if not ground.get("text") or not (ground.get("article") or ground.get("law")):
            raise MissingField("missing_reason", letter=letter.name, field="grounds")
    for appeal in shown.get("appeals") or []:
        for name in ("body", "form", "last_on"):
            if not appeal.get(name):
                raise MissingField("missing_appeal", letter=letter.name, field=f"appeals.{name}")
    if shown.get("refusals"):
        _guard_refusals(letter, shown)


def _guard_refusals(letter: LetterFile, shown: Mapping[str, object]) -> None:
    """Each refusing authority has its reasons and its appeal; nobody else has an appeal."""
    refusing = {item["authority"] for item in shown["refusals"]}
    appealed = {item.get("authority") for item in shown["appeals"]}
    reasoned = {item.get("authority") for item in shown["grounds"]}
    if refusing != appealed:
        raise BadField("appeals_do_not_match_refusals", letter=letter.name, refusing=sorted(refusing), appeals=sorted(map(str, appealed)))
    if None not in reasoned and not refusing <= reasoned:
        raise MissingField("missing_reason", letter=letter.name, field="grounds", authority=sorted(refusing - reasoned))
