"""The lines of a passport or card that a machine reads (ICAO 9303: TD1, TD2, TD3), read letter by letter with their check digits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from guichet.engine.unreadable import Unreadable

LONGEST = 400  # signs that are looked at
SHAPES = {(30, 30, 30): "TD1", (36, 36): "TD2", (44, 44): "TD3"}
ONE_LINE = {90: 30, 72: 36, 88: 44}  # pasted without the ends of its lines
PARTS = ("number", "family_name", "given_names", "nationality", "birth_on", "valid_until")  # what a law file may take over from them


@dataclass(frozen=True, slots=True)
class Zone:
    """What the lines say: `text` the lines themselves, days as ISO text, "" for what they do not say."""

    text: str
    number: str
    family_name: str
    given_names: str
    nationality: str
    birth_on: str
    valid_until: str


def read_zone(typed: str, on: date) -> Zone:
    """The lines, if every check digit fits and the document is valid on that day. Raises Unreadable, naming the part that is wrong."""
    lines = _lines(typed)
    shape = SHAPES[tuple(len(line) for line in lines)]
    if shape == "TD1":
        return _zone(lines, lines[2], lines[0][5:14], lines[0][14], lines[0][15:30], lines[1], on)
    data = lines[1]
    _must_fit(data[:9], data[9], "mrz_wrong_number")
    rest = data[13:20] + data[21:28] + data[10:13]  # birth, expiry, nationality stand as in the second line of a card
    return _of_a_book(lines, rest, shape, on)


def check_digit(text: str) -> str:
    """The check digit of a text of A-Z, 0-9 and fillers: weights 7, 3, 1, modulo 10."""
    return str(sum(int(sign, 36) * (7, 3, 1)[at % 3] for at, sign in enumerate(text.replace("<", "0"))) % 10)


def _zone(lines: list[str], names: str, number: str, check: str, optional: str, second: str, on: date) -> Zone:
    """A card: a long number goes on among the optional signs, its check digit behind it."""
    if check == "<":
        more, _, _ = optional.partition("<")
        _must_fit(number + more[:-1], more[-1:], "mrz_wrong_number")
        number += more[:-1]
    else:
        _must_fit(number, check, "mrz_wrong_number")
    birth, until = _days(second[0:7], second[8:15], on)
    _must_fit(lines[0][5:30] + second[0:7] + second[8:15] + second[18:29], second[29], "mrz_wrong_whole")
    return _told(lines, number, names, second[15:18], birth, until)


def _of_a_book(lines: list[str], rest: str, shape: str, on: date) -> Zone:
    data = lines[1]
    birth, until = _days(rest[:7], rest[7:14], on)
    if shape == "TD3" and data[42] != "<":
        _must_fit(data[28:42], data[42], "mrz_wrong_personal")
    _must_fit(data[0:10] + data[13:20] + data[21 : len(data) - 1], data[-1], "mrz_wrong_whole")
    return _told(lines, data[:9], lines[0][5:], rest[14:], birth, until)


def _told(lines: list[str], number: str, names: str, nationality: str, birth: str, until: str) -> Zone:
    family, _, given = names.rstrip("<").partition("<<")
    spoken = [" ".join(part.replace("<", " ").split()).title() for part in (family, given)]
    return Zone("\n".join(lines), number.rstrip("<"), spoken[0], spoken[1] or "-", nationality.rstrip("<"), birth, until)


def _lines(typed: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", typed[:LONGEST]).upper().replace("«", "<<")
    lines = [line for line in (re.sub(r"[ \t]", "", one) for one in plain.splitlines()) if line]
    if len(lines) == 1 and len(lines[0]) in ONE_LINE:
        step = ONE_LINE[len(lines[0])]
        lines = [lines[0][at : at + step] for at in range(0, len(lines[0]), step)]
    wrong = sorted(set("".join(lines)) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"))
    if wrong:
        raise Unreadable("mrz_signs", letters="".join(wrong[:10]))
    if tuple(len(line) for line in lines) not in SHAPES:
        raise Unreadable("mrz_length", signs=", ".join(str(len(line)) for line in lines) or "0")
    return lines


def _must_fit(text: str, digit: str, reason: str) -> None:
    if digit == "<" and not text.strip("<"):
        return
    if check_digit(text) != digit:
        raise Unreadable(reason)


def _days(birth: str, until: str, on: date) -> tuple[str, str]:
    _must_fit(birth[:6], birth[6], "mrz_wrong_birth")
    _must_fit(until[:6], until[6], "mrz_wrong_expiry")
    last = _day(until, on.year + 50, "mrz_wrong_expiry")
    if last and last < on.isoformat():
        raise Unreadable("mrz_expired", until=date.fromisoformat(last))
    return _day(birth, on.year, "mrz_wrong_birth"), last


def _day(text: str, latest: int, reason: str) -> str:
    """Two digits of a year mean the last such year up to `latest`; a day that is not known is written with fillers or noughts."""
    if "<" in text[:6] or text[2:4] == "00" or text[4:6] == "00":
        return ""
    if not text[:6].isdecimal():
        raise Unreadable(reason)
    year = latest - (latest - int(text[:2])) % 100
    try:
        return date(year, int(text[2:4]), int(text[4:6])).isoformat()
    except ValueError:
        raise Unreadable(reason) from None
