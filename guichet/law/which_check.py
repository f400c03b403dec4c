"""Do the public questions lead somewhere, whatever one answers? And are the entries of information what they say?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from guichet.law import information, which
from guichet.law.conditions import Condition
from guichet.law.dated import days_of_change
from guichet.law.folder import Folder
from guichet.law.information import read_information
from guichet.law.loader import Lines
from guichet.law.reading import Reading
from guichet.law.vocabulary import Vocabulary
from guichet.law.which import THIRD_COUNTRY, Question, Which, read_which

FOREIGN, EUROPEAN = "XXA", "XXB"  # two made-up countries: one outside, one inside
END = date(2999, 1, 1)
MOST_WALKS = 20_000


def check_which(r: Reading, folder: Folder, vocabulary: Vocabulary) -> None:
    """Notes questions that nobody can ask, rules that nothing reaches, and answers that no rule knows; on each day of change."""
    tree, told = folder.shared.get(which.FILE), folder.shared.get(information.FILE)
    regions = {str(place.get("authority")) for place in folder.shared["competence"].get("places", ())}
    for day in {END, *days_of_change(told)}:
        read_information(r, told or Lines(), day, regions)
    for day in {END, *days_of_change(tree)} if tree else ():
        known = read_information(Reading(), told or Lines(), day)
        _judged(r, tree, day, vocabulary, set(known), {*folder.trunks, *r.names(tree, "awaited", "file")})


def _judged(r: Reading, tree: Lines, day: date, vocabulary: Vocabulary, told: set[str], procedures: set[str]) -> None:
    try:
        found = read_which(r, tree, day)
        _names(r, tree, found, vocabulary)
        _targets(r, tree, found, told, procedures)
        _reached(r, tree, found)
    except (KeyError, StopIteration, TypeError, ValueError, AttributeError) as error:  # nothing that is written may stop the check
        r.wrong(tree, "", "file", f"it cannot be read ({type(error).__name__}: {error}).", "Look for a line that has the wrong shape.")


def _names(r: Reading, tree: Lines, found: Which, vocabulary: Vocabulary) -> None:
    """A condition looks only at what was answered before it."""
    before: dict[str, set[object] | None] = {}
    lines = {str(e.get("question")): e for e in tree.get("questions", ())}
    for one in found.questions:
        for condition in (one.field.when, *one.needs.values()):
            _judge(r, lines[one.name], f"questions.{one.name}", condition, before)
        for fact in {one.field.fact, *(name for given in one.gives.values() for name in given)} - {""}:
            if vocabulary.facts and fact not in vocabulary.facts:
                r.wrong(lines[one.name], "question", f"questions.{one.name}", f'"{fact}" is not a fact of the engine.', "Write one that it knows.")
        _add(before, one)
    for table, rows in (("contradictions", found.contradictions), ("answers", found.leads)):
        for one in rows:
            entry = next(e for e in tree[table] if one.name in (e.get("answer"), e.get("contradiction")))
            _judge(r, entry, f"{table}.{one.name}", one.when, before)


def _add(before: dict[str, set[object] | None], one: Question) -> None:
    """What may be asked of this question from here on: the values of a closed list, None for an open one."""
    before[one.name] = {option.value for option in one.field.options} or None
    if one.field.type == "country":
        before[THIRD_COUNTRY] = {True, False}
    for given in one.gives.values():
        for name, value in given.items():
            before[name] = (before.get(name) or set()) | {value}


def _judge(r: Reading, entry: Lines, where: str, condition: Condition | None, before: Mapping[str, set[object] | None]) -> None:
    for leaf in condition.leaves() if condition else ():
        if leaf.name not in before:
            r.wrong(entry, "when", where, f'"{leaf.name}" is not answered before.', f"Write one of: {', '.join(sorted(before))}.")
            continue
        allowed = before[leaf.name]
        for value in (leaf.value if leaf.word == "in" else (leaf.value,)) if allowed else ():
            if value not in allowed:
                shown = ", ".join(sorted(str(one).lower() if isinstance(one, bool) else str(one) for one in allowed))
                r.wrong(entry, "when", where, f'"{leaf.name}" is never "{value}".', f"Write one of: {shown}.")


def _targets(r: Reading, tree: Lines, found: Which, told: set[str], procedures: set[str]) -> None:
    lines = {str(e.get("answer")): e for e in tree.get("answers", ())}
    for one in found.leads:
        where = f"answers.{one.name}"
        if one.information and one.information not in told:
            what = f'"{one.information}" is not in information.yaml.'
            r.wrong(lines[one.name], "information", where, what, "Write an entry that is, or add it there.")
        for procedure in (one.procedure, *(other.procedure for other in one.also)):
            if procedure and procedure not in procedures:
                what = f'there is no procedure "{procedure}".'
                r.wrong(lines[one.name], "procedure", where, what, 'Write the name of a folder, or add it to "awaited".')


def _reached(r: Reading, tree: Lines, found: Which) -> None:
    """Walks every way through the choices: each ends in a rule or a contradiction, and each rule is the end of one."""
    if r.mistakes:
        return  # told already; a walk over a table that is wrong only repeats it
    reached, walked = set(), 0
    for answers in ways(found, {}):
        walked += 1
        if walked > MOST_WALKS:
            return
        known = found.known(answers, is_foreign)
        if found.contradiction(known):
            continue
        lead = found.lead(known)
        if lead is None:
            said = ", ".join(f"{name} is {value}" for name, value in answers.items() if value != FOREIGN)
            r.wrong(tree, "answers", "file", f"no line applies when {said}.", "Add a line for it, or a last one that always applies.")
            return
        reached.add(lead.name)
    names = {one.name for one in found.leads} - reached
    for entry in (e for e in tree.get("answers", ()) if e.get("answer") in names):
        what = "nothing that can be answered leads here."
        r.wrong(entry, "answer", f"answers.{entry['answer']}", what, "Move it before the line that hides it, or take it out.")


def ways(found: Which, answers: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """Every way of answering the choices; a contradiction ends a way, and what is not a choice is answered in one way."""
    if found.contradiction(found.known(answers, is_foreign)):
        yield dict(answers)
        return
    open_one = next((one for one in found.asked(answers, is_foreign) if one.name not in answers), None)
    if open_one is None:
        yield dict(answers)
        return
    for value in _values(open_one):
        yield from ways(found, {**answers, open_one.name: value})


def _values(one: Question) -> tuple[object, ...]:
    if one.field.type == "country":
        return (FOREIGN, EUROPEAN)
    return tuple(option.value for option in one.field.options) or ("1",)


def is_foreign(code: str) -> bool:
    """Of the two made-up countries, is it the one outside?"""
    return code == FOREIGN
