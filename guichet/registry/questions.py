"""What an inspector typed, read as a question: the number of a case, or a name and the enterprise number of the employer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guichet.engine.case_number import LENGTH, is_valid
from guichet.engine.names import folded
from guichet.engine.refusals import BadAnswer
from guichet.engine.typed_numbers import read_enterprise_number
from guichet.engine.typed_text import clean_text, plain_digits
from guichet.engine.unreadable import Unreadable

MOST = 200  # characters
_ENTERPRISE = re.compile(r"(?:\bBE[ .]?)?(?<!\d)\d(?:[ .]?\d){8,10}(?!\d)", re.IGNORECASE | re.ASCII)
_REFERENCE = re.compile(r"(?=[^0-9]*[0-9])[A-Z0-9][A-Z0-9./-]{2,31}")


@dataclass(frozen=True, slots=True)
class Question:
    """Either a case number, or the folded parts of a name with an enterprise number."""

    number: str = ""
    enterprise_number: str = ""
    parts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The question in one way of writing, to be blinded."""
        return self.number or " ".join((self.enterprise_number, *sorted(self.parts)))


def read_question(typed: str) -> Question:
    """Read a question. Raises BadAnswer at the field "question"."""
    try:
        text = plain_digits(clean_text(typed, MOST))
        found = _ENTERPRISE.search(text)
        number = "".join(sign for sign in text.upper() if sign.isalnum())
        if is_valid(number):
            return Question(number=number)
        enterprise = read_enterprise_number(found[0]) if found else ""
    except Unreadable as why:
        raise BadAnswer(why.name, {**why.values, "field": "question"}) from why
    parts = folded(_ENTERPRISE.sub(" ", text, count=1)).split() if enterprise else []
    if parts:
        return Question(enterprise_number=enterprise, parts=tuple(parts))
    if len(number) == LENGTH and not enterprise:
        raise BadAnswer("no_such_case_number", {"field": "question"})
    raise BadAnswer("question_incomplete", {"field": "question"})


def read_reference(typed: str) -> str:
    """The reference of an inspection: letters and digits, at least one digit, no spaces. It can be no name. Raises BadAnswer at its field."""
    reference = typed.strip().upper()
    if not _REFERENCE.fullmatch(reference):
        raise BadAnswer("not_a_reference", {"field": "reference"})
    return reference
