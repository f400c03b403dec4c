"""What a form asks: its sections, its questions, and the pieces of evidence."""

from __future__ import annotations

from dataclasses import dataclass

from guichet.law.conditions import Condition
from guichet.law.measures import Length, Words


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `source` is the article that a ground rests on, shown beside it."""

    value: str
    title: Words
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. Its answer becomes a fact of the journal (`fact`), or stays in the vault (`personal`)."""

    name: str
    type: str  # one of law.form_tables.FIELD_TYPES
    title: Words
    section: str = ""
    filled_by: str = ""
    hint: Words | None = None
    fills: tuple[tuple[str, str], ...] = ()  # of the lines of a passport: part -> the field it answers
    same_page: bool = False  # asked on the page of the question before it
    required: bool = True
    personal: bool = False
    fact: str = ""  # the fact it gives; "" for none
    derive: str = ""  # "" the answer itself, "age_on_filing" the years on the day of filing, "main_place" where most of the work is done
    at_least: str = ""
    at_most: str = ""
    begins_with: str = ""  # of an act: the question of the form whose answer stands there until somebody writes another
    changes: str = ""  # of an act: the question of the form whose answer is then another one
    asked_anew: bool = False  # of a renewal: what the file before answered is not taken over
    remembered: bool = False  # the next application of the same applicant begins with the answer of the last one
    from_register: str = ""  # what the sign-in knows of the applicant answers it: one of form_tables.REGISTERED
    known_from: tuple[str, ...] = ()  # of a renewal: days of the file before; the first that is known is the answer, and nobody is asked
    unit: str = ""  # of money: "month", "year" or "hour"
    only: str = ""  # for a country: "third_country" or "member_state"
    options: tuple[Option, ...] = ()
    categories: tuple[str, ...] = ()  # of a category: all that some region may offer; `options` are those of this one on its day
    when: Condition | None = None
    source: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    title: Words
    filled_by: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: of which part, from whom, secret from whom, under which condition."""

    name: str
    title: Words
    part: str  # "work" | "residence"
    given_by: str
    secret_from: tuple[str, ...] = ()
    when: Condition | None = None
    maximum_age: Length | None = None
    with_acts: tuple[str, ...] = ()  # never asked for: it may come with one of these acts
    serves_again: Condition | None = None  # what the file before holds of it serves a renewal while this holds and it is not too old
    hint: Words | None = None
    source: tuple[str, ...] = ()
    doubt: str = ""
    languages: tuple[str, ...] = ()  # in which it may be written; in any other it needs a translation
    translation: str = ""  # which one: "sworn" or "plain"
    blocks: bool = False  # without it nothing is filed: the law makes it a condition of admissibility that cannot be mended later
