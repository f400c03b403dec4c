"""How a name is compared, wherever it is looked for: small letters without accents."""

import re
import unicodedata

# Letters that Unicode does not take apart into a letter and its mark.
_WHOLE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_SIGNS = re.compile("[a-z0-9]+")


def folded(text: str) -> str:
    """A name as it is compared: small letters, no accents, no dashes or apostrophes, single spaces."""
    if text.isascii():
        return " ".join(_SIGNS.findall(text.casefold()))
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_WHOLE)
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split())
