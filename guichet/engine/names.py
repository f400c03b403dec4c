"""How a name is compared, wherever it is looked for: small letters without accents."""

import unicodedata

# Letters that Unicode does not take apart into a letter and its mark.
_WHOLE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def folded(text: str) -> str:
    """A name as it is compared: small letters, no accents, no dashes or apostrophes, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_WHOLE)
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split())
