"""Which permit is needed: the public questions of the law folder, what cannot go together, and the first rule that fits the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from guichet.law.conditions import Condition
from guichet.law.form import Field, Option
from guichet.law.measures import Words
from guichet.law.reading import Reading, Tree

FILE, TABLES = "which", ("questions", "contradictions", "answers")
TYPES = ("choice", "country", "municipality", "money")
THIRD_COUNTRY = "third_country"  # known once a nationality is: true outside the European Economic Area and Switzerland
Answers = Mapping[str, object]
IsThird = Callable[[str], bool]  # code of a country -> is it a third country?
KEYS = {
    "questions": ("question", "type", "title", "hint", "options", "fact", "place", "same_page", "required", "when"),
    "options": ("value", "title", "gives", "when"),
    "contradictions": ("contradiction", "when", "says", "source", "doubt"),
    "answers": ("answer", "when", "procedure", "information", "title", "also", "source", "doubt"),
    "also": ("procedure", "title", "source"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what each of its options needs and gives; `place`: it asks the place that the table of competence names."""

    field: Field
    place: bool = False
    gives: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # option -> facts
    needs: Mapping[str, Condition] = field(default_factory=dict)  # option -> when it is offered

    @property
    def name(self) -> str:
        """How conditions call it."""
        return self.field.name


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot go together, and what to do."""

    name: str
    when: Condition
    says: Words
    source: tuple[str, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another procedure that these answers may lead to, and why."""

    procedure: str
    title: Words
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """What answers lead to: a procedure, or an entry of information; `title` says why."""

    name: str
    when: Condition
    procedure: str
    information: str
    title: Words
    also: tuple[Alternative, ...]
    source: tuple[str, ...]
    doubt: str = ""

    def instead(self, procedure: str) -> Lead | None:
        """The same answers led to one of the other procedures that they may lead to; None for one that is not named."""
        other = next((one for one in self.also if one.procedure == procedure), None)
        if other is None:
            return None
        rest = tuple(one for one in self.also if one is not other)
        first = (Alternative(self.procedure, self.title, self.source),) if self.procedure else ()
        return replace(self, procedure=procedure, information="", title=other.title, also=first + rest, source=other.source, doubt="")


@dataclass(frozen=True, slots=True)
class Which:
    """The whole of it, as in force on a day."""

    questions: tuple[Question, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    leads: tuple[Lead, ...] = ()

    def asked(self, answers: Answers, is_third: IsThird) -> list[Question]:
        """The questions that these answers call for, in order, each with the options that they leave."""
        return [replace(one, field=_offered(one, known)) for one, known in self._walk(answers, is_third)]

    def known(self, answers: Answers, is_third: IsThird) -> dict[str, object]:
        """What conditions may look at: answers by question, and the facts that they give."""
        found: dict[str, object] = {}
        for one, known in self._walk(answers, is_third):
            found = known | _told_by(one, answers, is_third)
        return found

    def facts(self, answers: Answers, is_third: IsThird) -> dict[str, object]:
        """The facts of the engine alone: what a form may begin with."""
        found: dict[str, object] = {}
        for one, _ in self._walk(answers, is_third):
            value = answers.get(one.name)
            found |= one.gives.get(str(value), {}) | ({one.field.fact: value} if one.field.fact and value is not None else {})
        return found

    def place(self, answers: Answers, is_third: IsThird) -> str:
        """The code of the commune that was given as the place; "" for none."""
        return next((str(answers.get(one.name) or "") for one in self.asked(answers, is_third) if one.place), "")

    def contradiction(self, known: Answers) -> Contradiction | None:
        """The first of which all answers are there."""
        return next((one for one in self.contradictions if one.when.holds(known.get)), None)

    def lead(self, known: Answers) -> Lead | None:
        """The first that fits; None while these answers fit none."""
        return next((one for one in self.leads if one.when.holds(known.get)), None)

    def _walk(self, answers: Answers, is_third: IsThird) -> list[tuple[Question, dict[str, object]]]:
        """The questions that apply, each with what was known before it."""
        known: dict[str, object] = {}
        found = []
        for one in self.questions:
            if one.field.when is None or one.field.when.holds(known.get):
                found.append((one, known))
                known = known | _told_by(one, answers, is_third)
        return found


def _offered(one: Question, known: Answers) -> Field:
    options = tuple(option for option in one.field.options if option.value not in one.needs or one.needs[option.value].holds(known.get))
    return replace(one.field, options=options)


def _told_by(one: Question, answers: Answers, is_third: IsThird) -> dict[str, object]:
    value = answers.get(one.name)
    if value is None:
        return {}
    told = {one.name: value} | ({one.field.fact: value} if one.field.fact else {})
    return told | dict(one.gives.get(str(value), {})) | ({THIRD_COUNTRY: is_third(str(value))} if one.field.type == "country" else {})


def read_which(r: Reading, tree: Tree, on: date) -> Which:
    """The questions and rules in force on a day."""
    return Which(_questions(r, tree, on), _contradictions(r, tree, on), _leads(r, tree, on))


def _in_force(rows: Sequence[tuple[Tree, str, str]], on: date) -> list[tuple[Tree, str, str]]:
    return [row for row in rows if row[0].get("from", on) <= on <= row[0].get("last_day", on)]


def _questions(r: Reading, tree: Tree, on: date) -> tuple[Question, ...]:
    found = []
    for e, name, where in _in_force(list(r.table(tree, "questions", "question")), on):
        r.keys(e, where, KEYS["questions"])
        kind = r.choice(e, "type", where, TYPES)
        options = [one for one in _listed(e, "options") if isinstance(one, Mapping)]
        if bool(options) != (kind == "choice"):
            r.wrong(e, "options", where, "a choice has options, and nothing else has.", 'Write "type: choice" and "options: [...]".')
        for one in options:
            r.keys(one, f"{where}.options", KEYS["options"])
        asked = _field(r, e, where, name, kind, options)
        needs = {str(one.get("value")): r.condition(one, "when", f"{where}.options") for one in options if "when" in one}
        gives = {str(one.get("value")): dict(one["gives"]) for one in options if isinstance(one.get("gives"), Mapping)}
        found.append(Question(asked, r.flag(e, "place", where, False), gives, {name: one for name, one in needs.items() if one}))
    return tuple(found)


def _field(r: Reading, e: Tree, where: str, name: str, kind: str, options: Sequence[Tree]) -> Field:
    return Field(
        name,
        kind,
        r.words_in_four(e, "title", where),
        hint=r.words_in_four(e, "hint", where, needed=False),
        same_page=r.flag(e, "same_page", where, False),
        required=r.flag(e, "required", where, True),
        fact=r.text(e, "fact", where, ""),
        when=r.condition(e, "when", where),
        unit="month" if kind == "money" else "",
        options=tuple(Option(r.text(one, "value", where), r.words_in_four(one, "title", f"{where}.options")) for one in options),
    )


def _listed(tree: Tree, key: str) -> Sequence[object]:
    value = tree.get(key)
    return value if isinstance(value, (list, tuple)) else ()


def _contradictions(r: Reading, tree: Tree, on: date) -> tuple[Contradiction, ...]:
    found = []
    for e, name, where in _in_force(list(r.table(tree, "contradictions", "contradiction")), on):
        r.keys(e, where, KEYS["contradictions"])
        when = _needed(r, e, where)
        if when:
            found.append(Contradiction(name, when, r.words_in_four(e, "says", where), r.sources(e, where), r.text(e, "doubt", where, "")))
    return tuple(found)


def _leads(r: Reading, tree: Tree, on: date) -> tuple[Lead, ...]:
    found = []
    for e, name, where in _in_force(list(r.table(tree, "answers", "answer")), on):
        r.keys(e, where, KEYS["answers"])
        procedure, information = r.text(e, "procedure", where, ""), r.text(e, "information", where, "")
        if bool(procedure) == bool(information):
            r.wrong(e, "answer", where, "it leads to a procedure or to an entry of information.", 'Write "procedure: ..." or "information: ...".')
        also = []
        for one, _, there in r.table(e, "also", "procedure"):
            r.keys(one, f"{where}.{there}", KEYS["also"])
            also.append(Alternative(r.text(one, "procedure", where), r.words_in_four(one, "title", where), r.sources(one, where)))
        when = _needed(r, e, where)
        if when:
            known = (procedure, information, r.words_in_four(e, "title", where), tuple(also), r.sources(e, where), r.text(e, "doubt", where, ""))
            found.append(Lead(name, when, *known))
    return tuple(found)


def _needed(r: Reading, tree: Tree, where: str) -> Condition | None:
    if "when" not in tree:
        r.wrong(tree, "when", where, "it does not say when.", 'Write "when: {work: {is: employee}}".')
    return r.condition(tree, "when", where)
