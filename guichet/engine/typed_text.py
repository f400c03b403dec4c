"""Reading typed text: what may stand in it, how long it is for a human eye, and names, addresses and codes."""

import re
import unicodedata

from guichet.engine.unreadable import Unreadable

LONGEST = {"text": 200, "long_text": 10_000, "name": 200, "latin_name": 200, "email": 254, "code": 64}
MOST_MARKS = 40  # on one letter; written languages need a handful
RAW_FACTOR = 20  # code points looked at for each user character allowed: a cheap bound before anything is normalised
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # bidi overrides and isolates: they turn what follows around
_NO_LETTERS = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))  # code points that never stand for anything
# Controls but tabs and ends of lines, halves of letters, what stands for bytes that were no letter, what never stands for anything.
_CONTROLS = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff{_NO_LETTERS}]")
_HEAP = re.compile(rf"[^\x00-\u02ff\w]{{{MOST_MARKS + 1}}}")  # where a tower may stand: marks are no letters, and none comes before these
LATIN_SIGNS = frozenset(" '’ʼ.-‐‑·")  # noqa: RUF001


def clean_text(typed: str, most: int, lines: bool = False) -> str:
    """The text as kept: NFC, without invisible turns, spaces tidied; at most `most` user characters. `lines`: may it have several?"""
    if len(typed) > most * RAW_FACTOR:
        raise Unreadable("too_long", most=most)
    if typed.isascii() and typed.isprintable() and len(typed) <= most:
        return typed.strip() if lines else " ".join(typed.split())  # what most people type has nothing to look for
    _refuse_controls(typed, lines)
    plain = typed if typed.isascii() else _composed(typed)
    tidy = _tidy_lines(plain) if lines else " ".join(plain.split())
    if len(tidy) > most and user_length(tidy) > most:
        raise Unreadable("too_long", most=most)
    return tidy if _is_visible(tidy) else ""


def user_length(text: str) -> int:
    """How many characters a reader sees: marks, joiners and what they join count with the letter before."""
    count, joined = 0, False
    for char in text:
        belongs = char in "\u200d\ufe0e\ufe0f" or unicodedata.category(char) in ("Mn", "Me", "Mc")
        count += not (belongs or joined)
        joined = char == "\u200d"
    return count


def read_name(typed: str) -> str:
    """A name in any script, with at least one letter; a dash alone says that there is none."""
    name = clean_text(typed, LONGEST["name"])
    if name and name != "-" and not any(c.isalpha() for c in name):
        raise Unreadable("not_a_name")
    return name


def read_latin_name(typed: str) -> str:
    """A name in Latin letters as in a passport, with its marks, apostrophes and hyphens; a dash alone says that there is none."""
    name = read_name(typed)
    wrong = sorted({c for c in name if not _is_latin(c)})
    if wrong:
        raise Unreadable("not_latin", letters="".join(wrong[:10]))
    return name


def read_email(typed: str) -> str:
    """An address for mail, its domain in the ASCII form that cannot be taken for another."""
    address = clean_text(typed, LONGEST["email"])
    if not address:
        return ""
    local, at, domain = address.rpartition("@")
    if not at or not local or len(local) > 64 or ".." in f".{local}." or any(c.isspace() or c in '@,;:<>()[]"\\' for c in local):
        raise Unreadable("not_an_email")
    return f"{local}@{_ascii_domain(domain)}"


def read_code(typed: str) -> str:
    """An identifier: full-width and other digits made plain, capitals, no spaces."""
    code = identifier(typed, LONGEST["code"])
    if any(not (c.isascii() and (c.isalnum() or c in "-./")) for c in code):
        raise Unreadable("not_a_code")
    return code


def identifier(typed: str, most: int) -> str:
    """What an identifier is compared by: NFKC, digits of any script as 0-9, capitals, without spaces."""
    text = unicodedata.normalize("NFKC", clean_text(typed, most))
    return unicodedata.normalize("NFKC", "".join(plain_digits(text).upper().split()))  # what a space held apart may join


def plain_digits(text: str) -> str:
    """The text with the decimal digits of every script as 0-9 (not superscripts or fractions: they mean something else)."""
    return text if text.isascii() else "".join(c if c.isascii() else str(unicodedata.decimal(c, c)) for c in text)


def _refuse_controls(text: str, lines: bool) -> None:
    if _CONTROLS.search(text) or (not lines and ("\r" in text or "\n" in text)):
        raise Unreadable("control_characters")


def _refuse_towers(text: str) -> None:
    if not _HEAP.search(text):
        return
    tower = 0
    for char in text:
        tower = tower + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if tower > MOST_MARKS:
            raise Unreadable("too_many_marks")


def _composed(text: str) -> str:
    _refuse_towers(text)
    return unicodedata.normalize("NFC", _TURNS.sub("", text))


def _tidy_lines(text: str) -> str:
    ends = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "\n".join(line.rstrip() for line in ends.split("\n")).strip()


def _is_visible(text: str) -> bool:
    return any(unicodedata.category(c)[0] not in "ZC" for c in text)


def _is_latin(char: str) -> bool:
    if char in LATIN_SIGNS:
        return True
    return unicodedata.category(char) == "Mn" or (char.isalpha() and unicodedata.name(char, "").startswith("LATIN "))


def _ascii_domain(domain: str) -> str:
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise Unreadable("not_an_email") from None
    labels = plain.split(".")
    good = all(label and label.strip("-") == label and all(c.isalnum() or c == "-" for c in label) for label in labels)
    if len(labels) < 2 or not good or len(plain) > 253:
        raise Unreadable("not_an_email")
    return plain
