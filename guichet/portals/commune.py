"""A commune as somebody types it: by its name in any language, one that was merged since too, or by a postal code."""

from __future__ import annotations

from datetime import date, timedelta

from guichet.engine.typed_text import LONGEST, clean_text
from guichet.engine.unreadable import Unreadable
from guichet.people import places
from guichet.portals.answers import Mistake
from guichet.portals.speech import Speech


def read_commune(field: str, typed: str, on: date) -> tuple[str | None, Mistake | None]:
    """The code that was meant, of a merged commune its old one; or why it cannot be told."""
    try:
        text = clean_text(typed, LONGEST["text"])
    except Unreadable as bad:
        return None, Mistake(field, bad.name, {"field": field, **bad.values}, field)
    if not text:
        return None, Mistake(field, "needed", {"field": field}, field)
    found = places.municipalities_meant(text, on)
    if len({place.nis for place in found}) == 1:
        return found[0].nis, None
    if found:
        return None, Mistake(field, "commune_several", {"typed": text, "communes": [place.name_official for place in found]}, field)
    return None, Mistake(field, "commune_unknown", {"typed": text}, field)


def merged_sentence(code: str, on: date, spoken: Speech) -> str:
    """Which commune took the place of one that exists no more, and since when; "" for one that still does."""
    then, now = places.ended(code, on), places.municipality(code, on)
    if then is None or now is None or then.names == now.names:
        return ""
    since = then.valid_to + timedelta(days=1)
    old, new = then.names[spoken.language], now.names[spoken.language]
    return spoken.say("{old} exists no more since {day}: it is part of {new} now.", old=old, day=since, new=new)
